"""A cluster carries out orders: workers of Dask, on this machine or on others.

Every order goes with its content and is made anew elsewhere if its worker is lost; a worker that
would make anything else than this machine is refused. See docs/scale.md.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from publish.errors import CommandError, Problem, PublishError
from publish.making.errand import Errand
from publish.making.orders import Order, Outcome
from publish.making.staff import Tell
from publish.making.stamps import Stamp
from publish.making.watching import Watch
from publish.making.workers import TIME_LIMIT_S, CarryOut

if TYPE_CHECKING:
    from distributed import Client

CONNECT_S = 5.0
"""How long a scheduler may take to answer."""


def there(address: str, tell: Tell, *, time_limit_s: float = TIME_LIMIT_S) -> CarryOut:
    """Carries out orders on the cluster whose scheduler is at ``address``.

    Artifacts and content go through the cache of the orders where that is a shared one, else
    from machine to machine. ``tell`` hears of workers that were refused, and why. Raises
    CommandError where there is no Dask.
    """
    if not find_spec("distributed"):
        raise CommandError(
            Problem(
                "a cluster needs Dask, which is not installed.",
                remedy="In the checkout: .venv/bin/pip install -e '.[cluster]'",
            )
        )

    def carry_out_there(
        orders: Sequence[Order], _house: Mapping[str, Stamp], watch: Watch
    ) -> Generator[Outcome, None, None]:
        if not orders:
            return
        try:
            with _connected(address, tell) as client:
                yield from Errand(client, tell, watch, time_limit_s).outcomes(orders)
        except PublishError as error:
            yield Outcome(orders[0].target, problems=error.problems, ends_all=True)

    return carry_out_there


@contextmanager
def _connected(address: str, tell: Tell) -> Iterator[Client]:
    """A client of the scheduler; orders that are still there are cancelled when it goes."""
    from distributed import Client

    if "://" not in address or address.startswith("tcp://"):
        tell(
            f"{address} is not encrypted, and whoever can reach it can run programs on its "
            "workers: see to it that nobody else can, or use tls:// (docs/scale.md)."
        )
    if not os.environ.get("PUBLISH_DEBUG"):
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions: each worker is looked at closely
            client = Client(address, timeout=CONNECT_S, set_as_default=False, name="publish")
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise PublishError(
            Problem(
                f"no scheduler answers at {address}: {error}.",
                remedy="Start one (dask scheduler), or see whether the address is right.",
            )
        ) from error
    try:
        yield client
    finally:
        client.close(timeout=1)
