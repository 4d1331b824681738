"""drafts, pictures and versions of ideas; answers to comments; votes recorded for others; teams of the areas"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade() -> None:
    add_columns()
    add_tables()
    with op.batch_alter_table("comment") as batch:
        batch.add_column(sa.Column("parent_id", sa.Integer()))
        batch.add_column(sa.Column("useful", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("edited_at", INSTANT))
        batch.create_foreign_key(op.f("fk_comment_parent_id_comment"), "comment", ["parent_id"], ["id"])
        batch.create_index("ix_comment_parent", ["parent_id", "id"])
        batch.create_index("ix_comment_idea_useful", ["idea_id", "useful", "id"])
    with op.batch_alter_table("vote") as batch:
        batch.add_column(sa.Column("channel", sa.String(length=10), nullable=False, server_default=""))
        batch.add_column(sa.Column("by_id", sa.Integer()))
        batch.create_foreign_key(op.f("fk_vote_by_id_person"), "person", ["by_id"], ["id"])
        batch.create_index(op.f("ix_vote_by_id"), ["by_id"])


def add_columns() -> None:
    op.add_column("category", sa.Column("team", sa.String(length=80), nullable=False, server_default=""))
    op.add_column("idea", sa.Column("proxy_votes", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("idea", sa.Column("signature", sa.String(length=10), nullable=False, server_default="name"))
    op.add_column("idea", sa.Column("edited_at", INSTANT))
    op.add_column("idea", sa.Column("pictures", sa.Integer(), nullable=False, server_default="0"))


def add_tables() -> None:
    op.create_table(
        "category_person",
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        key("category_person", "category_id", "category"),
        key("category_person", "person_id", "person"),
        sa.PrimaryKeyConstraint("category_id", "person_id", name=op.f("pk_category_person")),
    )
    op.create_index(op.f("ix_category_person_person_id"), "category_person", ["person_id"])
    op.create_table(
        "idea_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("category_id", sa.Integer()),
        sa.Column("signature", sa.String(length=10), nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        key("idea_draft", "person_id", "person"),
        key("idea_draft", "category_id", "category"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_draft")),
        sa.UniqueConstraint("token", name=op.f("uq_idea_draft_token")),
    )
    op.create_index("ix_idea_draft_person", "idea_draft", ["person_id", "saved_at"])
    add_pictures()
    op.create_table(
        "idea_version",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        key("idea_version", "idea_id", "idea"),
        sa.PrimaryKeyConstraint("idea_id", "n", name=op.f("pk_idea_version")),
    )
    add_marks()


def add_pictures() -> None:
    op.create_table(
        "idea_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=43), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("draft_id", sa.Integer()),
        sa.Column("idea_id", sa.Integer()),
        sa.Column("alt", sa.String(length=200), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        key("idea_picture", "person_id", "person"),
        key("idea_picture", "draft_id", "idea_draft"),
        key("idea_picture", "idea_id", "idea"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_picture")),
        sa.UniqueConstraint("key", name=op.f("uq_idea_picture_key")),
    )
    for column in ("person_id", "draft_id", "idea_id"):
        op.create_index(op.f(f"ix_idea_picture_{column}"), "idea_picture", [column])


def add_marks() -> None:
    op.create_table(
        "comment_useful",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        key("comment_useful", "comment_id", "comment"),
        key("comment_useful", "person_id", "person"),
        sa.PrimaryKeyConstraint("comment_id", "person_id", name=op.f("pk_comment_useful")),
    )
    op.create_index("ix_comment_useful_person", "comment_useful", ["person_id", "comment_id"])
    op.create_table(
        "proxy_vote",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("by_id", sa.Integer()),
        sa.Column("at", INSTANT, nullable=False),
        key("proxy_vote", "idea_id", "idea"),
        key("proxy_vote", "by_id", "person"),
        sa.PrimaryKeyConstraint("idea_id", "mark", name=op.f("pk_proxy_vote")),
    )
    op.create_index(op.f("ix_proxy_vote_mark"), "proxy_vote", ["mark"])
    op.create_index(op.f("ix_proxy_vote_by_id"), "proxy_vote", ["by_id"])


def downgrade() -> None:
    with op.batch_alter_table("vote") as batch:
        batch.drop_index(op.f("ix_vote_by_id"))
        batch.drop_constraint(op.f("fk_vote_by_id_person"), type_="foreignkey")
        batch.drop_column("by_id")
        batch.drop_column("channel")
    for table in ("proxy_vote", "comment_useful", "idea_version", "idea_picture", "idea_draft", "category_person"):
        op.drop_table(table)
    with op.batch_alter_table("comment") as batch:
        batch.drop_index("ix_comment_idea_useful")
        batch.drop_index("ix_comment_parent")
        batch.drop_constraint(op.f("fk_comment_parent_id_comment"), type_="foreignkey")
        for column in ("edited_at", "useful", "parent_id"):
            batch.drop_column(column)
    for column in ("pictures", "edited_at", "signature", "proxy_votes"):
        op.drop_column("idea", column)
    op.drop_column("category", "team")
