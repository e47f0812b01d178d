"""The way to a Neo4j server, and what can go wrong on it, in sentences."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from isp_graph.errors import AccessError
from isp_graph.server.files import cypher
from isp_graph.server.jars import needs

if TYPE_CHECKING:
    from neo4j import Driver

_EXTRA = "isp-graph[neo4j]"
_SYSTEM = "system"
_SCHEMES = frozenset(
    f"{protocol}{security}" for protocol in ("neo4j", "bolt") for security in ("", "+s", "+ssc")
)


UNREACHABLE, REFUSED = "neo4j_unreachable", "neo4j_password"
"""Keys of the errors that a server which is still starting gives."""


@dataclass(frozen=True)
class Target:
    """Where a server is, and how to be let in."""

    uri: str
    user: str
    password: str = field(repr=False)


def _insecure(error: BaseException | None) -> bool:
    """Tell whether an encrypted connection could not be made, from what lies behind an error."""
    if isinstance(error, BaseExceptionGroup):
        return any(_insecure(each) for each in error.exceptions)
    if error is None or isinstance(error, ssl.SSLError):
        return error is not None
    return _insecure(error.__cause__ or error.__context__)


@contextmanager
def connected(to: Target) -> Iterator[Driver]:
    """Open the way to a server, and close it.

    Parameters
    ----------
    to : Target

    Yields
    ------
    neo4j.Driver

    Raises
    ------
    AccessError
        If the server cannot be reached, or breaks off, with the reason.
    """
    scheme = to.uri.partition("://")[0]
    if scheme not in _SCHEMES:
        raise AccessError("neo4j_address", uri=to.uri, reason=scheme)
    try:
        import neo4j
        from neo4j import exceptions
    except ImportError as error:
        raise needs(_EXTRA, error) from error
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # we say what went wrong
    try:
        with neo4j.GraphDatabase.driver(
            to.uri,
            auth=(to.user, to.password),
            notifications_min_severity="OFF",
            # Of several servers another one takes over; of one that is gone nothing is to be hoped.
            max_transaction_retry_time=15 if scheme.startswith("neo4j") else 4,
            user_agent="isp-graph",
        ) as driver:
            try:
                driver.verify_connectivity()  # what retries later does not wait for nobody
            except ValueError as error:  # a port that is no number
                raise AccessError("neo4j_address", uri=to.uri, reason=error) from error
            yield driver
    except (exceptions.AuthError, exceptions.ClientError) as error:
        raise _said(error, to) from error
    except exceptions.ConfigurationError as error:
        raise AccessError("neo4j_address", uri=to.uri, reason=error) from error
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired, OSError) as error:
        if _insecure(error):
            raise AccessError("neo4j_certificate", uri=to.uri) from error
        raise AccessError("neo4j_unreachable", uri=to.uri) from error
    except exceptions.Neo4jError as error:
        raise AccessError("neo4j_refuses", uri=to.uri, reason=error.message) from error


def _said(error: Any, to: Target) -> AccessError:
    code = str(error.code or "")
    if "AuthenticationRateLimit" in code:
        return AccessError("neo4j_too_many_tries", uri=to.uri)
    if ".Security." in code:
        return AccessError("neo4j_password", uri=to.uri, user=to.user)
    return AccessError("neo4j_refuses", uri=to.uri, reason=error.message)


def greet(to: Target) -> str:
    """Ask a server for its version."""
    with connected(to) as driver:
        driver.verify_authentication()
        return str(driver.get_server_info().agent)


def change_password(to: Target, new: str) -> None:
    """Give the user of a server another password."""
    with connected(to) as driver, driver.session(database=_SYSTEM) as session:
        session.run(cypher("schema/password"), old=to.password, new=new).consume()
