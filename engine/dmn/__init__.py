"""DMN decisions over FEEL: tables, boxed expressions, the requirements graph, why a rule spoke."""

from engine.dmn.decide import Model, Result
from engine.dmn.errors import DmnError
from engine.dmn.inputs import Input
from engine.dmn.loading import load
from engine.dmn.run import Caution, Matched, Where

__all__ = ["Caution", "DmnError", "Input", "Matched", "Model", "Result", "Where", "load"]
