"""Asking another directory: with limits of time and size, a few tries, and never an address inside our own walls."""

import ipaddress
import socket
import time
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util.retry import Retry

from wholeperson.directory.rules.from_hsds.plain import from_json

AT_ONCE = 8  # questions to one directory at the same time
LARGEST = 20_000_000  # bytes of one answer
CONNECT, READ, IN_ALL = 5.0, 20.0, 60.0  # seconds
TRIES, PAUSE, LONGEST_PAUSE = 3, 0.5, 10
CHUNK = 65_536
Number = ipaddress.IPv4Address | ipaddress.IPv6Address
# Numbers of the newer kind that lead to one of the older kind: as it was first written, and through a translator.
CARRIERS = tuple(map(ipaddress.IPv6Network, ("::/96", "64:ff9b::/96", "64:ff9b:1::/48")))
AGENT = f"whole-person/{version('whole-person')} (network map of an alliance; reads open directories)"


class NotReadError(Exception):
    """Something could not be read from outside. The text says what, in words for a page."""


class InsideError(HTTPError):
    """The address leads to a machine inside our own walls."""


def _allowed(host: str, port: int) -> str:
    """Give the number of a host that may be asked, so that exactly this one is asked."""
    for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        number = ipaddress.ip_address(str(address[0]).partition("%")[0])
        if settings.FEEDS_NEARBY or _is_outside(number):
            return str(address[0])
    raise InsideError(f"{host} is an address inside our own walls")


def _is_outside(number: Number) -> bool:
    """Say whether a number is one of the open internet. One that carries an older number inside is as far as that."""
    if not number.is_global or number.is_multicast:
        return False
    if isinstance(number, ipaddress.IPv4Address):
        return True
    inner = number.sixtofour or (ipaddress.IPv4Address(int(number) & 0xFFFFFFFF) if _carries(number) else None)
    return not number.is_site_local and (inner is None or _is_outside(inner))


def _carries(number: ipaddress.IPv6Address) -> bool:
    return any(number in network for network in CARRIERS)


class _Checked:
    host: str
    port: int
    _dns_host: str

    def _new_conn(self) -> socket.socket:
        try:
            self._dns_host = _allowed(self.host, self.port)
        except (OSError, UnicodeError) as cause:
            raise urllib3.exceptions.NewConnectionError(self, "no such host") from cause  # type: ignore[arg-type]  # here a mixin
        return super()._new_conn()  # type: ignore[misc]  # here of the connection beside it


class _Plain(_Checked, HTTPConnection):
    pass


class _Sealed(_Checked, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SealedPool(HTTPSConnectionPool):
    ConnectionCls = _Sealed


class Web:
    """Asks for JSON documents of one directory."""

    def __init__(self) -> None:
        retry = Retry(
            total=TRIES, redirect=TRIES, backoff_factor=PAUSE, backoff_max=LONGEST_PAUSE, retry_after_max=LONGEST_PAUSE,
            status_forcelist=(429, 500, 502, 503, 504), allowed_methods=("GET",), raise_on_status=False,
        )  # fmt: skip
        self._pools = urllib3.PoolManager(
            maxsize=AT_ONCE, retries=retry, timeout=urllib3.Timeout(connect=CONNECT, read=READ),
            headers={"User-Agent": AGENT, "Accept": "application/json", "Accept-Encoding": "gzip"},
        )  # fmt: skip
        self._pools.pool_classes_by_scheme = {"http": _PlainPool, "https": _SealedPool}

    def json(self, address: str) -> Any:
        """Give the document at an address.

        Raises:
            NotReadError: where there is none, or it is too slow, too large, or no JSON.
        """
        if urlsplit(address).scheme not in ("http", "https"):
            raise NotReadError("Only addresses that begin with https:// or http:// are asked.")
        try:
            answer = self._pools.request("GET", address, preload_content=False)
            try:
                if answer.status != 200:
                    raise NotReadError(f"It answered with {answer.status}.")
                return from_json(_whole(answer))
            finally:
                answer.drain_conn() if answer.status != 200 else answer.release_conn()
        except InsideError as cause:
            raise NotReadError("The address leads inside our own walls, and this place does not ask there.") from cause
        except (HTTPError, LocationParseError, OSError) as cause:
            raise NotReadError(_in_words(cause)) from cause
        except (ValueError, RecursionError) as cause:
            raise NotReadError("What came is not JSON.") from cause


def _whole(answer: urllib3.BaseHTTPResponse) -> bytes:
    begun, parts, size = time.monotonic(), [], 0
    for part in answer.stream(CHUNK, decode_content=True):
        size += len(part)
        if size > LARGEST or time.monotonic() - begun > IN_ALL:
            answer.close()
            raise NotReadError("The answer is too large." if size > LARGEST else "The answer took too long.")
        parts.append(part)
    return b"".join(parts)


def _in_words(cause: Exception) -> str:
    reason = getattr(cause, "reason", None) or cause
    if isinstance(reason, InsideError):
        return "The address leads inside our own walls, and this place does not ask there."
    if isinstance(reason, urllib3.exceptions.SSLError):
        return "The way to it is not safe: its certificate does not hold."
    if isinstance(reason, urllib3.exceptions.NewConnectionError):
        return "Nobody answers at this address."
    if isinstance(reason, urllib3.exceptions.TimeoutError | TimeoutError):
        return "It did not answer in time."
    return "The answer broke off."
