"""Definitions made up: sound ones, built so that every stage leads on; and wild ones, which lead anywhere."""

import json
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

WORDS = {"it": "a", "en": "a"}
TOLD = {"notify": ["author"], "say": WORDS}
HEAD = {
    "process": {"key": "made_up", "start": "s0", "calendar": "bank"},
    "calendar": {"bank": {"hours": "09:00-17:00", "holidays": "IT"}},
    "role": {"author": WORDS, "desk": WORDS, "o0": WORDS, "o1": WORDS, "o2": WORDS},
    "public": {
        "open": {**WORDS, "position": 1, "mark": "o", "say": WORDS},
        "done": {**WORDS, "position": 2, "mark": "d", "say": WORDS},
    },
    "field": {
        "reason": {"type": "text", "label": WORDS, "audience": "customer", "minimum": 4},
        "price": {"type": "number", "label": WORDS, "minimum": -2.5, "maximum": -1},
        "day": {"type": "date", "label": WORDS, "minimum": 3, "maximum": 9},
        "shop": {"type": "choice", "label": WORDS, "choices": [{"id": "near", **WORDS}]},
    },
}
VERDICTS = {
    "yes": {"label": WORDS},
    "but": {"label": WORDS, "need": ["reason"], "obligation": True},
    "no": {"label": WORDS, "optional": ["reason"]},
}
Table = dict[str, Any]


def toml(value: Any) -> str:
    """A value in one line of TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


def written(definition: Table) -> str:
    tables = ((kind, name, table) for kind, group in definition.items() for name, table in group.items())
    return "\n".join(f"{kind}.{name} = {toml(table)}" for kind, name, table in tables)


@st.composite
def definitions(draw: DrawFn, wild: bool = False) -> str:
    """The text of a definition; a wild one sends cases anywhere, and what only a sound one must have is left to chance."""
    names = [f"s{n}" for n in range(draw(st.integers(1, 4)))]
    made: Table = {**HEAD, "stage": {}, "verdict": {}, "end": {"done": {"public": "done"}}}
    for n, name in enumerate(names):
        anywhere = st.sampled_from([*names, "done"])
        onward = draw(anywhere) if wild else [*names, "done"][n + 1]
        earlier = draw(anywhere) if wild else draw(st.sampled_from(names[: n + 1]))
        last = n + 1 == len(names)
        if draw(st.booleans()) and not last:
            made["stage"][name] = _parallel(draw, made, onward, earlier)
        else:
            made["stage"][name] = _desk(draw, made, onward, earlier, questions=f"q{n % 2}")
            if last:
                made["stage"][name]["do"]["on"] |= {"clear": True}
        made["stage"][name]["not_by"] = draw(st.lists(st.sampled_from(names), unique=True, max_size=2))
    aside = {**WORDS, "mark": "x", "say": WORDS}
    if draw(st.booleans()):
        until = draw(st.lists(st.sampled_from(names[1:]), unique=True)) if names[1:] else []
        withdraw = {"label": WORDS, "role": "author", "to": "gone", "until": until, "too_late": WORDS, **TOLD}
        made["end"]["gone"], made["anywhere"] = {"public": "left"}, {"withdraw": withdraw}
        made["public"] = {**made["public"], "left": aside}
    if "refused" in made["end"]:
        made["public"] = {**made["public"], "no": {**aside, "refusal": True}}
    made["clock"] = {"answer": {"start": "s0", "stop": list(made["end"]), "due": "1000bd"}}
    return written(made)


def _stage(draw: DrawFn, do: Table, **more: Any) -> Table:
    return {"title": WORDS, "public": "open", "due": f"{draw(st.integers(1, 20))}bd", "do": do, **more}


def _desk(draw: DrawFn, made: Table, onward: str, earlier: str, questions: str) -> Table:
    needed = draw(st.lists(st.sampled_from(["price", "day", "shop"]), unique=True))
    do: Table = {"on": {"label": WORDS, "to": onward, "need": needed, **TOLD}}
    if draw(st.booleans()):
        do["back"] = {"label": WORDS, "to": earlier, "new_round": draw(st.booleans()), **TOLD}
    if draw(st.booleans()):
        made["end"]["refused"] = {"public": "no"}
        do["refuse"] = {"label": WORDS, "to": "refused", "need": ["reason"], **TOLD}
    if draw(st.booleans()):
        do["ask"] = {"label": WORDS, "to": questions}
        answers: Table = {"reply": {"label": WORDS, "to": "@back", **TOLD}}
        if draw(st.booleans()):
            answers["lapse"] = {"label": WORDS, "to": "@back", "by": "timer", **TOLD}
        made["stage"].setdefault(questions, _stage(draw, answers, role="author"))
    return _stage(draw, do, role="desk")


def _parallel(draw: DrawFn, made: Table, onward: str, earlier: str) -> Table:
    verdicts = draw(st.sampled_from([["yes"], ["yes", "but"], ["yes", "no"], ["yes", "but", "no"]]))
    made["verdict"].update({verdict: VERDICTS[verdict] for verdict in verdicts})
    do: Table = {"pass": {"label": WORDS, "to": onward, **TOLD}}
    join = [{"do": "pass"}]
    if "no" in verdicts:
        do["reject"] = {"label": WORDS, "to": earlier, **TOLD}
        if draw(st.booleans()):
            join = [{"any": "no", "do": "reject"}, {"do": "pass"}]
        else:
            join = [{"all": "yes", "do": "pass"}, {"do": "reject"}]
    if draw(st.booleans()):
        do["skip"] = {"label": WORDS, "to": onward, "role": "desk", **TOLD}
    offices = draw(st.lists(st.sampled_from(["o0", "o1", "o2"]), unique=True, min_size=1))
    return _stage(draw, do, all=offices, verdicts=verdicts, join=join)
