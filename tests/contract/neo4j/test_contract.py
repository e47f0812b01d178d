"""The store on a Neo4j server keeps the contract of every store."""

from tests.contract.stores import StoreContract


class TestNeo4j(StoreContract):
    pass
