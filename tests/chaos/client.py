"""A client that never gives up: it repeats an order under its key until it is answered."""

import random
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from tests.chaos.child import Answer, Order, live

POINTS = ("begun", "committing", "committed")
AT_ONCE = 6  # cases under way
AGAIN = {"house_busy"}  # refusals after which the same order may be given again
CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.chaos.child"])


@dataclass
class House:
    """One process under test, and the orders it has not answered."""

    process: BaseProcess
    pipe: Connection
    dies_anytime: bool
    orders: dict[str, Order] = field(default_factory=dict)


@dataclass
class Client:
    """Opens cases and completes their tasks on houses that keep dying."""

    url: str
    processes: int
    dice: random.Random
    houses: list[House] = field(default_factory=list)
    waiting: list[Order] = field(default_factory=list)
    open_cases: int = 0
    acknowledged: dict[str, Answer] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    kills: int = 0

    def run(self, kills: int) -> None:
        """Work until so many processes were killed, then finish what was begun."""
        while self.kills < kills:
            while self.open_cases < AT_ONCE:
                self.open_cases += 1
                self.waiting.append(Order(f"open.{len(self.acknowledged)}.{self.dice.random()}"))
            self.turn(dying=True)
        while self.waiting or any(house.orders for house in self.houses):
            self.turn(dying=False)

    def turn(self, *, dying: bool) -> None:
        """Give what waits to somebody alive, and take the answers that are there."""
        while len(self.houses) < self.processes:
            self.houses.append(self.start(dying=dying))
        while self.waiting:
            self.give(self.waiting.pop())
        limit = self.dice.uniform(0.0, 0.3)
        for pipe in wait([house.pipe for house in self.houses], limit):
            self.listen(next(house for house in self.houses if house.pipe is pipe))
        for house in self.houses:
            if dying and house.dies_anytime and self.dice.random() < 0.3:
                house.process.kill()

    def start(self, *, dying: bool) -> House:
        """Start a process that will die at a point, or at any moment."""
        ours, theirs = CONTEXT.Pipe()
        point = self.dice.choice((*POINTS, "")) if dying else ""
        args = (self.url, theirs, point, self.dice.randint(1, 40))
        process = CONTEXT.Process(target=live, args=args)
        process.start()
        theirs.close()
        return House(process, ours, dies_anytime=not point)

    def give(self, order: Order) -> None:
        house = self.dice.choice(self.houses)
        house.orders[order.key] = order
        with suppress(OSError):  # dead already: its pipe tells so when it is read
            house.pipe.send(order)

    def listen(self, house: House) -> None:
        """Take an answer, or learn that the process is dead."""
        try:
            answer = house.pipe.recv()
        except (EOFError, OSError):
            self.bury(house)
            return
        order = house.orders.pop(answer.key)
        if answer.refused in AGAIN:
            self.waiting.append(order)
        elif answer.refused:
            self.refused[answer.refused] += 1
            self.open_cases -= 1
        else:
            self.note(answer)

    def note(self, answer: Answer) -> None:
        """Write down what was acknowledged, and go on with the case."""
        assert answer.key not in self.acknowledged
        self.acknowledged[answer.key] = answer
        tasks = answer.result["opened"]
        self.waiting += [Order(f"task.{task['id']}", int(task["id"])) for task in tasks]
        self.open_cases -= not tasks

    def bury(self, house: House) -> None:
        """Count a death, and repeat elsewhere what was not answered."""
        house.process.join()
        self.houses.remove(house)
        self.kills += house.process.exitcode == -9
        assert house.process.exitcode == -9, "the process ended by itself"
        self.waiting += house.orders.values()

    def close(self) -> None:
        """Let the last processes end in peace."""
        for house in self.houses:
            house.pipe.close()
            house.process.join()
