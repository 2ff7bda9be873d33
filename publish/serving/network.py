"""How readers find the server: its addresses, a code to scan, and an announcement by mDNS."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from io import StringIO

import ifaddr
import segno
from zeroconf import Error as ZeroconfError
from zeroconf import IPVersion
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

_SERVICE = "_http._tcp.local."
_ANYWHERE = ("", "0.0.0.0", "::")


def reachable(host: str) -> tuple[str, ...]:
    """The IP addresses that a server listening on ``host`` has: those of a network first.

    Loopback is named only where there is nothing else; addresses that hold for one interface
    alone (link-local) are not named, since a browser cannot be told the interface.
    """
    if host not in _ANYWHERE:
        return (host,)
    found = [ip for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4]
    own = [ipaddress.ip_address(str(ip.ip)) for ip in found]
    near = [str(ip) for ip in own if not ip.is_loopback and not ip.is_link_local]
    return tuple(dict.fromkeys(near)) or ("127.0.0.1",)


def url(host: str, port: int) -> str:
    """The address to type; an IPv6 one is in brackets (RFC 3986, 3.2.2)."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}/" if port == 80 else f"http://{name}:{port}/"


def code(address: str) -> str:
    """A QR code of an address, in half blocks, with its quiet zone, for a terminal."""
    drawn = StringIO()
    segno.make(address, error="m", micro=False).terminal(drawn, border=4, compact=True)
    return drawn.getvalue()


def host_name() -> str:
    """The machine's name on the local network, as mDNS gives it (RFC 6762, 3)."""
    label = re.sub(r"[^A-Za-z0-9-]+", "-", socket.gethostname().partition(".")[0]).strip("-")
    return f"{label[:63] or 'publish'}.local"


@asynccontextmanager
async def announced(
    addresses: Sequence[str], port: int, say: Callable[[str], None]
) -> AsyncIterator[str | None]:
    """Announce a website on the local network, as long as this lasts, and say under which name.

    The name is "Publish on <machine>", with a number where another has it already (RFC 6763,
    D). It is withdrawn at the end, so that no list of services keeps a dead entry. Without a
    network that takes announcements, the server goes on without one.
    """
    try:
        zeroconf = AsyncZeroconf(interfaces=list(addresses), ip_version=IPVersion.All)
    except (OSError, ZeroconfError, ValueError) as error:
        say(f"the server is not announced on the network: {error}")
        yield None
        return
    name = host_name()
    info = AsyncServiceInfo(
        _SERVICE,
        f"Publish on {name.removesuffix('.local')}.{_SERVICE}",
        port=port,
        properties={"path": "/"},
        server=f"{name}.",
        parsed_addresses=list(addresses),
    )
    try:
        yield name if await _registered(zeroconf, info, say) else None
    finally:
        await zeroconf.async_unregister_all_services()
        await zeroconf.async_close()


async def _registered(
    zeroconf: AsyncZeroconf, info: AsyncServiceInfo, say: Callable[[str], None]
) -> bool:
    try:
        await (await zeroconf.async_register_service(info, allow_name_change=True))
    except (OSError, ZeroconfError) as error:
        say(f"the server is not announced on the network: {error}")
        return False
    return True
