"""The failures that a user can cause: what happened, where, and what to do about it."""

from __future__ import annotations

from typing import ClassVar


class KgError(Exception):
    """A failure with a remedy; the command line prints both and exits with `exit_code`."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(KgError):
    """The command's words cannot be understood."""

    exit_code = 2


class InputError(KgError):
    """An input cannot be used at all."""

    exit_code = 3

    def __init__(self, path: object, message: str, *, remedy: str, line: int | None = None) -> None:
        name = str(path).replace("\n", "\N{REPLACEMENT CHARACTER}")  # a file's name may hold one
        super().__init__(f"{name}:{line}: {message}" if line else f"{name}: {message}", remedy=remedy)
        self.path = path
        self.line = line


class QueryError(KgError):
    """A query does not parse or does not run."""

    exit_code = 4


class NothingBuiltError(KgError):
    """The folder holds no build yet."""

    exit_code = 5


class CheckError(KgError):
    """A check found something."""

    exit_code = 6
