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
from engine.domain.clocks.clock import Cap, Clock, Move, Why
from engine.domain.clocks.groups import (
    bind,
    cap_all,
    changed,
    enclose,
    read_caps,
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
    "bind",
    "cap",
    "cap_all",
    "changed",
    "enclose",
    "extend",
    "move",
    "read",
    "read_caps",
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
