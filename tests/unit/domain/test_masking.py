"""Masking covers enough, and never lets a short value through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.masking import mask_email, mask_id, mask_name, mask_phone


def test_particulars_are_masked_as_published() -> None:
    assert mask_id("360823199001010018") == "360823********0018"
    assert mask_phone("13800003210") == "138****3210"
    assert mask_email("zhang@example.cn") == "z****@example.cn"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("李小敏", "李*敏"),
        ("欧阳小敏", "欧**敏"),
        ("䶮", "*"),
        ("Jane Sample", "J*** S*****"),
        ("", ""),
    ],
)
def test_names(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@given(text=st.text(max_size=30))
def test_a_masked_value_keeps_its_length_and_hides_something(text: str) -> None:
    for masked in (mask_id(text), mask_phone(text)):
        assert len(masked) == len(text)
        assert not text or "*" in masked
