"""The same words in every language of the portal 双语文本.

Owns the pair that definitions, documents and proofs share. Refuses nothing: that no language is missing is proved in
:mod:`portal.domain.proofs.texts`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, locale: str) -> str:
        """The words for ``locale`` ("zh" or "en"); anything else is answered in Chinese."""
        return self.en if locale == "en" else self.zh
