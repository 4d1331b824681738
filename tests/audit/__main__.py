"""`make audit`: Lighthouse and the Nu HTML checker on the demo bank, served as `make run` serves it.

Lighthouse plays a phone on a slow network: accessibility, best practices and findability must be whole, speed 95 at
least. The Nu checker, which browsers' makers use, must find no error on any page that a customer or a colleague opens.
Both come from npm, for development only; the Nu checker needs Java and is left out, aloud, where there is none.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from html5lib import parse

from tests.bench.servers import ROOT, Server, serving

HERE = Path(__file__).parent
AGENT = "Mozilla/5.0 (Linux; Android 11; moto g power) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.0.0 Mobile Safari/537.36"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS = 4
PASSWORD = "vorrei-demo"
PUBLIC = ("/", "/ideas", "/ideas?q=carta", "/how-it-works", "/roadmap", "/scorecard", "/news", "/accessibility",
          "/accessibility/report", "/privacy", "/cookies", "/sign-in", "/sign-up", "/password-reset")  # fmt: skip
SIGNED_IN: dict[str, tuple[str, ...]] = {
    "giulia": ("/ideas", "/ideas/new", "/me/ideas", "/me/notifications", "/me/settings", "/me/privacy"),
    "pm": ("/desk", "/desk?show=mine", "/desk/absence"),
    "comunicazione": ("/desk/announcements", "/desk/calendar"),
    "admin": ("/admin", "/admin/audit", "/admin/people", "/admin/process", "/admin/process/draft"),
}


def main() -> int:
    """Print the tables; 1 when anything is below what it must be."""
    with tempfile.TemporaryDirectory() as folder:
        environment = settings(Path(folder))
        for command in (["db", "upgrade"], ["seed"]):
            flask(command, environment)
        with serving("wsgi:app", "/healthz", Path(folder) / "server.log", environment) as server:
            faults = [*lighthouse(server), *nu_checker(server, Path(folder))]
    for fault in faults:
        print(f"  NOT AS IT MUST BE  {fault}")
    print(f"{len(faults)} faults" if faults else "All as it must be")
    return bool(faults)


def settings(folder: Path) -> dict[str, str]:
    values = {"DATABASE_URL": f"sqlite:///{folder}/ideas.sqlite3", "SECRET_KEY": "only for the audit"}
    return {**values, "MAIL_URL": (folder / "mail").as_uri(), "DEMO": "0", "LOG_LEVEL": "WARNING"}


def flask(command: list[str], environment: Mapping[str, str]) -> None:
    run = [sys.executable, "-m", "flask", "--app", "wsgi", *command]
    subprocess.run(run, cwd=ROOT, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)


def lighthouse(server: Server) -> Iterator[str]:
    base, visitor = f"http://{server.address}", browser()
    _opener, jar = signed_in(base, "giulia")
    cookie = "; ".join(f"{each.name}={each.value}" for each in jar)
    idea = first_idea(visitor, base)
    pages = [{"name": "home", "url": base + "/"}, {"name": "list", "url": base + "/ideas"},
             {"name": "idea", "url": base + idea}, {"name": "propose", "url": base + "/ideas/new", "cookie": cookie},
             {"name": "idea, signed in", "url": base + idea, "cookie": cookie}]  # fmt: skip
    asked = {"chrome": chrome(), "agent": AGENT, "runs": RUNS, "enough": LEAST["performance"] / 100, "pages": pages}
    for result in json.loads(node("lighthouse.mjs", json.dumps(asked))):
        scores = "  ".join(f"{name} {result['scores'][name]:3}" for name in LEAST)
        print(f"  {result['name']:16} {scores}", flush=True)
        if any(result["scores"][name] < least for name, least in LEAST.items()):
            yield f"{result['name']}: {'; '.join(result['faults'])}"


def nu_checker(server: Server, folder: Path) -> Iterator[str]:
    """Every page as a file, and one run of the checker over all of them."""
    java, jar = shutil.which("java"), HERE / "node_modules/vnu-jar/build/dist/vnu.jar"
    if java is None:
        print("  The Nu HTML checker was left out: it needs Java.")
        return
    names = dict(pages(f"http://{server.address}", folder))
    run = [java, "-Xss2m", "-jar", str(jar), "--format", "json", "--exit-zero-always", *map(str, names)]
    found = json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stderr)["messages"]
    errors = [message for message in found if message["type"] == "error"]
    print(f"  Nu HTML checker: {len(names)} pages, {len(errors)} errors", flush=True)
    for message in errors:
        page = names[Path(message["url"].removeprefix("file:"))]
        yield f"{page}, line {message.get('lastLine')}: {message['message']} {message.get('extract', '').strip()[:120]}"


def pages(base: str, folder: Path) -> Iterator[tuple[Path, str]]:
    """Files with what the server answers, and whose page each is."""
    visitor = browser()
    asked = [("visitor", visitor, path) for path in (*PUBLIC, first_idea(visitor, base))]
    for who, paths in SIGNED_IN.items():
        opener, _jar = signed_in(base, who)
        asked += [(who, opener, path) for path in paths]
    for number, (who, opener, path) in enumerate(asked):
        file = folder / f"{number}.html"
        with opener.open(base + path) as answer:
            file.write_bytes(answer.read())
        yield file, f"{who} {path}"


def browser() -> OpenerDirector:
    return _browser(CookieJar())


def _browser(jar: CookieJar) -> OpenerDirector:
    opener = build_opener(HTTPCookieProcessor(jar))
    opener.addheaders = [("User-Agent", AGENT)]  # a session fits the browser that opened it
    return opener


def signed_in(base: str, name: str) -> tuple[OpenerDirector, CookieJar]:
    jar = CookieJar()
    opener = _browser(jar)
    with opener.open(base + "/sign-in") as answer:
        inputs = list(parse(answer.read(), namespaceHTMLElements=False).iter("input"))
    fields = {each.get("name"): each.get("value") or "" for each in inputs if each.get("type") == "hidden"}
    fields |= {"email": f"{name}@demo.example", "password": PASSWORD}
    with opener.open(base + "/sign-in", urlencode(fields).encode()) as answer:
        assert "/sign-in" not in answer.url, f"{name} could not sign in"
    return opener, jar


def first_idea(visitor: OpenerDirector, base: str) -> str:
    """The most discussed idea: the longest page of its kind."""
    with visitor.open(base + "/ideas?sort=discussed") as answer:
        links = parse(answer.read(), namespaceHTMLElements=False).iter("a")
    return next(str(link.get("href")) for link in links if str(link.get("href", "")).startswith("/ideas/1"))


def chrome() -> str:
    return next(filter(None, map(shutil.which, PROGRAMS)), "")


def node(script: str, told: str) -> Any:
    run = subprocess.run(["node", script], cwd=HERE, input=told, text=True, stdout=subprocess.PIPE, check=True)
    return run.stdout


if __name__ == "__main__":
    sys.exit(main())
