"""Take natural persons out of a dataset, so that what is shared cannot name them.

Identifiers of people become keyed pseudonyms: the same person bears the same pseudonym under
one key, and without the key nobody can compute it from a name. The journal of identities goes;
who is the same person stays known, under pseudonyms.
Names that stand in other texts are masked by whole words. An organisation's own name and
identifier (columns declared ``kept``) stay as they are. A remark that holds a way to reach
somebody, or a national number, is masked whole.
"""

from isp_graph.datasets.privacy.editions import pseudonymise
from isp_graph.datasets.privacy.pseudonyms import is_pseudonym, pseudonym, pseudonyms
from isp_graph.datasets.privacy.values import masked, names_of_people, personal_values

__all__ = [
    "is_pseudonym",
    "masked",
    "names_of_people",
    "personal_values",
    "pseudonym",
    "pseudonymise",
    "pseudonyms",
]
