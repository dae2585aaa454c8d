"""Figures for whoever watches the house (Prometheus text): no person, case or address in them."""

from dataclasses import dataclass, field
from ipaddress import ip_address

from flask import Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge
from prometheus_client.exposition import generate_latest

from api.blueprint import Blueprint
from api.identity import Identity, bearer_token
from engine.domain.refusals import NotAllowed
from engine.domain.words import Action
from engine.queries.figures import read_figures
from engine.wiring import Engine

FORWARDED = "X-Forwarded-For"


@dataclass(slots=True)
class Figures:
    """What one process counted since it started."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(init=False)
    gauges: dict[str, Gauge] = field(default_factory=dict)

    def __post_init__(self) -> None:
        labels = ("method", "rule", "status")
        said = "Requests by method, rule and status."
        self.requests = Counter("shaodao_requests", said, labels, registry=self.registry)

    def count(self, response: Response) -> Response:
        """Count a request by the rule it matched, never by its address."""
        rule = request.url_rule.rule if request.url_rule else "-"
        self.requests.labels(request.method, rule, response.status_code).inc()
        return response

    def show(self, name: str, value: int) -> None:
        """Show a count of this moment."""
        if name not in self.gauges:
            said = name.replace("_", " ").capitalize() + "."
            self.gauges[name] = Gauge(f"shaodao_{name}", said, registry=self.registry)
        self.gauges[name].set(value)


def blueprint_for(engine: Engine, identity: Identity, figures: Figures) -> Blueprint:
    """Open the door of figures, for this machine or for whoever may supervise."""
    blueprint = Blueprint("metrics", __name__, description="运行状态 / Health")

    @blueprint.get("/metrics")
    @blueprint.response(200, {"type": "string"}, content_type="text/plain")
    def metrics() -> Response:
        """Give the figures of this process and of the house."""
        if not is_local():
            check(identity)
        with engine.office.store.read() as tx:
            found = read_figures(tx)
        for name, value in found.items():
            figures.show(name, value)
        return Response(generate_latest(figures.registry), content_type=CONTENT_TYPE_LATEST)

    return blueprint


def is_local() -> bool:
    """Tell whether the request comes from this machine, and through nobody else."""
    address = request.remote_addr or ""
    return FORWARDED not in request.headers and bool(address) and ip_address(address).is_loopback


def check(identity: Identity) -> None:
    """Make sure that whoever asks from elsewhere may supervise.

    Raises:
        NotSignedIn: There is no token, or one that stands for nobody.
        NotAllowed: Their posts do not permit it.
    """
    if not identity.session(bearer_token()).person.may(Action.SUPERVISE):
        raise NotAllowed(action=Action.SUPERVISE)
