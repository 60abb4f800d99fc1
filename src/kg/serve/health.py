"""`/health`: whether a query would be answered, said without asking one."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.place import place_of


async def show_health(request: Request) -> Response:
    """Answer 200 while a process is ready, else 503."""
    pool = place_of(request).pool
    ready = sum(worker.is_alive for worker in pool.workers.values())
    words = {"status": "ok" if ready else "no process is ready", "workers": ready, "waiting": pool.waiting}
    body = json.dumps(words).encode() + b"\n"
    return Response(body, 200 if ready else 503, {"Cache-Control": "no-store"}, "application/json")
