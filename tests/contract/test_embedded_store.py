"""The embedded store keeps the contract."""

import pytest

from tests.contract.embedded import EmbeddedStore
from tests.contract.stores import StoreContract


@pytest.fixture(scope="module")
def store():
    return EmbeddedStore()


class TestEmbedded(StoreContract):
    pass
