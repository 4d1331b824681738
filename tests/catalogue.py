"""The Italian catalogue, and its compiled form that the application reads."""

import os
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent.parent / "ideas" / "translations" / "it"
COMPILED = FOLDER / "LC_MESSAGES" / "messages.mo"


def sources() -> list[Path]:
    return [*FOLDER.glob("LC_MESSAGES/messages.po"), *sorted(FOLDER.glob("parts/*.po"))]


def italian() -> Catalog:
    catalogue = Catalog(locale="it")
    for source in sources():
        with source.open("rb") as file:
            for message in read_po(file, locale="it"):
                catalogue[message.id] = message
    return catalogue


def compile_italian() -> None:
    """Bring the compiled catalogue up to date; several workers may do it at once."""
    newest = max(source.stat().st_mtime for source in sources())
    if COMPILED.exists() and COMPILED.stat().st_mtime >= newest:
        return
    COMPILED.parent.mkdir(exist_ok=True)
    fresh = COMPILED.with_suffix(f".{os.getpid()}")
    with fresh.open("wb") as file:
        write_mo(file, italian())
    fresh.replace(COMPILED)
