"""The scenes performed through the same commands as in life, inside one transaction."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

import workflow
from ideas.accounts import commands as accounts
from ideas.accounts.models import CUSTOMER, STAFF, Person, PersonRole
from ideas.announcements import commands as announcements
from ideas.announcements.models import Announcement, AnnouncementChange
from ideas.board import commands as board
from ideas.board.models import Category, CategoryPerson, Idea
from ideas.board.policy import rank
from ideas.cli.demo import script
from ideas.cli.demo.house import House
from ideas.cli.demo.past import Past
from ideas.cli.demo.script import Scene
from ideas.evaluation import commands as evaluation
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.ids import new_token

STAFF_SINCE, CUSTOMERS_SINCE = timedelta(days=900), timedelta(days=400)
BETWEEN_VOTES = timedelta(minutes=11)
NOT_FIELDS = ("days", "time", "by", "do")


class Stage:
    """Who is who and which idea is which, while the scenes run."""

    def __init__(self, at: datetime, password: str) -> None:
        self.at = at
        self.password_hash = accounts.hash_password(password)
        self.people: dict[str, Person] = {}
        self.ideas: dict[str, int] = {}
        self.categories: dict[str, int] = {}
        self.past = Past(at)
        self.house = House()

    def furnish(self) -> None:
        """Categories and people."""
        bank = script.bank()
        self.people = {key: self._person(key, said) for key, said in bank["people"].items()}
        db.session.add_all(self.people.values())
        self.categories = {row.slug: row.id for row in board.install_categories()}
        for key, slugs in bank["desks"].items():
            rows = [CategoryPerson(category_id=self.categories[s], person_id=self.people[key].id) for s in slugs]
            db.session.add_all(rows)

    def _person(self, key: str, said: Mapping[str, Any]) -> Person:
        roles = said.get("roles", ())
        since = self.at - (STAFF_SINCE if roles else CUSTOMERS_SINCE)
        return Person(
            email=f"{key}@{said.get('domain', 'demo.example')}", name=said["name"], kind=STAFF if roles else CUSTOMER,
            password_hash=self.password_hash, stamp=new_token(), created_at=since, confirmed_at=since,
            role_rows=[PersonRole(role=role) for role in roles],
        )  # fmt: skip

    def play(self, scene: Scene) -> None:
        """Perform one scene, then let the past be past: what was told then is not told again now."""
        perform = {
            script.SUBMIT: self._submit,
            script.ACTION: self._act,
            script.VERDICT: self._verdict,
            script.CLAIM: self._claim,
            script.COMMENT: self._comment,
            script.WRITTEN: self._write,
            script.APPROVED: self._approve,
            script.PUBLISHED: self._publish,
            script.HOUSE: self._moderate,
        }[scene.kind]
        perform(scene)
        self.past.settle(scene.at)

    def _submit(self, scene: Scene) -> None:
        said, author = scene.words, self.people[scene.by]
        category_id = self.categories[said["category"]]
        idea = board.submit_idea(
            author_id=author.id, title=said["title"], story=said["story"].strip(), category_id=category_id, at=scene.at
        )
        self.ideas[scene.key] = idea.id
        voters, total = said.get("voters", ()), said.get("votes", 0)
        for n, voter in enumerate(voters, start=1):
            board.vote(idea.id, self.people[voter].id, scene.at + n * BETWEEN_VOTES)
        for follower in said.get("followers", ()):
            board.follow(idea.id, self.people[follower].id, scene.at + BETWEEN_VOTES)
        earlier = {"votes": total, "imported_votes": total - len(voters), "score": rank(total, scene.at)}
        if total > len(voters):
            db.session.execute(update(Idea).where(Idea.id == idea.id).values(earlier))

    def _act(self, scene: Scene) -> None:
        fields = {name: self._value(value, scene) for name, value in scene.words.items() if name not in NOT_FIELDS}
        idea_id, action = self.ideas[scene.key], scene.words["do"]
        evaluation.act(idea_id, action, self.people[scene.by], fields, expected_version=None, at=scene.at)
        self._date_draft(idea_id, scene.at)

    def _value(self, value: str, scene: Scene) -> str:
        """A text, "@key" for the number of an idea, "+60" for the day sixty days later."""
        if value.startswith("@"):
            return str(self.ideas[value[1:]])
        if value.startswith("+"):
            return (clock.local_date(scene.at) + timedelta(days=int(value))).isoformat()
        return value

    def _date_draft(self, idea_id: int, at: datetime) -> None:
        """The draft that a release makes is dated by the wall clock: here the release was long ago."""
        drafts = select(Announcement.id).where(Announcement.idea_id == idea_id, Announcement.created_at > at)
        changes = update(AnnouncementChange).where(AnnouncementChange.announcement_id.in_(drafts))
        db.session.execute(changes.values(at=at).execution_options(synchronize_session=False))
        late = update(Announcement).where(Announcement.idea_id == idea_id, Announcement.created_at > at)
        db.session.execute(late.values(created_at=at).execution_options(synchronize_session="fetch"))

    def _verdict(self, scene: Scene) -> None:
        said = scene.words
        evaluation.give_verdict(
            self.ideas[scene.key], said["office"], said["verdict"], said.get("reason", ""), self.people[scene.by],
            expected_round=None, at=scene.at,
        )  # fmt: skip

    def _claim(self, scene: Scene) -> None:
        evaluation.claim(self.ideas[scene.key], scene.words["claim"], self.people[scene.by], scene.at)

    def _comment(self, scene: Scene) -> None:
        idea_id, person = self.ideas[scene.key], self.people[scene.by]
        board.add_comment(idea_id=idea_id, person=person, text=scene.words["comment"], at=scene.at)

    def _write(self, scene: Scene) -> None:
        said = scene.words
        announcements.submit(
            self._announcement(scene), title=said["title"], text=said["text"], publish_at=said["publish_at"],
            person_id=self.people[scene.by].id, expected_version=None, at=scene.at,
        )  # fmt: skip

    def _approve(self, scene: Scene) -> None:
        announcements.approve(
            self._announcement(scene), person_id=self.people[scene.by].id, publish_at=scene.words["publish_at"],
            expected_version=None, at=scene.at,
        )  # fmt: skip

    def _publish(self, scene: Scene) -> None:
        announcements.publish_announcement(self._announcement(scene), scene.at)

    def _moderate(self, scene: Scene) -> None:
        person = self.people[scene.by] if scene.by else None
        self.house.play(scene.words["step"], scene.words, self.ideas[scene.key], person, scene.at)

    def _announcement(self, scene: Scene) -> int:
        chosen = select(Announcement.id).where(Announcement.idea_id == self.ideas[scene.key])
        return db.session.scalars(chosen).one()


def perform(at: datetime, password: str) -> tuple[int, int]:
    """Fill an empty database; how many people and ideas. The caller commits."""
    workflow.install(db.session, workflow.shipped(), by_id=None, at=at - STAFF_SINCE)
    _version, process = workflow.running(db.session)
    stage = Stage(at, password)
    stage.furnish()
    for scene in script.scenes(process.calendar, clock.local_date(at)):
        stage.play(scene)
    workflow.watch(db.session, at=at, limit=len(stage.ideas))  # who was late in the past is not told today
    stage.past.close()
    return len(stage.people), len(stage.ideas)


def is_empty() -> bool:
    """Whether nobody and nothing is there yet."""
    return not any(db.session.scalar(select(func.count()).select_from(table)) for table in (Person, Idea, Category))
