"""Clocks: the named instants of a case, and what can happen to them."""

from engine.domain.clocks.changes import (
    cap,
    extend,
    move,
    recompute,
    restart,
    restart_until,
    resume,
    ring,
    start,
    start_until,
    stop,
    suspend,
)
from engine.domain.clocks.clock import Clock, Move, Why
from engine.domain.clocks.groups import (
    Cap,
    cap_all,
    changed,
    recompute_all,
    resume_all,
    set_clocks,
    suspend_all,
)
from engine.domain.clocks.record import read, written

__all__ = [
    "Cap",
    "Clock",
    "Move",
    "Why",
    "cap",
    "cap_all",
    "changed",
    "extend",
    "move",
    "read",
    "recompute",
    "recompute_all",
    "restart",
    "restart_until",
    "resume",
    "resume_all",
    "ring",
    "set_clocks",
    "start",
    "start_until",
    "stop",
    "suspend",
    "suspend_all",
    "written",
]
