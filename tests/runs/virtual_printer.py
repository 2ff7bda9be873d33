"""A printer that really speaks IPP: CUPS's ippeveprinter, on a free port of this machine.

It announces itself over DNS-SD and does not start without; so it gets a message bus and an
Avahi daemon of its own, which know no network but the loopback.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

INSTALL = "apt install cups-ipp-utils avahi-daemon dbus"
_PROGRAMS = ("ippeveprinter", "ipptool", "avahi-daemon", "dbus-daemon")
_WAIT_S = 15.0

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/><allow user="*"/></policy>
</busconfig>"""
_AVAHI = """[server]
host-name=publish-tests
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
[wide-area]
enable-wide-area=no
"""
# What a printing command of ippeveprinter is told of a job, it is told in its environment.
_KEEPER = """#!{python}
import json, os, shutil, sys, tempfile
told = {{key: value for key, value in os.environ.items() if key.startswith("IPP_")}}
folder = tempfile.mkdtemp(prefix="job-", dir={jobs!r})
shutil.copy(sys.argv[1], folder + "/document")
with open(folder + "/told.part", "w") as file:
    json.dump(told, file)
os.rename(folder + "/told.part", folder + "/told.json")
"""


@dataclass(frozen=True)
class Received:
    """A job as the printer got it: its attributes by name, and the bytes of the document."""

    told: dict[str, str]
    document: bytes


@dataclass(frozen=True)
class Printer:
    uri: str
    jobs: Path

    def received(self, count: int) -> list[Received]:
        """The first ``count`` jobs, in the order in which they came; waits for them."""
        deadline = time.monotonic() + _WAIT_S
        while len(found := list(self.jobs.glob("*/told.json"))) < count:
            assert time.monotonic() < deadline, f"{len(found)} of {count} jobs arrived"
            time.sleep(0.1)
        jobs = [
            Received(json.loads(path.read_text()), path.with_name("document").read_bytes())
            for path in found
        ]
        return sorted(jobs, key=lambda job: int(job.told["IPP_JOB_ID"]))

    def nothing_came(self) -> bool:
        time.sleep(0.5)
        return not any(self.jobs.iterdir())


def need_programs() -> None:
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    if missing:
        pytest.fail(f"{', '.join(missing)} must be there: {INSTALL}")


@contextmanager
def message_bus(folder: Path) -> Iterator[dict[str, str]]:
    """An environment in which programs find a bus with Avahi on it."""
    need_programs()
    address = folder / "bus"
    (folder / "bus.conf").write_text(_BUS.format(socket=address))
    (folder / "avahi.conf").write_text(_AVAHI)
    environment = os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={address}"}
    bus = ["dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--nofork", "--nosyslog"]
    avahi = ["avahi-daemon", "-f", str(folder / "avahi.conf"), "--no-drop-root", "--no-chroot"]
    with _running(bus, environment, folder / "bus.log"):
        _wait_for(address.exists, folder / "bus.log")
        log = folder / "avahi.log"
        with _running([*avahi, "--no-proc-title"], environment, log):
            _wait_for(lambda: "startup complete" in log.read_text(), log)
            yield environment


@contextmanager
def virtual_printer(
    folder: Path, environment: dict[str, str], *options: str, scheme: str = "ipp"
) -> Iterator[Printer]:
    """A printer that reads PDF and keeps what it gets; ``options`` are ippeveprinter's own."""
    jobs = folder / "jobs"
    jobs.mkdir()
    keeper = folder / "keeper"
    keeper.write_text(_KEEPER.format(python=sys.executable, jobs=str(jobs)))
    keeper.chmod(0o755)
    port = _free_port()
    log = folder / "printer.log"
    command = ["ippeveprinter", "-r", "off", "-n", "localhost", "-p", str(port), "-k"]
    command += ["-d", str(folder), "-K", str(folder), "-c", str(keeper), "--no-web-forms"]
    with _running([*command, *options, f"Test {port}"], environment, log):
        _wait_for(lambda: _listens(port), log)
        yield Printer(f"{scheme}://localhost:{port}/ipp/print", jobs)


@contextmanager
def _running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("w") as file:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=_WAIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(ready: object, log: Path) -> None:
    assert callable(ready)
    deadline = time.monotonic() + _WAIT_S
    while not ready():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
