"""A spoiled dataset ends in findings or in one sentence, and no row goes without a word."""

from pathlib import Path

import pytest

import isp_graph
from isp_graph.errors import IspGraphError
from isp_graph.schema.tables import SCHEMA
from tests.fuzz.mutations import reduced_demo
from tests.fuzz.survival import accounted_for, asked, one_sentence, survive

FILES = reduced_demo()
CASES, CHUNK = 500, 20


def test_the_reduced_demonstration_is_clean_and_has_every_table(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    data = isp_graph.read(tmp_path)
    assert data.findings == ()
    assert 15 <= data.tables["organisations"].height <= 40
    assert data.tables.keys() == SCHEMA.keys()
    assert all(frame.height for frame in data.tables.values())
    accounted_for(data, FILES)
    for seed in range(5):
        asked(data, seed)


@pytest.mark.parametrize("first", range(0, CASES, CHUNK))
def test_a_spoiled_dataset_is_read_or_refused_in_words(first: int) -> None:
    for seed in range(first, first + CHUNK):
        try:
            survive(FILES, seed)
        except Exception as error:
            error.add_note(f"to see it again: python -m tests.fuzz 1 {seed}")
            raise


def test_a_refusal_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(IspGraphError) as caught:
        isp_graph.read(tmp_path / "nothing")
    one_sentence(caught.value)
