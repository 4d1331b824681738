"""`flask account create|role`: colleagues and what they may do."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import AppGroup

from ideas.accounts import commands, queries
from ideas.accounts.models import ROLES
from ideas.kernel import clock
from ideas.kernel.errors import Refusal
from ideas.kernel.jobs import transaction

group = AppGroup("account", help="Colleagues and their roles.")
a_role = click.Choice(ROLES)


@group.command("create")
@click.argument("email")
@click.option("--name", prompt=True, help="Name and surname, as customers read it.")
@click.option("--role", "roles", type=a_role, multiple=True, required=True, help="May be repeated.")
@click.password_option(help="Asked for when not given; at least 10 characters.")
def create(email: str, name: str, roles: tuple[str, ...], password: str) -> None:
    """Create a colleague who may sign in at once."""
    with _all_or_nothing():
        person = commands.create_staff(email, name, roles, password, clock.now())
        said = f"{person.name} <{person.email}>: {', '.join(sorted(person.roles))}."
    click.echo(said)


@group.command("role")
@click.argument("email")
@click.argument("roles", type=a_role, nargs=-1)
@click.option("--none", "nothing", is_flag=True, help="Take every role away: a customer like the others.")
def role(email: str, roles: tuple[str, ...], nothing: bool) -> None:
    """Show the roles of a person, or replace them with ROLES."""
    if roles and nothing:
        raise click.UsageError("Give roles or --none, not both.")
    with _all_or_nothing():
        person = queries.by_email(email)
        if person is None:
            raise click.ClickException(f"Nobody has the address {email}.")
        if roles or nothing:
            person = commands.set_roles(person.id, roles)
        said = f"{person.name} <{person.email}>: {', '.join(sorted(person.roles)) or 'customer'}."
    click.echo(said)


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    try:
        with transaction():
            yield
    except Refusal as refusal:
        raise click.ClickException(str(refusal.sentence)) from refusal
