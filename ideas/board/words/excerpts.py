"""The part of a text that holds the words searched for, each marked."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from ideas.kernel import text

LENGTH, BEFORE = 220, 70
Span = tuple[int, int]


def marked(source: str, stems: Sequence[str]) -> Markup:
    """The text, escaped, with the words of these stems in <mark>; the last stem may be a beginning, as in a search."""
    return with_marks(source, _spans(source, stems))


def excerpt(story: str, stems: Sequence[str]) -> Markup:
    story = flat(story)
    return with_marks(story, _spans(story, stems), LENGTH)


def flat(story: str) -> str:
    """A Markdown text on one line, without its marks."""
    return " ".join(text.plain(story).split())


def with_marks(source: str, found: Sequence[Span], length: int | None = None) -> Markup:
    """The text, escaped, with what stands at these places in <mark>.

    With `length`, about so many characters around the first of them.
    """
    start, end = (0, len(source)) if length is None else _window(source, found, length)
    parts, at = [escape("…" if start else "")], start
    for begin, close in found:
        if start <= begin and close <= end:
            parts += [escape(source[at:begin]), Markup("<mark>{}</mark>").format(source[begin:close])]
            at = close
    return Markup("").join([*parts, escape(source[at:end].rstrip()), escape("…" if end < len(source) else "")])


def _spans(source: str, stems: Sequence[str]) -> list[Span]:
    wanted, beginning = frozenset(stems), stems[-1] if stems else ""
    found = [
        span
        for span, stem in text.located_terms(source)
        if stem in wanted or (beginning and stem.startswith(beginning))
    ]
    return list(dict.fromkeys(found))


def _window(source: str, found: Sequence[Span], length: int) -> Span:
    """Begins and ends between words; at the beginning of the text when the first match is near it."""
    first = found[0][0] if found else 0
    start = 0 if first < length - BEFORE else source.find(" ", first - BEFORE) + 1
    end = len(source) if len(source) - start <= length else source.rfind(" ", start, start + length)
    return start, end if end > start else min(len(source), start + length)
