"""Pictures that people send: drawn anew, so that nothing is kept of the file but what is seen."""

import io
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from PIL import Image, ImageOps

from ideas.kernel.errors import Invalid

LARGEST_FILE = 8_000_000  # bytes
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP", "MPO")
# What the library raises over files that are broken, or made to break it.
_BROKEN = (OSError, ValueError, SyntaxError, IndexError, KeyError, TypeError, EOFError, ArithmeticError)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True)
class Drawing:
    """A JPEG of at most `LONGEST_SIDE` pixels a side: no place, date, camera, comment or thumbnail in it."""

    data: bytes
    width: int
    height: int


class PictureUnusable(Invalid):
    code = "picture_unusable"


def too_heavy() -> PictureUnusable:
    return _refused(_l("This picture is too heavy: choose one of at most 8 megabytes."))


def redraw(sent: bytes) -> Drawing:
    """The picture in `sent`, turned upright, made small enough, on white where it was transparent.

    Raises PictureUnusable for what is no picture, too heavy, or too many pixels to be opened safely.
    """
    if len(sent) > LARGEST_FILE:
        raise too_heavy()
    try:
        with Image.open(io.BytesIO(sent), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _too_many_pixels()
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            return _drawn(ImageOps.exif_transpose(opened))
    except _BOMB:
        raise _too_many_pixels() from None
    except _BROKEN:
        raise _refused(_l("We cannot open this file. Choose a JPEG, PNG or WebP picture.")) from None


def _drawn(upright: Image.Image) -> Drawing:
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    sheet = Image.new("RGB", upright.size, "white")
    layer = upright.convert("RGBA")
    sheet.paste(layer, mask=layer.getchannel("A"))
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Drawing(out.getvalue(), *sheet.size)


def _too_many_pixels() -> PictureUnusable:
    return _refused(_l("This picture is too large: choose one of at most 40 million pixels."))


def _refused(sentence: object) -> PictureUnusable:
    return PictureUnusable(sentence, fields={"picture": sentence})
