"""What people type: normalised, rendered, shortened, turned into search terms and addresses."""

import re
import unicodedata
from functools import lru_cache

import bleach
import snowballstemmer
from markdown_it import MarkdownIt
from markupsafe import Markup

ALLOWED_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "a"}
ALLOWED_ATTRIBUTES = {"a": ["href", "rel"]}
_WORD = re.compile(r"[^\W_]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")

# Raw HTML is off in the renderer; bleach (no longer maintained, kept at the owner's wish) is the second wall.
_markdown = MarkdownIt("zero", {"html": False, "linkify": False, "breaks": True}).enable(
    ["emphasis", "list", "blockquote", "backticks", "link", "newline", "escape", "entity"]
)


def clean(typed: str | None) -> str:
    """One spelling of what was typed: NFC, unix line ends, no control or direction-changing characters."""
    text = unicodedata.normalize("NFC", (typed or "").replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROL.sub("", text).strip()


def clean_line(typed: str | None) -> str:
    """As `clean`, on one line with single spaces."""
    return " ".join(clean(typed).split())


def clean_html(html: str) -> Markup:
    """HTML reduced to the few tags that a story may have."""
    return Markup(bleach.clean(html, tags=ALLOWED_TAGS, attributes=ALLOWED_ATTRIBUTES, protocols={"https", "http"}))  # noqa: S704 (bleach is the escape)


@lru_cache(maxsize=2_000)
def prose(source: str) -> Markup:
    """Markdown as people type it -> safe HTML; remembered, because the cleaner takes longer than the rest of a page."""
    return clean_html(_markdown.render(source))


def plain(source: str) -> str:
    """The words of a Markdown text, without its marks."""
    return re.sub(r"[*_`>#\[\]]+", "", source)


def excerpt(source: str, length: int = 220) -> str:
    """The first words, at most `length` characters, cut at a space and closed with an ellipsis."""
    text = " ".join(plain(source).split())
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(",.;:") + "…"


def unaccented(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def slug(title: str) -> str:
    """An address part: lower case ASCII words joined by hyphens, at most 60 characters, never empty."""
    words = re.findall(r"[a-z0-9]+", unaccented(title))
    joined = "-".join(words)[:60].strip("-")
    return joined or "idea"


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Italian stem, then the English one of what is left: each leaves the other language's words nearly alone."""
    return _OWN_STEMS.get(word) or unaccented(_english.stemWord(_italian.stemWord(word)))


_italian, _english = snowballstemmer.stemmer("italian"), snowballstemmer.stemmer("english")
# Words that the stemmer makes one with words of another meaning (operazione, tram, lento, titolo).
_OWN_STEMS = {
    "operatore": "operator", "operatori": "operator", "operatrice": "operator", "tramite": "tramit", "lente": "lente",
    "lenti": "lente", "posto": "posto", "posti": "posto", "costume": "costume", "portone": "portone",
    "titolare": "titolar", "titolari": "titolar",
}  # fmt: skip
# Changes with the rules below: what was stored under another one is written again (`board.jobs`).
STEMMER = "italian+english 2"
STOP_WORDS = frozenset(
    "a ad al allo alla ai agli alle con col da dal dallo dalla dai dagli dalle di del dello della dei degli delle e ed"
    " il lo la i gli le in nel nello nella nei negli nelle su sul sullo sulla sui sugli sulle per tra fra un uno una"
    " che chi cui non si mi ti ci vi ne o se ma come anche piu the of to and or"
    " l d c s n t m v dell all dall nell sull coll quell quest sant".split()
)


def words(text: str) -> list[str]:
    """The words in order, accents and case folded, stop words among them."""
    return [unaccented(word) for word in _folded(text)]


def terms(text: str) -> list[str]:
    """Search terms in order: accents and case folded, Italian and English stems, no stop words; equal on every
    database."""
    return [stem(word) for word in _folded(text) if unaccented(word) not in STOP_WORDS]


def located_terms(text: str) -> list[tuple[tuple[int, int], str]]:
    """As `terms`, each with where its word begins and ends."""
    return [(word.span(), term) for word in _WORD.finditer(text) for term in terms(word[0])]


def _folded(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def initials(name: str) -> str:
    parts = name.split()
    if not parts:
        return "?"
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()


def public_name(name: str) -> str:
    """How a customer is shown to others: first name and the initial of the last ("Giulia R.")."""
    parts = name.split()
    if len(parts) < 2:
        return name
    return f"{parts[0]} {parts[-1][0].upper()}."
