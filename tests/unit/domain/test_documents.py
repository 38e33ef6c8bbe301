"""Document content: every kind has its class, title and word, and is kept as JSON without loss."""

import msgspec
import pytest

from portal.documents.samples import SAMPLES, sample
from portal.domain.documents import CONTENT_CLASSES, DocumentKind, content_class, number_word, title


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_has_a_class_a_title_and_a_word(kind: DocumentKind) -> None:
    assert content_class(kind).kind is kind
    assert title(kind).zh
    assert title(kind).en
    assert number_word(kind)


def test_words_and_classes_are_different_for_every_kind() -> None:
    assert len({number_word(kind) for kind in DocumentKind}) == len(DocumentKind)
    assert len(set(CONTENT_CLASSES.values())) == len(DocumentKind)


@pytest.mark.parametrize("kind", SAMPLES)
def test_content_survives_storage(kind: DocumentKind) -> None:
    stored = msgspec.json.encode(sample(kind))
    assert msgspec.json.decode(stored, type=content_class(kind)) == sample(kind)
