"""The jobs of cases: a deadline rings, a message arrives, a notice is posted; each a command."""

from datetime import timedelta
from functools import partial

from engine.bpmn import Reach, decoded
from engine.casework.jobs import JobKind
from engine.casework.ring import Timer
from engine.commands.deliver_message import Letter, deliver_message
from engine.commands.fire_timer import fire_timer
from engine.commands.office import Office
from engine.commands.post_notice import post_notice
from engine.jobs.work import Handlers, Later, Work
from engine.store.ids import made_at
from engine.store.store import Tx
from engine.verbs.port import Notice

# How long a message nobody can receive waits at least before it looks again by itself; a receiver
# that opens frees it at once.
PATIENCE = timedelta(minutes=10)


def of_cases(office: Office) -> Handlers:
    """Give the handlers of what cases leave to be done."""
    return Handlers(
        steps={
            JobKind.TIMER: partial(ring, office),
            JobKind.MESSAGE: partial(deliver, office),
            JobKind.NOTICE: partial(post, office),
        }
    )


def ring(office: Office, tx: Tx, work: Work) -> None:
    """Ring a timer; one that is gone has nothing to ring."""
    timer = Timer(work.args["timer"], work.args["clocks"], work.args["unit"])
    fire_timer(office, tx, case_id=work.case_id or 0, timer=timer)


def deliver(office: Office, tx: Tx, work: Work) -> Later | None:
    """Hand a message over, or keep it until somebody can receive it.

    One for everybody is kept for whoever comes late. The longer it was kept the rarer it looks.
    """
    args = {**work.args, "payload": decoded(work.args["payload"])}
    letter = Letter(**args, sender=work.case_id)
    if not deliver_message(office, tx, district=work.district, letter=letter):
        return Later(max(PATIENCE, tx.now - made_at(work.id)))
    return Later() if letter.reach == Reach.ALL else None


def post(office: Office, tx: Tx, work: Work) -> Later | None:
    """Post a notice, or keep it until nobody is disturbed any more."""
    facts = decoded(work.args["facts"])
    notice = Notice(**{**work.args, "to": tuple(work.args["to"]), "facts": facts})
    until = post_notice(office, tx, case_id=work.case_id or 0, notice=notice)
    return Later(until - tx.now) if until else None
