"""What every route needs: the build, the pool and the limits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request

from kg.serve.limits import Limits
from kg.serve.pool import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The one build that an endpoint serves, and how."""

    folder: Path
    pool: Pool
    limits: Limits


def place_of(request: Request) -> Place:
    """Return the place that a request came to."""
    place: Place = request.app.state.place
    return place
