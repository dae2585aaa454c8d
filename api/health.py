"""Is the process alive, can it work: for whoever restarts it or sends people to it."""

from api.blueprint import Blueprint
from api.schemas import Health
from engine.wiring import Engine


def blueprint_for(engine: Engine) -> Blueprint:
    """Answer for one engine."""
    blueprint = Blueprint("health", __name__, description="运行状态 / Health")

    @blueprint.get("/livez")
    @blueprint.response(200, Health)
    def livez() -> dict[str, str]:
        """Tell that the process answers."""
        return {"status": "alive"}

    @blueprint.get("/readyz")
    @blueprint.response(200, Health)
    def readyz() -> dict[str, object]:
        """Tell that the database answers, and its time."""
        with engine.office.store.read() as tx:
            return {"status": "ready", "now": tx.now}

    return blueprint
