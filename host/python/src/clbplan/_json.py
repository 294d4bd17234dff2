"""Requests to JSON, and answers from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ._errors import InvalidAnswerError, RequestError, RequestTooLargeError


def encode(request: Mapping[str, Any] | str | bytes, limit: int) -> bytes:
    """The request as UTF-8. A text that is too large is refused before it is copied."""
    if isinstance(request, bytes):
        return _within(request, limit)
    try:
        text = request if isinstance(request, str) else json.dumps(request, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise RequestError("request/not-json", f"the request cannot be written as JSON: {error}") from error
    if len(text) > limit:
        raise RequestTooLargeError(len(text), limit)
    # An unpaired surrogate gives invalid UTF-8, which the module reports.
    return _within(text.encode("utf-8", "surrogatepass"), limit)


def _within(body: bytes, limit: int) -> bytes:
    if len(body) > limit:
        raise RequestTooLargeError(len(body), limit)
    return body


def text(function: str, answer: bytes) -> str:
    try:
        return answer.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidAnswerError(function, f"returned an answer that is not UTF-8: {error}") from None


def parse(function: str, answer: str) -> dict[str, Any] | None:
    """The answer as a value. The module's answer to an invalid request is raised as an exception."""
    try:
        value = json.loads(answer)
    except ValueError as error:
        raise InvalidAnswerError(function, f"returned an answer that is not JSON: {error}") from None
    if value is None:
        return None
    if not isinstance(value, dict):
        raise InvalidAnswerError(function, "returned an answer that is not a JSON object")
    refusal = value.get("error")
    if isinstance(refusal, dict):
        raise RequestError(str(refusal.get("code")), str(refusal.get("message")), str(refusal.get("path") or ""))
    return value
