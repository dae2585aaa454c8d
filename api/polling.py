"""Pages ask again and again: what has not changed is not sent again."""

import hashlib
from typing import Any

import orjson
from flask import Response, request

from api.schemas import Schema


def unless_known(schema: Schema, answer: dict[str, Any]) -> Response:
    """Give an answer with its tag, or the word that it is still as the asker knows it."""
    body = orjson.dumps(schema.dump(answer))
    response = Response(body, content_type="application/json")
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
