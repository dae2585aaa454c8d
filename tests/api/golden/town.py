"""A town at work behind a real door: its people act over HTTP alone, and its clock is pushed."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from werkzeug.serving import make_server

from api.app import create_app
from engine.commands.set_password import set_password
from engine.rehearsal.houses import House
from engine.wiring import Engine

PASSWORD = "hard-to-guess"
SESSIONS = "/api/v1/session"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the house answered: its status, its body, and what it wants kept as a cookie."""

    status: int
    body: Any
    text: str = ""
    cookie: str = ""


@dataclass(slots=True)
class Town:
    """A house behind its door; after every request it does what that left to be done."""

    house: House
    address: str

    def at(self, moment: str) -> None:
        """Let it become a time, written `11-23 09:30`; all that is due meanwhile is done."""
        now = self.house.now
        at = datetime.strptime(f"{now.year}-{moment}", "%Y-%m-%d %H:%M")  # noqa: DTZ007
        self.house.driver.go(at.replace(tzinfo=now.tzinfo))
        assert self.house.driver.troubles == []

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Ask the house something, as any program of the network could."""
        sent = None if body is None else json.dumps(body).encode()
        headers = {name.replace("_", "-"): text for name, text in headers.items()}
        request = Request(self.address + path, sent, headers, method=method)
        request.add_header("Content-Type", "application/json")
        try:
            with urlopen(request) as answer:
                return self._settled(answer)
        except HTTPError as refusal:
            with refusal:
                return self._settled(refusal)

    def _settled(self, answer: Any) -> Answer:
        text = answer.read().decode()
        self.house.driver.drain()
        assert self.house.driver.troubles == []
        cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]
        return Answer(answer.status, json.loads(text or "null"), text, cookie)


@dataclass(slots=True)
class Colleague:
    """Somebody of the staff, signed in with a password: by cookie or, `bearer`, by token."""

    town: Town
    name: str
    kept: Mapping[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def sign_in(self) -> None:
        """Sign in as a browser does: the cookie is kept, and the mark against foreign pages."""
        answer = self._signed_in()
        cookie = {"Cookie": answer.cookie}
        me = self.town.ask("GET", "/api/v1/me", **cookie).body
        self.kept = cookie | {"X_CSRF_Token": me["csrf"]}

    def _signed_in(self) -> Answer:
        answer = self.town.ask("POST", SESSIONS, {"username": self.name, "password": PASSWORD})
        assert answer.status == 200, answer.text
        return answer

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        """Ask something in one's own name; whoever was signed out by the night comes in again."""
        answer = self.town.ask(method, f"/api/v1{path}", body, **self.kept)
        if answer.status == 401:
            self.sign_in()
            answer = self.town.ask(method, f"/api/v1{path}", body, **self.kept)
        self.seen.append(answer.text)
        return answer

    def has_seen(self, said: str) -> bool:
        """Tell whether anything one was ever answered holds these words."""
        return any(said in text for text in self.seen)

    def reads(self, path: str) -> Any:
        """Read something that one may read."""
        answer = self.ask("GET", path)
        assert answer.status == 200, answer.text
        return answer.body

    def tasks(self, name: str = "") -> list[Any]:
        """Give one's own tasks, those of a name where one is given."""
        tasks = self.reads("/tasks?size=100")["tasks"]
        return [task for task in tasks if not name or task["name"] == name]

    def opens(self, name: str) -> Any:
        """Open the one task of that name on one's own list, with its form and inputs."""
        found = self.tasks(name)
        assert len(found) == 1, (self.name, name, [task["name"] for task in self.tasks()])
        return self.reads(f"/tasks/{found[0]['id']}")

    def tries(self, name: str, **answers: Any) -> Answer:
        """Send the form of a task of one's own list."""
        task = self.opens(name)["id"]
        return self.ask("POST", f"/tasks/{task}/complete", {"answers": answers})

    def does(self, name: str, **answers: Any) -> Any:
        """Do a task of one's own list."""
        answer = self.tries(name, **answers)
        assert answer.status == 200, (self.name, name, answer.text)
        return answer.body

    def is_told(self) -> list[str]:
        """Give the templates of the notices one finds, the newest first."""
        return [each["template"] for each in self.reads("/notices?size=100")["notices"]]


@dataclass(slots=True)
class Machine(Colleague):
    """Somebody whose program keeps the token and needs no cookie."""

    def sign_in(self) -> None:
        """Sign in as a program does."""
        self.kept = {"Authorization": f"Bearer {self._signed_in().body['token']}"}


@dataclass(frozen=True, slots=True)
class Resident:
    """Who reported: a number and a check code, no account."""

    town: Town
    number: str
    code: str
    danger: Mapping[str, Any]

    def follows(self) -> Answer:
        """Look how far it is."""
        return self.town.ask("GET", f"/public/v1/reports/{self.number}", X_Check_Code=self.code)

    def stage(self) -> str:
        """Give what is being done now, in the words of the public page."""
        stages = self.follows().body["stages"]
        return next((each["name"] for each in stages if each["state"] == "now"), "")

    def asked(self) -> list[str]:
        """Give what one is asked or may ask for."""
        return [each["id"] for each in self.follows().body["actions"]]

    def does(self, name: str, **answers: Any) -> Answer:
        """Rate, ask again, withdraw."""
        path = f"/public/v1/reports/{self.number}/{name}"
        return self.town.ask("POST", path, {"answers": answers}, X_Check_Code=self.code)


def reports(town: Town, place: str, words: str, **reporter: str) -> Resident:
    """Let a resident report something on the public page."""
    body = {"place": place, "words": words, "reporter": reporter}
    answer = town.ask("POST", "/public/v1/reports", body)
    assert answer.status == 201, answer.text
    return Resident(town, **answer.body)


@contextmanager
def opened(house: House, names: tuple[str, ...]) -> Iterator[Town]:
    """Open the door of a house to these people on a free port; close it afterwards."""
    for name in names:
        person = house.person(name)
        assert person, name
        set_password(house.office, person=person, password=PASSWORD)
    server = make_server("127.0.0.1", 0, create_app(Engine(house.office)), threaded=True)
    serving = Thread(target=server.serve_forever, name="door")
    serving.start()
    try:
        yield Town(house, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
