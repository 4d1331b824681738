"""The sentences of templates, remembered in each language.

Jinja and Flask-Babel look the catalogue up and fill the sentence in anew each time, also when there is nothing to fill
in; a page says about a hundred of them.
"""

from functools import lru_cache

from flask import Flask
from flask_babel import get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from ideas.kernel.i18n import language

REMEMBERED = 8192


@lru_cache(maxsize=REMEMBERED)
def _singular(_lang: str, sentence: str) -> str:
    return str(get_translations().ugettext(sentence))


@lru_cache(maxsize=REMEMBERED)
def _plural(_lang: str, one: str, many: str, number: int) -> str:
    return str(get_translations().ungettext(one, many, number))


def _trusted(sentence: str) -> Markup:
    return Markup(sentence)  # noqa: S704 (the catalogue is ours; what is filled in is escaped)


@lru_cache(maxsize=REMEMBERED)
def _unfilled(sentence: str) -> Markup:
    return _trusted(sentence) % {}


def _filled(sentence: str, context: EvalContext, values: dict[str, object]) -> str:
    """`values` in their places, escaped where the template escapes."""
    if not context.autoescape:
        return sentence % values
    return _trusted(sentence) % values if values else _unfilled(sentence)


@pass_eval_context
def gettext(context: EvalContext, sentence: str, /, **values: object) -> str:
    return _filled(_singular(language(), sentence), context, values)


@pass_eval_context
def ngettext(context: EvalContext, one: str, many: str, number: int, /, **values: object) -> str:
    return _filled(_plural(language(), one, many, number), context, {"num": number, **values})


def init_app(app: Flask) -> None:
    """After Flask-Babel, whose functions these replace."""
    app.jinja_env.globals.update({"_": gettext, "gettext": gettext, "ngettext": ngettext})
