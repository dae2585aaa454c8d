"""Casework, pure: one event at one case becomes the differences that are to be written."""

from engine.casework.advance import advance as advance
from engine.casework.change import Change as Change
from engine.casework.complete import complete as complete
from engine.casework.filled_in import inputs_of as inputs_of
from engine.casework.reader import CaseReader as CaseReader
from engine.casework.reader import Surroundings as Surroundings
