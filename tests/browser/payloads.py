"""Attempts to make a script run through what people write: what to run, and where to put it. Written for this project.

Each calls `ran()`, which the test's pages define: whatever calls it has got through.
"""

from collections.abc import Iterator

TAGS = (
    "<script>ran()</script>",
    "<ScRiPt>ran()</sCrIpT>",
    "<script src=data:text/javascript,ran()></script>",
    "<scr<script>ipt>ran()</scr</script>ipt>",
    "<script\x0cx>ran()</script\x0c>",
    "<script>/*<b>*/ran()//</b></script>",
    "<img src=x onerror=ran()>",
    "<img src=x onerror=ran()//",
    "<img/src=x/onerror=ran()>",
    '<img src="x` `<script>ran()</script>"` `>',
    "<IMG SRC=x OnErRoR=ran()>",
    "<img src=x:ran onerror=eval(src.slice(2)+'()')>",
    "<svg onload=ran()>",
    "<svg/onload=ran()>",
    "<svg><script>ran()</script></svg>",
    "<svg><script href=data:,ran()></script></svg>",
    "<svg><animate onbegin=ran() attributeName=x dur=1s>",
    '<svg><a xlink:href="javascript:ran()"><text y=20>via</text></a></svg>',
    "<svg><set onbegin=ran() attributename=x>",
    "<math><mtext><script>ran()</script></mtext></math>",
    '<math href="javascript:ran()">via</math>',
    "<math><mi//xlink:href='data:x,<script>ran()</script>'>",
    "<iframe srcdoc='<script>parent.ran()</script>'></iframe>",
    "<iframe src=javascript:parent.ran()></iframe>",
    "<iframe onload=ran()></iframe>",
    "<object data=javascript:ran()></object>",
    "<object data='data:text/html,<script>ran()</script>'></object>",
    "<embed src=javascript:ran()>",
    "<body onload=ran()>",
    "<body onpageshow=ran()>",
    "<video><source onerror=ran()></video>",
    "<video src=x onerror=ran()></video>",
    "<audio src onloadstart=ran()>",
    "<details open ontoggle=ran()><summary>x</summary></details>",
    "<input autofocus onfocus=ran()>",
    "<select autofocus onfocus=ran()></select>",
    "<textarea autofocus onfocus=ran()></textarea>",
    "<button autofocus onfocus=ran()>x</button>",
    "<form action=javascript:ran()><input type=submit></form>",
    "<form><button formaction=javascript:ran()>x</button></form>",
    "<isindex type=image src=1 onerror=ran()>",
    "<marquee onstart=ran()>x</marquee>",
    "<div style=width:1px onanimationstart=ran()>x</div>",
    "<style>@keyframes x{}</style><p style=animation-name:x onanimationstart=ran()>",
    "<style onload=ran()></style>",
    "<link rel=stylesheet href=data:,* onload=ran()>",
    "<link rel=import href='data:text/html,<script>ran()</script>'>",
    "<meta http-equiv=refresh content='0;url=javascript:ran()'>",
    "<base href=javascript:ran()//>",
    "<a href=javascript:ran() autofocus onfocus=ran()>via</a>",
    "<a href='java&#115;cript:ran()'>via</a>",
    "<a href='\x01javascript:ran()'>via</a>",
    "<p tabindex=1 autofocus onfocus=ran()>x</p>",
    "<xss id=x tabindex=1 onfocus=ran() autofocus></xss>",
    "<template><script>ran()</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=ran()>'>",
    "<!--><img src=x onerror=ran()>-->",
    "<![CDATA[<img src=x onerror=ran()>]]>",
    "<?xml-stylesheet href='javascript:ran()'?>",
    "<table background=javascript:ran()></table>",
)  # fmt: skip
# For places where an address is expected.
ADDRESSES = (
    "javascript:ran()",
    "JaVaScRiPt:ran()",
    "java\tscript:ran()",
    "javascript&colon;ran()",
    "&#106;avascript:ran()",
    "&#x6A&#x61vascript:ran()",
    "\\javascript:ran()",
    "javascript://%0aran()",
    "javascript:%72an()",
    "vbscript:ran()",
    "data:text/html,<script>ran()</script>",
    "data:text/html;base64,PHNjcmlwdD5yYW4oKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=ran()>",
    "https://x.example/\"onmouseover=\"ran()",
    "https://x.example/' autofocus onfocus='ran()",
    "https://x.example/ \"title\" onfocus=ran()",
    "//x.example/%22onfocus=ran()",
    "x:javascript:ran()",
)  # fmt: skip
# The marks of Markdown and of HTML around a tag.
AROUND_TAGS = (
    "{}",
    "**{}**",
    "> {}",
    "- {}",
    "`{}`",
    '"{}',
    '">{}',
    "'>{}",
    "</p></div>{}",
    "</title>{}",
    "</textarea>{}",
    "[{}](https://x.example)",
)
AROUND_ADDRESSES = (
    "[via]({})",
    "[via](<{}>)",
    '[via]({} "{}")',
    "![via]({})",
    "<{}>",
    "[via]: {}\n[via]",
    "**[via]({})**",
    "[a](b)[c]({})",
)


def payloads() -> Iterator[str]:
    """Every attempt in every place."""
    for places, attempts in ((AROUND_TAGS, TAGS), (AROUND_ADDRESSES, ADDRESSES)):
        for place in places:
            for attempt in attempts:
                yield place.replace("{}", attempt)


def batches(longest: int) -> Iterator[str]:
    """All attempts in as few texts as fit in `longest` characters each."""
    batch = ""
    for attempt in payloads():
        if batch and len(batch) + len(attempt) + 2 > longest:
            yield batch
            batch = ""
        batch += attempt + "\n\n"
    yield batch


def short(longest: int, *, spaces: bool = True) -> list[str]:
    """Attempts for a line of at most `longest` characters."""
    return [tag for tag in TAGS if len(tag) <= longest and (spaces or " " not in tag)]
