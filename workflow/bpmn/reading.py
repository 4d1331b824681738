"""BPMN 2.0 XML -> the text of a definition.

A file of ours carries its definition; what is drawn must still say the same, because a line moved in a modeller
would otherwise be lost without a word. Any other file is `foreign`.
"""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as XML

from workflow.bpmn.flat import flat
from workflow.bpmn.foreign import draft
from workflow.bpmn.office import office
from workflow.bpmn.writing import BPMN, OURS, xml
from workflow.definition import reading
from workflow.definition.model import Finding, Process
from workflow.errors import InvalidProcess
from workflow.text import Text

MAX_BYTES = 2_000_000
COMPARED = ("name", "sourceRef", "targetRef", "attachedToRef", "default", "processRef", "messageRef")
WRITTEN = ("conditionExpression", "timeDuration")
UNNAMED = ("incoming", "outgoing", "documentation", "extensionElements")
Facts = dict[str, tuple[str, dict[str, str]]]


def read(source: str | bytes) -> str:
    """The TOML text in our own file, or a draft of one from a foreign file; `workflow.load` says what it lacks.

    Raises InvalidProcess; the place of each finding is the element's id and type.
    """
    root = _parsed(source)
    carried = root.findall(f".//{{{OURS}}}definition")
    if not carried:
        return draft(root)
    if len(carried) > 1:
        raise InvalidProcess([_definition("Il file ne contiene più d’una.", "The file holds more than one.")])
    text = carried[0].text or ""
    process = reading.load(text)
    if process.hash != carried[0].get("hash"):
        raise InvalidProcess(
            [_definition("Il testo è cambiato dopo l’esportazione.", "The text changed after the export.")]
        )
    if found := list(_differences(_facts(_again(process, carried[0].get("profile", ""))), _facts(root))):
        raise InvalidProcess(found)
    return text


class _Builder(XML.TreeBuilder):
    """Refuses a document type, and with it every entity of its own."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise InvalidProcess(
            [
                _finding(
                    "bpmn_doctype",
                    "DOCTYPE",
                    "Il file dichiara un DOCTYPE: per sicurezza non si legge.",
                    "The file declares a DOCTYPE: for safety it is not read.",
                )
            ]
        )


def _parsed(source: str | bytes) -> XML.Element:
    if len(source) > MAX_BYTES:
        raise InvalidProcess([_finding("bpmn_size", "file", "Il file è troppo grande.", "The file is too large.")])
    # The builder refuses what makes this parser unsafe.
    parser = XML.XMLParser(target=_Builder())  # noqa: S314
    try:
        parser.feed(source)
        root: XML.Element = parser.close()
    except (XML.ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (1, 0))[0]
        raise InvalidProcess(
            [_finding("bpmn_xml", f"line {line}", f"Non è XML: {error}.", f"This is not XML: {error}.")]
        ) from error
    if root.tag != f"{{{BPMN}}}definitions":
        raise InvalidProcess([_finding("bpmn_root", "file", "Non è un file BPMN 2.0.", "This is not a BPMN 2.0 file.")])
    return root


def _again(process: Process, profile: str) -> XML.Element:
    draw = {"flat": flat, "office": office}.get(profile)
    if draw is None:
        raise InvalidProcess([_definition("Il profilo non si conosce.", "The profile is not known.")])
    return _parsed(xml(process, draw(process)))


def _facts(root: XML.Element) -> Facts:
    """What the drawing says, by id: type, names and ends of every element, and who is in which lane."""
    facts: Facts = {}
    for element in root.iter():
        space, _, tag = element.tag.rpartition("}")
        id = element.get("id")
        if space == "{" + BPMN and id and tag not in UNNAMED:
            said = {key: value for key in COMPARED if (value := element.get(key))}
            said |= {child: _inside(element, child) for child in WRITTEN if _inside(element, child)}
            if tag == "lane":
                said["flowNodeRef"] = " ".join(sorted(ref.text or "" for ref in element))
            facts[id] = (tag, said)
    return facts


def _inside(element: XML.Element, child: str) -> str:
    return (element.findtext(f"{{{BPMN}}}{child}") or "").strip()


def _differences(ours: Facts, theirs: Facts) -> Iterator[Finding]:
    for id, (tag, said) in theirs.items():
        place = f"{id} ({tag})"
        if id not in ours:
            yield _finding(
                "bpmn_added",
                place,
                "È nel disegno ma non nella definizione che il file porta con sé.",
                "It is in the drawing but not in the definition that the file carries.",
            )
        elif ours[id] != (tag, said):
            changed = ", ".join(sorted(_changed(ours[id][1], said))) or "type"
            yield _finding(
                "bpmn_changed",
                place,
                f"Il disegno dice altro rispetto alla definizione: {changed}.",
                f"The drawing says something else than the definition: {changed}.",
            )
    for id in ours.keys() - theirs.keys():
        yield _finding(
            "bpmn_removed",
            f"{id} ({ours[id][0]})",
            "È nella definizione ma non nel disegno.",
            "It is in the definition but not in the drawing.",
        )


def _changed(ours: dict[str, str], theirs: dict[str, str]) -> Iterable[str]:
    return (key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key))


def _definition(it: str, en: str) -> Finding:
    return _finding("bpmn_definition", "definition", it, en)


def _finding(code: str, place: str, it: str, en: str) -> Finding:
    return Finding(code, place, Text(it=it, en=en))
