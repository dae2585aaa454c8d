"""dramatiq as a doorbell: messages carry the ids of jobs, and losing one loses nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import dramatiq
from dramatiq.middleware import Retries, ShutdownNotifications

from engine.domain.refusals import BrokerUnknown
from engine.jobs.alone import Room
from engine.jobs.claim import start
from engine.jobs.relay import Door, Parcel
from engine.jobs.run import run
from engine.jobs.work import Handlers
from engine.store.gate import Turn
from engine.store.store import Store

QUEUE = "jobs"
# Named and not imported: a house without a broker outside needs neither pika nor redis.
BROKERS = {
    "": ("dramatiq.brokers.stub", "StubBroker"),
    "amqp": ("dramatiq.brokers.rabbitmq", "RabbitmqBroker"),
    "amqps": ("dramatiq.brokers.rabbitmq", "RabbitmqBroker"),
    "redis": ("dramatiq.brokers.redis", "RedisBroker"),
    "rediss": ("dramatiq.brokers.redis", "RedisBroker"),
}
WAITING: dict[str, Callable[[Any, str], int]] = {
    "StubBroker": lambda broker, queue: broker.queues[queue].qsize(),
    "RabbitmqBroker": lambda broker, queue: broker.get_queue_message_counts(queue)[0],
    "RedisBroker": lambda broker, queue: broker.do_qsize(queue),
}


@dataclass(slots=True)
class Hands:
    """The workers of this process and the door jobs come through; `start` and `stop` them."""

    broker: dramatiq.Broker
    door: Door
    queue: str
    threads: int
    worker: dramatiq.Worker | None = None

    def start(self) -> None:
        """Begin to work."""
        self.worker = dramatiq.Worker(
            self.broker, queues={self.queue}, worker_threads=self.threads, worker_timeout=100
        )
        self.worker.start()

    def stop(self) -> None:
        """Finish what is being done and leave the rest to others."""
        if self.worker:
            self.worker.stop()
        self.broker.close()


def hire(
    url: str, store: Store, handlers: Handlers, *, threads: int = 2, queue: str = QUEUE
) -> Hands:
    """Make the workers of this process; an empty `url` keeps their messages in the process."""
    broker = open_broker(url)
    inside = not url
    room = Room()

    def run_jobs(ids: list[int], alone: bool) -> None:  # noqa: FBT001 - read from a message
        with room.alone() if alone else room.shared():
            if not inside:
                with store.write(Turn.WORKER) as tx:
                    start(tx, ids)
            run(store, handlers, ids)

    actor = dramatiq.actor(broker=broker, queue_name=queue)(run_jobs)

    def send(parcel: Parcel) -> None:
        actor.send(list(parcel.ids), parcel.alone)

    def waiting() -> int:
        return WAITING[type(broker).__name__](broker, queue)

    return Hands(broker, Door(send, waiting, inside=inside), queue, threads)


def open_broker(url: str) -> dramatiq.Broker:
    """Open the broker behind a URL; retries, delays and deadlines are the job table's.

    Raises:
        BrokerUnknown: Its library is not installed.
    """
    scheme = urlsplit(url).scheme
    module, name = BROKERS[scheme]
    try:
        make = getattr(import_module(module), name)
    except ModuleNotFoundError as error:
        raise BrokerUnknown(broker=scheme) from error
    middleware = [ShutdownNotifications(), Retries(max_retries=0)]
    broker: dramatiq.Broker = make(middleware=middleware, **({"url": url} if url else {}))
    return broker
