"""The way to a Neo4j server, and what can go wrong on it, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from isp_graph.errors import AccessError
from isp_graph.store.files import cypher
from isp_graph.store.jars import needs

if TYPE_CHECKING:
    from neo4j import Driver

_EXTRA = "isp-graph[neo4j]"
_SYSTEM = "system"


class UnreachableError(AccessError):
    """Nothing answers at the address."""


class RefusedError(AccessError):
    """The server does not know this user and password."""


@dataclass(frozen=True)
class Target:
    """Where a server is, and how to be let in."""

    uri: str
    user: str
    password: str = field(repr=False)


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
    try:
        import neo4j
        from neo4j import exceptions
    except ImportError as error:
        raise needs(_EXTRA, error) from error
    try:
        with neo4j.GraphDatabase.driver(
            to.uri,
            auth=(to.user, to.password),
            notifications_min_severity="OFF",
            max_transaction_retry_time=15,
            user_agent="isp-graph",
        ) as driver:
            driver.verify_connectivity()  # what retries later does not wait for nobody
            yield driver
    except (exceptions.AuthError, exceptions.ClientError) as error:
        raise _said(error, to) from error
    except exceptions.ConfigurationError as error:
        raise AccessError(f"{to.uri}: no address of a Neo4j server ({error}).") from error
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired, OSError) as error:
        if "certificate" in str(error).lower():
            raise AccessError(
                f"{to.uri}: the server's certificate is not trusted here. For a certificate that "
                "it signed itself, use an address with +ssc."
            ) from error
        raise UnreachableError(
            f"{to.uri}: no Neo4j server answers there, or it has broken off. Nothing is half "
            "done: start it and do the same again."
        ) from error
    except exceptions.Neo4jError as error:
        raise AccessError(f"{to.uri}: Neo4j refuses: {error.message}") from error


def _said(error: Any, to: Target) -> AccessError:
    code = str(error.code or "")
    if "AuthenticationRateLimit" in code:
        return AccessError(f"{to.uri}: too many wrong passwords; wait a few seconds.")
    if ".Security." in code:
        return RefusedError(f"{to.uri}: the server does not accept this user and password.")
    return AccessError(f"{to.uri}: Neo4j refuses: {error.message}")


def greet(to: Target) -> str:
    """Ask a server for its version."""
    with connected(to) as driver:
        driver.verify_authentication()
        return str(driver.get_server_info().agent)


def change_password(to: Target, new: str) -> None:
    """Give the user of a server another password."""
    with connected(to) as driver, driver.session(database=_SYSTEM) as session:
        session.run(cypher("schema/password"), old=to.password, new=new).consume()
