"""How a page is looked at: by axe, in several colours and sizes, and for sideways scrolling."""

import re
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.window import Window

EVERYTHING = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
CONTRAST = ("color-contrast",)
NOTHING = ()
RUN = """async ([rules, withoutContrast]) => {
  if (!rules.length) return [];
  const rest = withoutContrast ? { rules: { 'color-contrast': { enabled: false } } } : {};
  const result = await axe.run({ runOnly: rules, resultTypes: ['violations'], ...rest });
  return result.violations.map(({ id, help, nodes }) =>
    `${id} (${help}): ` + nodes.slice(0, 3).map(({ target, html }) => `${target} ${html.slice(0, 140)}`).join('; '));
}"""
# Elements that stick out to the right, where the whole page scrolls because of them.
TOO_WIDE = """() => {
  const root = document.documentElement, room = root.clientWidth;
  if (root.scrollWidth <= room) return [];
  const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > room + 1);
  return [`scrolls sideways by ${root.scrollWidth - room} px: ` + out.slice(-3).map((e) => e.outerHTML.slice(0, 120))];
}"""
STILL = (
    "document.getAnimations().filter((each) => each.playState === 'running').map((each) => String(each.animationName))"
)


@dataclass(frozen=True)
class Look:
    """One way to look. Only contrast depends on colours, so that dark and light need not be gone through twice."""

    name: str
    colours: str
    width: int
    height: int
    rules: tuple[str, ...] = EVERYTHING
    contrast: bool = True


LIGHT = Look("light", "light", 1280, 900)
DARK = Look("dark", "dark", 1280, 900, CONTRAST)
PHONE = Look("phone", "light", 390, 844, CONTRAST)
PHONE_DARK = Look("phone-dark", "dark", 390, 844)
ZOOMED = Look("zoomed", "light", 640, 450, ("wcag22aa",))  # 200 % of 1280 by 900
SMALLEST = Look("smallest", "light", 320, 640, NOTHING)  # 400 % of 1280
ALL = (LIGHT, DARK, PHONE, PHONE_DARK, ZOOMED, SMALLEST)
LARGE_AND_SMALLEST, PHONE_AND_SMALLEST = (LIGHT, SMALLEST), (PHONE_DARK, SMALLEST)
SCRIPTLESS = (Look("without-scripts", "light", 1280, 900, EVERYTHING, contrast=False),)


def faults_of(window: Window, look: Look = LIGHT) -> list[str]:
    """What is wrong with the page as it is seen now."""
    page = window.page
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = list(page.evaluate(TOO_WIDE))
    found += [f"{each} moves although motion is unwanted" for each in page.evaluate(STILL) if each != "undefined"]
    return found + list(page.evaluate(RUN, [list(look.rules), not look.contrast]))


def put_on(window: Window, look: Look) -> None:
    window.page.emulate_media(color_scheme=look.colours, reduced_motion="reduce")
    window.page.set_viewport_size({"width": look.width, "height": look.height})
    window.page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")


def look_at(window: Window, who: str, path: str, looks: tuple[Look, ...] = ALL) -> list[str]:
    """Every fault of the open page, however it is looked at; pictures go to the folder SCREENSHOTS."""
    found = []
    for look in looks:
        put_on(window, look)
        if look in (LIGHT, PHONE_DARK):
            window.shot(f"{who}{re.sub('[^a-z0-9]+', '-', path)}-{look.name}")
        found += [f"{who} {path}, {look.name}: {fault}" for fault in faults_of(window, look)]
    return found


def without_scripts(window: Window) -> Any:
    """From now on the page's own scripts never arrive; what looks at the page still runs."""
    window.context.route(
        re.compile(r"\.js(\?|$)"), lambda route: route.fulfill(body="", content_type="text/javascript")
    )
