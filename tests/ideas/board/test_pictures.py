"""Pictures: redrawn without what they carry, refused when dangerous, described, shown to whom they are for."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select

from ideas.board import commands as board
from ideas.board.models import Idea, Picture
from ideas.kernel import clock, pictures
from ideas.kernel.db import db
from tests.builders import a_colleague, a_customer, act
from tests.ideas.board.test_drafts import STORY, TITLE, press

SECRET = b"Via Roma 12, Modena"


def a_file(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def with_metadata() -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8298] = 6, "Telefono 12", SECRET.decode()
    return a_file(exif=exif, comment=SECRET)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def a_bomb(side: int) -> bytes:
    """A small PNG that says it is `side` pixels wide and high."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


@pytest.fixture
def giulia(app: Any, signed_in: Any) -> Any:
    return signed_in(a_customer())


def send(browser: Any, data: bytes, alt: str = "La carta sul tavolo", name: str = "carta.jpg", **fields: Any) -> Any:
    fields = {"title": TITLE, "story": STORY, "alt": alt, **fields}
    return press(browser.get("/ideas/new"), "/ideas/pictures", picture=(io.BytesIO(data), name), **fields)


def stored() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Picture)) or 0


def test_a_picture_is_drawn_anew_upright_and_without_what_the_phone_wrote_in_it(app: Any) -> None:
    sent = with_metadata()
    assert SECRET in sent
    drawn = pictures.redraw(sent)
    assert SECRET not in drawn.data and b"Exif" not in drawn.data and b"Telefono" not in drawn.data
    assert (drawn.width, drawn.height) == (480, 640), "turned as the camera was held"
    with Image.open(io.BytesIO(drawn.data)) as kept:
        assert kept.format == "JPEG" and not kept.getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_becomes_small_enough(app: Any, kind: str) -> None:
    drawn = pictures.redraw(a_file(kind, (4000, 3000)))
    assert (drawn.width, drawn.height) == (1600, 1200) and len(drawn.data) < 200_000


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Prima scegli un’immagine."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "Non riusciamo ad aprire"),
        (b"GIF89a" + b"\0" * 50, "Non riusciamo ad aprire"),
        (a_file()[:300], "Non riusciamo ad aprire"),
        (a_bomb(60_000), "troppo grande"),
        (a_bomb(9_000), "troppo grande"),
        (a_file() + b"\0" * 8_000_001, "troppo pesante"),
    ],
    ids=["nothing", "svg", "gif", "cut", "bomb", "smaller bomb", "heavy"],
)
def test_what_is_no_picture_or_a_dangerous_one_is_refused_with_a_sentence(
    giulia: Any, data: bytes, sentence: str
) -> None:
    page = send(giulia, data)
    assert page.status == 422 and sentence in page.text and stored() == 0
    assert (page.all("textarea", name="title")[0].text or "").strip() == TITLE


def test_a_request_that_is_larger_than_any_picture_is_not_even_read(giulia: Any) -> None:
    body = {"data": b"\0" * 9_000_000, "content_type": "multipart/form-data; boundary=x"}
    assert giulia.send("POST", "/ideas/pictures", follow=False, **body).status == 413


def test_elsewhere_requests_stay_small(giulia: Any) -> None:
    assert giulia.post("/me/settings", {"name": "a" * 1_200_000}).status == 413


def test_a_picture_without_words_is_asked_for_them(giulia: Any) -> None:
    page = send(giulia, a_file(), alt=" ")
    assert page.status == 422 and "Di’ in poche parole che cosa mostra l’immagine" in page.text and stored() == 0


def test_three_pictures_are_enough(giulia: Any) -> None:
    page = send(giulia, a_file())
    for n in range(2):
        page = press(page, "/ideas/pictures", picture=(io.BytesIO(a_file()), "x.jpg"), alt=f"Altra {n}")
    assert stored() == 3 and "Aggiungi l’immagine" not in page.text
    form = page.form("/ideas/new")
    token = next(e.get("value") for e in form.iter("input") if e.get("name") == "draft")
    files = {"picture": (io.BytesIO(a_file()), "x.jpg")}
    refused = giulia.post("/ideas/pictures", {"draft": token, "title": TITLE, "alt": "Una di troppo", **files})
    assert refused.status == 422 and "Tre immagini bastano" in refused.text and stored() == 3


def test_a_picture_goes_from_the_draft_to_the_idea_and_from_then_on_everybody_sees_it(
    giulia: Any, signed_in: Any, client: Any
) -> None:
    page = send(giulia, a_file(), name="IT60X0542811101000000123456.jpg")
    (image,) = page.all("img")
    address = str(image.get("src"))
    assert image.get("alt") == "La carta sul tavolo" and "IT60" not in page.source
    marco = signed_in(a_customer("Marco Verdi"))
    assert [each.get(address).status for each in (client, marco, giulia)] == [404, 404, 200]
    page.submit("/ideas/new")
    assert db.session.get_one(Idea, 1).pictures == 1
    shown = client.get("/ideas/1")
    assert [(e.get("src"), e.get("alt")) for e in shown.all("img")] == [(address, "La carta sul tavolo")]
    served = client.get(address)
    assert served.status == 200 and served.headers["Content-Type"] == "image/jpeg"
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert served.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(address, headers={"If-None-Match": served.headers["ETag"]}).status == 304


def test_the_picture_of_what_left_the_board_is_its_author_s_and_the_bank_s(
    giulia: Any, client: Any, signed_in: Any
) -> None:
    page = send(giulia, a_file())
    address = str(page.all("img")[0].get("src"))
    page.submit("/ideas/new")
    with act():
        board.set_status(1, stage="complaint", status="private", at=clock.now())
    people = (client, signed_in(a_customer("Marco Verdi")), giulia, signed_in(a_colleague("moderator")))
    assert [each.get(address).status for each in people] == [404, 404, 200, 200]


def test_a_picture_is_taken_off_and_the_text_stays(giulia: Any) -> None:
    page = press(send(giulia, a_file()), "/ideas/pictures/1/withdrawal", story=STORY + " Ancora.")
    assert stored() == 0 and (page.all("textarea", name="story")[0].text or "").strip() == STORY + " Ancora."


def test_nobody_takes_off_the_picture_of_somebody_else_or_of_an_idea(giulia: Any, signed_in: Any) -> None:
    page = send(giulia, a_file())
    fields = {"title": "Un’altra cosa", "draft": "b" * 30}
    signed_in(a_customer("Marco Verdi")).post("/ideas/pictures/1/withdrawal", fields)
    page.submit("/ideas/new")
    giulia.post("/ideas/pictures/1/withdrawal", fields)
    assert stored() == 1


def test_a_picture_that_was_chosen_and_not_added_goes_along_when_the_idea_is_sent(giulia: Any) -> None:
    form = giulia.get("/ideas/new")
    fields = {"title": TITLE, "story": STORY, "alt": "La carta", "picture": (io.BytesIO(a_file()), "x.jpg")}
    assert form.submit("/ideas/new", **fields).path == "/ideas/1/receipt"
    assert stored() == 1 and len(giulia.get("/ideas/1").all("img")) == 1
