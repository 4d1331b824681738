"""Definitions broken on purpose, and others only changed: what our proof and pm4py must judge alike.

They start from the shipped process with everything taken out that does not decide where a case may go: words that
are the same everywhere, one public status, no promises, no conditions. Two bases: *closed*, where a case ends only
by the actions of its stages, and *open*, where the author may withdraw almost anywhere.
"""

import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import count
from random import Random
from typing import Any, NamedTuple

import workflow
from workflow.bpmn import toml

Raw = dict[str, Any]
Change = tuple[str, Callable[[Raw], None]]
SEED, PAIRS = 9, 40
SHARE = 8
"""One redirection out of so many is kept."""


class Mutant(NamedTuple):
    """`is_open` where actions anywhere are part of it."""

    name: str
    text: str
    is_open: bool


def base(is_open: bool) -> Raw:
    """The shipped path, its flow alone."""
    raw = tomllib.loads(workflow.shipped())
    said = {"it": "Detto.", "en": "Said."}
    public = {"received": 1, "done": 2}
    bare: Raw = {key: raw[key] for key in ("process", "calendar", "role")}
    bare["public"] = {
        key: {"position": n, "mark": "ricevuta", "it": key, "en": key, "say": said} for key, n in public.items()
    }
    bare["verdict"] = {name: {"label": said} for name in raw["verdict"]}
    bare["stage"] = {name: _stage(stage, said) for name, stage in raw["stage"].items()}
    ends = [name for name in raw["end"] if is_open or name != "withdrawn"]
    bare["end"] = {name: {"public": "done"} for name in ends}
    if is_open:
        late = raw["anywhere"]["withdraw"]["until"]
        withdraw = _action({"to": "withdrawn"}, said)
        bare["anywhere"] = {"withdraw": withdraw | {"role": "author", "until": late, "too_late": said}}
    return bare


def mutants() -> Iterator[Mutant]:
    """More than 300, always the same ones, no two alike and none like its base."""
    random = Random(SEED)
    for is_open in (False, True):
        start = base(is_open)
        seen = {toml.dumps(start)}
        for name, raw in (*_single(start, random), *_pairs(start, random)):
            text = toml.dumps(raw)
            if text not in seen and not _has_a_form_of_its_own(raw):
                seen.add(text)
                yield Mutant(name, text, is_open)


def without_anywhere(text: str) -> str:
    """The same definition when nobody withdraws: no actions anywhere, nor the ends that only these led to."""
    raw = tomllib.loads(text)
    only = {action["to"] for action in raw.pop("anywhere", {}).values()}
    only -= {action["to"] for stage in raw["stage"].values() for action in stage["do"].values()}
    raw["end"] = {name: end for name, end in raw["end"].items() if name not in only}
    return toml.dumps(raw)


def _stage(stage: Raw, said: Raw) -> Raw:
    kept = {key: stage[key] for key in ("role", "all", "verdicts", "join") if key in stage}
    actions = {name: _action(action, said) for name, action in stage["do"].items()}
    return {"title": said, "public": "received", "due": "1bd", **kept, "do": actions}


def _action(action: Raw, said: Raw) -> Raw:
    kept = {key: action[key] for key in ("to", "by", "role") if key in action}
    return {"label": said, "say": said, "notify": ["author"], **kept}


def _changes(raw: Raw) -> list[Change]:
    makers = (_dropped, _redirected, _ends_removed, _islands, _joins_broken, _offices, _starts)
    return [change for make in makers for change in make(raw)]


def _changed(raw: Raw, change: Callable[[Raw], None]) -> Raw:
    copy = deepcopy(raw)
    change(copy)
    return copy


def _single(start: Raw, random: Random) -> Iterator[tuple[str, Raw]]:
    """Every single change, but of the redirections, which are hundreds, a share."""
    changes = _changes(start)
    leading = [name for name, _ in changes if name.startswith("lead ")]
    kept = set(random.sample(leading, len(leading) // SHARE))
    return ((name, _changed(start, change)) for name, change in changes if name in kept or name not in leading)


def _pairs(start: Raw, random: Random) -> Iterator[tuple[str, Raw]]:
    """Two changes one after the other."""
    for _ in range(PAIRS):
        first, change = random.choice(_changes(start))
        raw = _changed(start, change)
        second, change = random.choice(_changes(raw))
        yield f"{first}; {second}", _changed(raw, change)


def _dropped(raw: Raw) -> Iterator[Change]:
    for stage, values in raw["stage"].items():
        for action in values["do"]:
            yield f"drop {stage}.{action}", lambda raw, at=(stage, action): _drop(raw, *at)


def _drop(raw: Raw, stage: str, action: str) -> None:
    values = raw["stage"][stage]
    del values["do"][action]
    if "join" in values:
        values["join"] = [rule for rule in values["join"] if rule["do"] != action]


def _redirected(raw: Raw) -> Iterator[Change]:
    for stage, values in raw["stage"].items():
        for action, what in values["do"].items():
            for to in (*raw["stage"], *raw["end"]):
                if to != what["to"]:
                    yield f"lead {stage}.{action} to {to}", lambda raw, at=(stage, action, to): _lead(raw, *at)


def _lead(raw: Raw, stage: str, action: str, to: str) -> None:
    raw["stage"][stage]["do"][action]["to"] = to


def _ends_removed(raw: Raw) -> Iterator[Change]:
    for end in raw["end"]:
        yield f"remove {end}", lambda raw, end=end: _remove(raw, end)


def _remove(raw: Raw, end: str) -> None:
    """The end and what leads there."""
    del raw["end"][end]
    for stage in raw["stage"]:
        for action in [name for name, what in raw["stage"][stage]["do"].items() if what["to"] == end]:
            _drop(raw, stage, action)
    raw["anywhere"] = {name: what for name, what in raw.get("anywhere", {}).items() if what["to"] != end}


def _islands(raw: Raw) -> Iterator[Change]:
    """New stages: one that nothing leads to, and for each stage a trap, a loop and a detour that leads on."""
    end = next(iter(raw["end"]))
    yield "an island", lambda raw: _add(raw, "new", end)
    yield "an end that nothing leads to", lambda raw: raw["end"].update(lost={"public": "done"})
    for stage in raw["stage"]:
        yield f"a trap after {stage}", lambda raw, stage=stage: _add(raw, "new", None, stage)
        yield f"a loop after {stage}", lambda raw, stage=stage: _add(raw, "new", "new", stage)
        yield f"a detour after {stage}", lambda raw, stage=stage: _add(raw, "new", end, stage)


def _add(raw: Raw, stage: str, to: str | None, after: str = "") -> None:
    said = {"it": "Detto.", "en": "Said."}
    name = next(name for n in count() if (name := f"{stage}{n}") not in raw["stage"])
    do = {} if to is None else {"go": _action({"to": name if to == stage else to}, said)}
    raw["stage"][name] = {"title": said, "public": "received", "role": "pm", "due": "1bd", "do": do}
    if after:
        raw["stage"][after]["do"][f"to_{name}"] = _action({"to": name, "role": "pm"}, said)


def _joins_broken(raw: Raw) -> Iterator[Change]:
    for stage, values in raw["stage"].items():
        if "join" not in values:
            continue
        rules = {
            "no last rule": values["join"][:-1],
            "rules the other way round": values["join"][::-1],
            "only the last rule": values["join"][-1:],
            "all in favour, else nothing": [{"all": "ok", "do": "pass"}, {"any": "no", "do": "back"}],
            "a rule for every verdict": [
                {"any": "no", "do": "back"}, {"any": "ok_if", "do": "pass"}, {"all": "ok", "do": "pass"},
            ],
            "always back": [{"any": verdict, "do": "back"} for verdict in values["verdicts"]] + [{"do": "pass"}],
        }  # fmt: skip
        for name, join in rules.items():
            yield f"{stage}: {name}", lambda raw, at=(stage, join): _rejoin(raw, *at)


def _rejoin(raw: Raw, stage: str, join: list[Raw]) -> None:
    values = raw["stage"][stage]
    values["join"] = join
    decided = {rule["do"] for rule in join}
    values["do"] = {name: what for name, what in values["do"].items() if name in decided}


def _offices(raw: Raw) -> Iterator[Change]:
    for stage, values in raw["stage"].items():
        for n in range(1, len(values.get("all", ()))):
            yield f"{stage}: {n} offices", lambda raw, at=(stage, n): _only(raw, *at)


def _only(raw: Raw, stage: str, offices: int) -> None:
    raw["stage"][stage]["all"] = raw["stage"][stage]["all"][:offices]


def _starts(raw: Raw) -> Iterator[Change]:
    for stage in raw["stage"]:
        if stage != raw["process"]["start"]:
            yield f"start in {stage}", lambda raw, stage=stage: raw["process"].update(start=stage)


def _has_a_form_of_its_own(raw: Raw) -> bool:
    """Whether @back is more than one deep: refused for its form, not for its flow (see `differences`)."""
    returning = {name for name, stage in raw["stage"].items() if any(a["to"] == "@back" for a in stage["do"].values())}
    entered_from = {
        name for name, stage in raw["stage"].items() if any(a["to"] in returning for a in stage["do"].values())
    }
    parallel = {name for name, stage in raw["stage"].items() if "all" in stage}
    return bool(entered_from & (returning | parallel)) or raw["process"]["start"] in returning
