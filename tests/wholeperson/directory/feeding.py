"""A directory that misbehaves, on loopback: a real server, told what to do wrong. Everything in it is invented."""

import gzip
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def service(number: int, **more: Any) -> dict[str, Any]:
    """Give one invented service, whole."""
    return {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "name": f"Tea at {number}",
        "status": "active",
        "description": f"Somebody makes you tea, and listens. Number {number}.",
        "last_modified": "2026-11-01T00:00:00Z",
        "organization": {"id": f"org-{number % 7}", "name": f"Invented Trust {number % 7}", "description": "Invented."},
        "contacts": [{"id": "c", "title": "Front desk", "phones": [{"number": f"01632 96{number % 10000:04d}"}]}],
        "schedules": [{"id": "s", "freq": "WEEKLY", "byday": "MO,TH", "opens_at": "10:00", "closes_at": "12:00"}],
        "service_at_locations": [
            {
                "id": "l",
                "location": {
                    "id": f"loc-{number}",
                    "location_type": "physical",
                    "name": f"Hall {number}",
                    "latitude": 50.78 + number / 100000,
                    "longitude": -0.67,
                    "addresses": [
                        {
                            "address_1": f"{number} Invented Lane",
                            "city": "Bognor Regis",
                            "postal_code": "PO21 1AA",
                            "address_type": "physical",
                            "country": "GB",
                            "state_province": "West Sussex",
                        }
                    ],
                },
            }
        ],
        **more,
    }


@dataclass
class Misbehaving:
    """What the directory holds, and what it does wrong."""

    services: list[dict[str, Any]] = field(default_factory=list)
    shallow: bool = True
    same_page: bool = False
    total: int | None = None
    version_1: bool = False
    broken_pages: set[int] = field(default_factory=set)
    broken_details: set[str] = field(default_factory=set)
    stumbles: int = 0  # answers with 503 so many times, then goes on
    whole_list: bool = False
    instead: bytes | None = None
    status: int = 200
    moved_to: str = ""
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    address: str = ""

    def answer(self, path: str, query: Mapping[str, list[str]]) -> tuple[int, Any]:
        """Give status and document."""
        parts = [unquote(one) for one in path.strip("/").split("/")]
        if parts[0] == "services" and len(parts) == 1:
            return self._list(int(query.get("page", ["1"])[0]), int(query.get("per_page", ["10"])[0]))
        if parts[0] == "services":
            found = next((one for one in self.services if one.get("id") == parts[1]), None)
            return (500, {}) if parts[1] in self.broken_details or found is None else (200, found)
        if parts[0] == "organizations":
            return 200, {"id": parts[1], "name": "Asked for by itself"}
        return 404, {}

    def _list(self, page: int, size: int) -> tuple[int, Any]:
        if page in self.broken_pages:
            return 500, {}
        page = 1 if self.same_page else page
        rows = self.services[(page - 1) * size : page * size]
        if self.shallow:
            rows = [{key: one[key] for key in ("id", "name", "status") if key in one} for one in rows]
        if self.whole_list:
            return 200, self.services
        total = len(self.services) if self.total is None else self.total
        pages = -(-len(self.services) // size)
        names = (
            ("totalElements", "totalPages", "number", "last", "content")
            if self.version_1
            else ("total_items", "total_pages", "page_number", "last_page", "contents")
        )
        return 200, dict(zip(names, (total, pages, page, page >= pages, rows), strict=True))


@contextmanager
def feed(of: Misbehaving) -> Iterator[Misbehaving]:
    """Serve it on loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            of.asked.append(self.path)
            of.agents.add(self.headers["User-Agent"])
            if of.moved_to:
                self._say(302, b"", {"Location": of.moved_to})
                return
            if of.stumbles:
                of.stumbles -= 1
                self._say(503, b"", {"Retry-After": "0"})
                return
            status, document = of.answer(parts.path, parse_qs(parts.query))
            body = of.instead if of.instead is not None else json.dumps(document).encode()
            self._say(status if of.status == 200 else of.status, gzip.compress(body, 1), {"Content-Encoding": "gzip"})

        def _say(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    of.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield of
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
