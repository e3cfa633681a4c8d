"""Ready HTML that waits on disk while the builder reads all pages."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.bodies import Aside

TEXTS = st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=8)


@given(TEXTS, st.data())
def test_texts_come_back_where_their_signs_stand(texts: list[str], data: st.DataObject) -> None:
    aside = Aside(Path(tempfile.gettempdir()))
    signs = [aside.put(text) for text in texts]
    order = data.draw(st.permutations(range(len(texts))))
    assert aside.whole("\n".join(signs[place] for place in order)) == "\n".join(
        texts[place] for place in order
    )
    more = aside.put("后来的")  # after something was read, which moves the place in the file
    assert aside.whole(f"{signs[0]}{more}") == f"{texts[0]}后来的"
