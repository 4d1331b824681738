"""A sentence in every language of its process."""

from collections.abc import Iterator, Mapping


class Text(Mapping[str, str]):
    """Immutable {language: sentence}; a language that is missing falls back to Italian, then to any other."""

    __slots__ = ("_sentences",)

    def __init__(self, sentences: Mapping[str, str] | None = None, **more: str) -> None:
        self._sentences = {**(sentences or {}), **more}

    def __getitem__(self, language: str) -> str:
        return self._sentences[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)

    def __len__(self) -> int:
        return len(self._sentences)

    def __hash__(self) -> int:
        return hash(frozenset(self._sentences.items()))

    def __repr__(self) -> str:
        return f"Text({self._sentences!r})"

    def __str__(self) -> str:
        return self.in_("it")

    def in_(self, language: str) -> str:
        """The sentence in `language` ("it", "en", also "it-IT")."""
        found = self._sentences.get(language) or self._sentences.get(language[:2])
        return found or self._sentences.get("it") or next(iter(self._sentences.values()), "")

    def filled(self, values: Mapping[str, "Text | str"]) -> "Text":
        """The same sentence with each {name} replaced; a value that is a Text is put in its own language."""
        filled = {}
        for language, sentence in self._sentences.items():
            for name, value in values.items():
                shown = value.in_(language) if isinstance(value, Text) else value
                sentence = sentence.replace("{" + name + "}", shown)
            filled[language] = sentence
        return Text(filled)
