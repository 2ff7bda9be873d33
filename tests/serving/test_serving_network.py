"""The announcement by mDNS, heard by another machine: one with a network of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from asking import Serve

LISTEN = """
import sys, time
from zeroconf import ServiceBrowser, Zeroconf

def changed(zeroconf, service_type, name, state_change):
    info = zeroconf.get_service_info(service_type, name, 2000) if state_change.value == 1 else None
    where = f"{info.parsed_addresses()[0]}:{info.port}" if info else ""
    print(state_change.name, where, flush=True)

with Zeroconf(interfaces=[sys.argv[1]]) as zeroconf:
    ServiceBrowser(zeroconf, "_http._tcp.local.", handlers=[changed])
    print("listening", flush=True)
    sys.stdin.read()
"""

FETCH = "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1], timeout=9).status)"


@dataclass(frozen=True)
class Cable:
    """A cable between this machine and another; both addresses are on it."""

    other: str
    here: str
    there: str

    def command(self, *program: str) -> list[str]:
        """A program of Python, run on the other machine."""
        return ["ip", "netns", "exec", self.other, sys.executable, "-c", *program]


@pytest.fixture
def cable() -> Iterator[Cable]:
    """Another machine, as far as networks can tell: a network namespace at a virtual cable."""
    ip = shutil.which("ip")
    number = os.getpid()
    end, far_end, other = f"pb{number}a", f"pb{number}b", f"publish-{number}"
    if ip is None or subprocess.run([ip, "netns", "add", other], capture_output=True).returncode:
        pytest.skip("only root can make another network, with iproute2")
    here, there = "10.231.77.1", "10.231.77.2"
    try:
        for words in (
            f"link add {end} type veth peer name {far_end} netns {other}",
            f"address add {here}/24 dev {end}",
            f"link set {end} up",
            f"-n {other} address add {there}/24 dev {far_end}",
            f"-n {other} link set {far_end} up",
            f"-n {other} route add 224.0.0.0/4 dev {far_end}",
        ):
            done = subprocess.run([ip, *words.split()], capture_output=True, text=True)
            if done.returncode:
                pytest.skip(f"no virtual cable can be laid here: {done.stderr.strip()}")
        yield Cable(other, here, there)
    finally:
        subprocess.run([ip, "netns", "del", other], capture_output=True, check=False)


def test_another_machine_hears_of_the_server_and_of_its_end(
    serve: Serve, offered: Path, cable: Cable
) -> None:
    ears = subprocess.Popen(
        cable.command(LISTEN, cable.there),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert ears.stdout is not None
    try:
        assert ears.stdout.readline() == "listening\n"
        with serve(offered, "--host", cable.here) as server:
            assert ears.stdout.readline() == f"Added {cable.here}:{server.port}\n"
            address = f"http://{cable.here}:{server.port}/opds.json"
            fetched = subprocess.run(
                cable.command(FETCH, address), capture_output=True, text=True, timeout=20
            )
            assert fetched.stdout == "200\n", fetched.stderr
            server.stop()
        assert ears.stdout.readline().startswith("Removed")
    finally:
        ears.communicate(input="", timeout=20)
