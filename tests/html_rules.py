"""What the HTML standard allows where, for the elements that our pages use (html.spec.whatwg.org, July 2026).

The parser finds what is malformed; this finds what is well formed and still not HTML: attributes that do not exist,
elements in places that are not theirs. `make audit` asks the Nu checker for everything else.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

GLOBAL = frozenset(
    "accesskey autocapitalize autofocus class contenteditable dir draggable enterkeyhint hidden id inert inputmode is "
    "itemid itemprop itemref itemscope itemtype lang nonce popover role slot spellcheck tabindex title translate".split()
)
FORM = "action method enctype novalidate target autocomplete accept-charset name rel"
CONTROL = "name disabled form autocomplete readonly required placeholder maxlength minlength"
OWN = {
    tag: frozenset(attributes.split())
    for tag, attributes in {
        "a": "href target download ping rel hreflang type referrerpolicy",
        "blockquote": "cite",
        "button": "disabled form formaction formenctype formmethod formnovalidate name type value popovertarget popovertargetaction",
        "canvas": "width height",
        "col": "span",
        "colgroup": "span",
        "data": "value",
        "del": "cite datetime",
        "details": "name open",
        "dialog": "open",
        "fieldset": "disabled form name",
        "form": FORM,
        "iframe": "src srcdoc name sandbox allow width height loading referrerpolicy",
        "img": "alt src srcset sizes width height loading decoding fetchpriority crossorigin usemap referrerpolicy",
        "input": f"{CONTROL} accept alt checked dirname height list max min multiple pattern size src step type value width",
        "ins": "cite datetime",
        "label": "for",
        "li": "value",
        "link": "href rel as type media sizes title crossorigin integrity hreflang imagesrcset imagesizes fetchpriority",
        "meta": "name content charset http-equiv media property",
        "meter": "value min max low high optimum",
        "ol": "reversed start type",
        "optgroup": "disabled label",
        "option": "disabled label selected value",
        "output": "for form name",
        "progress": "value max",
        "q": "cite",
        "script": "src type defer async crossorigin integrity nomodule referrerpolicy",
        "select": "name disabled form autocomplete required multiple size",
        "source": "src srcset type media sizes width height",
        "td": "colspan rowspan headers",
        "textarea": f"{CONTROL} cols rows wrap dirname",
        "th": "colspan rowspan headers scope abbr",
        "time": "datetime",
    }.items()
}
# Where an element may stand: parents it needs, and children its parent allows.
PARENTS = {
    "li": {"ul", "ol", "menu"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "option": {"select", "optgroup", "datalist"},
    "tr": {"tbody", "thead", "tfoot", "table"}, "td": {"tr"}, "th": {"tr"}, "caption": {"table"},
    "legend": {"fieldset"}, "summary": {"details"}, "figcaption": {"figure"},
}  # fmt: skip
CHILDREN = {
    "ul": {"li", "script", "template"}, "ol": {"li", "script", "template"}, "dl": {"dt", "dd", "div", "script"},
    "select": {"option", "optgroup", "hr", "button"}, "tr": {"td", "th"}, "tbody": {"tr"}, "thead": {"tr"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
}  # fmt: skip
# Elements that hold words only, and what therefore may not stand in them.
PHRASING = frozenset(
    "p h1 h2 h3 h4 h5 h6 span strong em b i small a button label legend summary dt code time abbr cite q".split()
)
HOLDS_FLOW_TOO = frozenset({"a", "legend", "summary", "dt"})
BLOCKS = frozenset(
    "address article aside blockquote details dialog dl div fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main "
    "nav ol p pre section table ul".split()
)
NUMBERS = ("rows", "cols", "maxlength", "minlength", "size", "colspan", "rowspan", "tabindex", "width", "height")


def faults(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if isinstance(element.tag, str) and "{" not in element.tag:  # drawings have rules of their own
            yield from attributes(element)
            yield from places(element)


def attributes(element: Element) -> Iterator[str]:
    own = OWN.get(element.tag, frozenset())
    for name, value in element.attrib.items():
        if not (name in GLOBAL or name in own or name.startswith(("aria-", "data-", "xmlns", "{"))):
            yield f"<{element.tag}> has no attribute {name!r}"
        if name in NUMBERS and not value.lstrip("-").isdigit():
            yield f"{name}={value!r} of <{element.tag}> is no number"


def places(element: Element) -> Iterator[str]:
    allowed = CHILDREN.get(element.tag)
    for child in element:
        if not isinstance(child.tag, str) or "{" in child.tag:
            continue
        if allowed is not None and child.tag not in allowed:
            yield f"<{child.tag}> inside <{element.tag}>"
        if child.tag in PARENTS and element.tag not in PARENTS[child.tag] and element.tag != "DOCUMENT_FRAGMENT":
            yield f"<{child.tag}> inside <{element.tag}>, not in {' or '.join(sorted(PARENTS[child.tag]))}"
        if element.tag in PHRASING - HOLDS_FLOW_TOO and child.tag in BLOCKS:
            yield f"<{child.tag}> inside <{element.tag}>, which holds words only"
