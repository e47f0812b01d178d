"""Errors that a user can mend, each said in one sentence."""

from __future__ import annotations


class IspGraphError(Exception):
    """Anything that isp-graph refuses to do, with the reason in words."""


class UsageError(IspGraphError):
    """The question was asked wrongly: an unknown filter, layer, value or option."""


class AccessError(IspGraphError):
    """Something could not be read, written or reached."""
