"""Is the process alive: for whoever restarts it."""

from api.blueprint import Blueprint
from api.schemas import Alive

blueprint = Blueprint("health", __name__, description="运行状态 / Health")


@blueprint.get("/livez")
@blueprint.response(200, Alive)
def livez() -> dict[str, str]:
    """Tell that the process answers."""
    return {"status": "alive"}
