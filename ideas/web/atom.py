"""Atom feeds (RFC 4287), written by the standard library's own XML writer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

from flask import Response, current_app

from ideas.kernel import clock, i18n
from ideas.kernel.text import clean

NAMESPACE = "http://www.w3.org/2005/Atom"
# The year in which entries began to be named; a name never changes, whatever becomes of the address.
NAMED_SINCE = 2026


@dataclass(frozen=True)
class Entry:
    """`path` is where it is read; `key` names it for ever ("/ideas/12"); `summary` is plain text."""

    path: str
    key: str
    title: str
    summary: str
    published_at: datetime
    updated_at: datetime
    author: str = ""
    category: str = ""


def answer(title: str, own_path: str, page_path: str, entries: Sequence[Entry]) -> Response:
    """A feed as an HTTP answer. `own_path` is its address, `page_path` that of the page it follows."""
    feed = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": i18n.language()})
    _text(feed, "id", _name(own_path))
    _text(feed, "title", title)
    _text(feed, "updated", max((e.updated_at for e in entries), default=clock.now()).isoformat())
    author = ElementTree.SubElement(feed, "author")
    _text(author, "name", "La banca che vorrei")
    _link(feed, own_path, "self", "application/atom+xml")
    _link(feed, page_path, "alternate", "text/html")
    for entry in entries:
        _entry(feed, entry)
    body = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(body, mimetype="application/atom+xml")


def _entry(feed: ElementTree.Element, entry: Entry) -> None:
    element = ElementTree.SubElement(feed, "entry")
    _text(element, "id", _name(entry.key))
    _text(element, "title", entry.title)
    _text(element, "published", entry.published_at.isoformat())
    _text(element, "updated", entry.updated_at.isoformat())
    _link(element, entry.path, "alternate", "text/html")
    if entry.author:
        _text(ElementTree.SubElement(element, "author"), "name", entry.author)
    if entry.category:
        ElementTree.SubElement(element, "category", {"term": clean(entry.category)})
    _text(element, "summary", entry.summary)


def _text(parent: ElementTree.Element, name: str, value: str) -> None:
    ElementTree.SubElement(parent, name).text = clean(value)


def _link(parent: ElementTree.Element, path: str, relation: str, kind: str) -> None:
    address = str(current_app.config["BASE_URL"]).rstrip("/") + path
    ElementTree.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})


def _name(key: str) -> str:
    """A tag URI (RFC 4151)."""
    host = urlsplit(str(current_app.config["BASE_URL"])).hostname
    return f"tag:{host},{NAMED_SINCE}:{key}"
