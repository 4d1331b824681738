"""Lines of a file as text, counting the bytes read so that progress can be shown."""

from collections.abc import Callable, Iterable, Iterator

from ideas.cli.imports.drafts import BadRow

Read = Callable[[int], object]


def lines(file: Iterable[bytes], read: Read) -> Iterator[str]:
    """UTF-8 lines without a byte order mark. Bytes that are no UTF-8 stay in as surrogates, see `checked`."""
    for number, raw in enumerate(file):
        read(len(raw))
        text = raw.decode("utf-8", errors="surrogateescape")
        yield text.removeprefix("\ufeff") if number == 0 else text


def checked(text: str) -> str:
    """Raises BadRow for a text with bytes that are no UTF-8."""
    if any("\udc80" <= character <= "\udcff" for character in text):
        raise BadRow("not written in UTF-8")
    return text
