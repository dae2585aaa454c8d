"""A described resource whose bodies are read exactly: decimals as written, no endless nesting."""

import json
from decimal import Decimal
from typing import NoReturn

import flask
import flask_smorest
from typing_extensions import override
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType


class ExactParser(FlaskParser):
    """Reads a JSON body so that 0.1 stays one tenth."""

    @override
    def _raw_load_json(self, req: flask.Request) -> object:
        if not req.is_json:
            raise UnsupportedMediaType
        try:
            return json.loads(req.get_data(), parse_float=Decimal, parse_constant=_refuse)
        except (ValueError, RecursionError) as problem:
            raise BadRequest from problem


class Blueprint(flask_smorest.Blueprint):
    """A group of described addresses."""

    ARGUMENTS_PARSER = ExactParser()


def _refuse(constant: str) -> NoReturn:
    """NaN and the infinities are not JSON (RFC 8259 §6)."""
    raise ValueError(constant)
