"""Encoded parameters are read as the standard library reads them."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.server.encoded import pairs


@given(st.lists(st.tuples(st.text(min_size=1), st.text())))
def test_what_was_encoded_is_read(parameters: list[tuple[str, str]]) -> None:
    assert pairs(urlencode(parameters).encode()) == parameters


@given(st.text("abc%2fFéع+&=; \0\r\n_", max_size=30))
def test_anything_is_read_as_elsewhere(text: str) -> None:
    def standard() -> list[tuple[str, str]]:
        return parse_qsl(text, keep_blank_values=True, errors="strict")

    try:
        expected = standard()
    except UnicodeDecodeError:
        with pytest.raises(UnicodeDecodeError):
            pairs(text.encode())
    else:
        assert pairs(text.encode()) == expected


@pytest.mark.parametrize("encoded", [b"a=%ff", b"a=\xff", b"a=%C3", b"a=%D8\xb9"])
def test_only_utf_8_is_read(encoded: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        pairs(encoded)
