"""Somebody reports: a case is opened under the version that is active at its place."""

from dataclasses import astuple, dataclass

from engine.commands.begin_case import Beginning, begin_case
from engine.commands.known_upstream import known_upstream
from engine.commands.new_case import Ground, Report, ground_of, new_case
from engine.commands.office import Office
from engine.commands.once import Request, once
from engine.commands.opened import OpenedTasks, opened_tasks
from engine.domain.people import Person
from engine.queries.attachments import check_files
from engine.queries.readable import REPORT
from engine.store.deeds import Attached
from engine.store.journal import Happening, seal
from engine.store.rows import KeptWords
from engine.store.store import Tx
from engine.store.voices import keep_voice
from engine.store.write import lay_down


@dataclass(frozen=True, slots=True)
class Opened:
    """The new case and its first tasks by their ids; none while its start is an incident."""

    number: str
    state: str
    stage: str
    opened: OpenedTasks


def open_case(office: Office, *, report: Report, by: Person, key: str | None = None) -> Opened:
    """Open a case; a drawing that cannot be started is an incident, and no report is lost.

    Raises:
        PlaceNotFound: The district has no such place.
        PolicyNotFound: No policy has the kind's name.
        PolicyNotActive: No version of it is active at the place.
        UpstreamKnown: The number another system gave it is known already.
        AttachmentNotFound: It names a file that whoever reports has not sent.
    """
    ground = ground_of(office, report, by)

    def work(tx: Tx) -> Opened:
        return _open(office, tx, report, ground, by)

    with known_upstream(office, report, by):
        return once(office, Request(by, key, ("open_case", *astuple(report))), work, Opened)


def _open(office: Office, tx: Tx, report: Report, ground: Ground, by: Person) -> Opened:
    """Keep the report, then let the drawing begin: it may read what was said, and by whom."""
    actor = by.id or None  # nobody of the house where somebody reports for themselves
    check_files(tx, by.district, report.attachments, actor)
    sealed, case = seal(report.words), new_case(office, tx, report, ground)
    words = KeptWords(kind=REPORT, field="words", body=report.words, key=sealed.key, by=actor)
    lay_down(tx, case, [words])
    if report.voice:
        keep_voice(tx, office.seals, case, report.voice, office.seals.check_code(case.number))
    facts = {"place": ground.place.id, "channel": report.channel, "words": sealed.digest}
    said = {name: fact for name, fact in facts.items() if fact}
    act = Happening("open_case", actor, None, said)
    files = (Attached(report.attachments),) if report.attachments else ()
    saved, changes = begin_case(office, tx, case, Beginning(act, beside=files))
    return Opened(
        number=ground.number,
        state=str(saved.case.state),
        stage=saved.case.stage,
        opened=opened_tasks(saved, changes),
    )
