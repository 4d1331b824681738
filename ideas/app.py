"""The factory: settings, extensions, blueprints, the two tables."""

from pathlib import Path
from typing import Any

from flask import Flask
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from ideas import settings, wiring
from ideas.kernel import log
from ideas.kernel.db import db, engine_options, guard_sqlite
from ideas.web import (
    access,
    addresses,
    assets,
    compression,
    error_pages,
    filters,
    operations,
    preferences,
    shell,
    uploads,
    wording,
)
from ideas.web.limits import limiter

ROOT = Path(__file__).parent.parent
MIGRATIONS = str(Path(__file__).parent / "migrations")
LARGEST_REQUEST = 1_000_000
csrf = CSRFProtect()
login = LoginManager()
migrate = Migrate()


def create_app(overrides: dict[str, Any] | None = None, *, instance: Path | None = None) -> Flask:
    """The application. `overrides` replace settings read from the environment (tests)."""
    app = Flask(
        "ideas",
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        instance_path=str(instance or ROOT / "instance"),
    )
    values = {**settings.read(), **(overrides or {})}
    configure(app, settings.complete(values, Path(app.instance_path)))
    open_extensions(app)
    open_doors(app)
    return app


def configure(app: Flask, values: dict[str, Any]) -> None:
    secure = str(values["BASE_URL"]).startswith("https")
    app.config.update(
        values,
        SQLALCHEMY_DATABASE_URI=values["DATABASE_URL"],
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(values["DATABASE_URL"]),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        WTF_CSRF_TIME_LIMIT=8 * 3600,
        BABEL_DEFAULT_LOCALE="it",
        BABEL_DEFAULT_TIMEZONE="Europe/Rome",
        RATELIMIT_STORAGE_URI=values["RATE_LIMIT_STORAGE"],
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    log.configure(values["LOG_LEVEL"])
    if secure:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]


def open_extensions(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        guard_sqlite(db.engine)
    migrate.init_app(app, db, directory=MIGRATIONS, render_as_batch=True)
    preferences.babel.init_app(app, locale_selector=preferences.chosen_language)
    limiter.init_app(app)
    login.init_app(app)
    login.user_loader(wiring.LOAD_PERSON)


def open_doors(app: Flask) -> None:
    """Order matters: the transaction opens first and closes last."""
    app.url_map.converters["int"] = addresses.Number
    compression.init_app(app)
    shell.init_app(app)
    uploads.init_app(app)
    csrf.init_app(app)
    access.init_app(app)
    for part in (filters, wording, assets, error_pages):
        part.init_app(app)
    for blueprint in (preferences.bp, operations.bp, *wiring.BLUEPRINTS):
        app.register_blueprint(blueprint)
    wiring.install(app)
    app.context_processor(wiring.page_context)
    wiring.COMMANDS(app)
