"""first tables"""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None

# The full-text index of each database; models cannot say it.
FULL_TEXT = {
    "sqlite": (
        "CREATE VIRTUAL TABLE idea_fts USING fts5(title, story, content='idea_terms', content_rowid='idea_id', tokenize='unicode61')",
        'CREATE TRIGGER idea_terms_added AFTER INSERT ON idea_terms BEGIN INSERT INTO idea_fts(rowid, title, story) VALUES (new.idea_id, new.title, new.story); END',
        "CREATE TRIGGER idea_terms_removed AFTER DELETE ON idea_terms BEGIN INSERT INTO idea_fts(idea_fts, rowid, title, story) VALUES ('delete', old.idea_id, old.title, old.story); END",
        "CREATE TRIGGER idea_terms_changed AFTER UPDATE ON idea_terms BEGIN INSERT INTO idea_fts(idea_fts, rowid, title, story) VALUES ('delete', old.idea_id, old.title, old.story); INSERT INTO idea_fts(rowid, title, story) VALUES (new.idea_id, new.title, new.story); END",
    ),
    "postgresql": (
        "ALTER TABLE idea_terms ADD COLUMN vector tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', story), 'C')) STORED",
        "ALTER TABLE idea_terms ADD COLUMN title_vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', title)) STORED",
        'CREATE INDEX ix_idea_terms_title_vector ON idea_terms USING gin (title_vector)',
        'CREATE INDEX ix_idea_terms_vector ON idea_terms USING gin (vector)',
    ),
}


def upgrade() -> None:
    op.create_table('category',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('name_en', sa.String(length=80), nullable=False),
    sa.Column('icon', sa.String(length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_category')),
    sa.UniqueConstraint('name', name=op.f('uq_category_name')),
    sa.UniqueConstraint('slug', name=op.f('uq_category_slug'))
    )
    op.create_table('idea_tally',
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('category_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('ideas', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('status', 'category_id', name=op.f('pk_idea_tally'))
    )
    op.create_table('lease',
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('holder', sa.String(length=64), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_lease'))
    )
    op.create_table('outbox',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('payload', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('delivered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('dead_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error', sa.String(length=200), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox')),
    sa.UniqueConstraint('key', name=op.f('uq_outbox_key'))
    )
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_waiting', ['due_at', 'id'], unique=False, sqlite_where=sa.text('delivered_at IS NULL AND dead_at IS NULL'), postgresql_where=sa.text('delivered_at IS NULL AND dead_at IS NULL'))

    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('password_hash', sa.String(length=255), nullable=False),
    sa.Column('stamp', sa.String(length=64), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('mails', sa.Boolean(), nullable=False),
    sa.Column('unread', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('email', name=op.f('uq_person_email'))
    )
    op.create_table('process_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('drafted_by', sa.Integer(), nullable=True),
    sa.Column('approved_by', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_process_version')),
    sa.UniqueConstraint('key', 'hash', name=op.f('uq_process_version_key_hash')),
    sa.UniqueConstraint('key', 'n', name=op.f('uq_process_version_key_n'))
    )
    op.create_table('idea',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('story', sa.Text(), nullable=False),
    sa.Column('category_id', sa.Integer(), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('author_name', sa.String(length=80), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('stage', sa.String(length=40), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('votes', sa.Integer(), nullable=False),
    sa.Column('imported_votes', sa.Integer(), nullable=False),
    sa.Column('comments', sa.Integer(), nullable=False),
    sa.Column('score', sa.Float(), nullable=False),
    sa.Column('promised_on', sa.Date(), nullable=True),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.Column('submission', sa.String(length=64), nullable=True),
    sa.Column('external_id', sa.String(length=120), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_idea_author_id_person')),
    sa.ForeignKeyConstraint(['category_id'], ['category.id'], name=op.f('fk_idea_category_id_category')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['idea.id'], name=op.f('fk_idea_merged_into_id_idea')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea')),
    sa.UniqueConstraint('external_id', name=op.f('uq_idea_external_id')),
    sa.UniqueConstraint('submission', name=op.f('uq_idea_submission'))
    )
    with op.batch_alter_table('idea', schema=None) as batch_op:
        batch_op.create_index('ix_idea_author', ['author_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_idea_merged_into_id'), ['merged_into_id'], unique=False)
        batch_op.create_index('ix_idea_status_category_id_comments', ['status', 'category_id', 'comments', 'id'], unique=False)
        batch_op.create_index('ix_idea_status_category_id_created_at', ['status', 'category_id', 'created_at', 'id'], unique=False)
        batch_op.create_index('ix_idea_status_category_id_score', ['status', 'category_id', 'score', 'id'], unique=False)
        batch_op.create_index('ix_idea_status_category_id_votes', ['status', 'category_id', 'votes', 'id'], unique=False)
        batch_op.create_index('ix_idea_status_comments', ['status', 'comments', 'id'], unique=False)
        batch_op.create_index('ix_idea_status_created_at', ['status', 'created_at', 'id'], unique=False)
        batch_op.create_index('ix_idea_status_moved_at', ['status', 'moved_at', 'id'], unique=False)
        batch_op.create_index('ix_idea_status_score', ['status', 'score', 'id'], unique=False)
        batch_op.create_index('ix_idea_status_votes', ['status', 'votes', 'id'], unique=False)

    op.create_table('person_role',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_role_person_id_person')),
    sa.PrimaryKeyConstraint('person_id', 'role', name=op.f('pk_person_role'))
    )
    with op.batch_alter_table('person_role', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_role_role'), ['role'], unique=False)

    op.create_table('process_case',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('process_key', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('stage', sa.String(length=40), nullable=False),
    sa.Column('public', sa.String(length=40), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('back', sa.String(length=40), nullable=True),
    sa.Column('row_version', sa.Integer(), nullable=False),
    sa.Column('head', sa.String(length=64), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_by', sa.Integer(), nullable=True),
    sa.Column('last_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['process_version.id'], name=op.f('fk_process_case_version_id_process_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_process_case')),
    sa.UniqueConstraint('process_key', 'subject_id', name=op.f('uq_process_case_process_key_subject_id'))
    )
    with op.batch_alter_table('process_case', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_process_case_author_id'), ['author_id'], unique=False)
        batch_op.create_index('ix_process_case_public_entered_at', ['public', 'entered_at', 'id'], unique=False)
        batch_op.create_index('ix_process_case_stage_entered_at', ['stage', 'entered_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_process_case_version_id'), ['version_id'], unique=False)

    op.create_table('announcement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('idea_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('row_version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('written_by_id', sa.Integer(), nullable=True),
    sa.Column('submitted_by_id', sa.Integer(), nullable=True),
    sa.Column('approved_by_id', sa.Integer(), nullable=True),
    sa.Column('publish_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['approved_by_id'], ['person.id'], name=op.f('fk_announcement_approved_by_id_person')),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_announcement_idea_id_idea')),
    sa.ForeignKeyConstraint(['submitted_by_id'], ['person.id'], name=op.f('fk_announcement_submitted_by_id_person')),
    sa.ForeignKeyConstraint(['written_by_id'], ['person.id'], name=op.f('fk_announcement_written_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_announcement')),
    sa.UniqueConstraint('idea_id', name=op.f('uq_announcement_idea_id'))
    )
    with op.batch_alter_table('announcement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_announcement_approved_by_id'), ['approved_by_id'], unique=False)
        batch_op.create_index('ix_announcement_publish', ['publish_at'], unique=False)
        batch_op.create_index('ix_announcement_published', ['published_at', 'id'], unique=False)
        batch_op.create_index('ix_announcement_state_publish', ['state', 'publish_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_announcement_submitted_by_id'), ['submitted_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_announcement_written_by_id'), ['written_by_id'], unique=False)

    op.create_table('comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('idea_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('author_name', sa.String(length=80), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('official', sa.Boolean(), nullable=False),
    sa.Column('external_id', sa.String(length=120), nullable=True),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_comment_idea_id_idea')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_comment_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment')),
    sa.UniqueConstraint('external_id', name=op.f('uq_comment_external_id'))
    )
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.create_index('ix_comment_idea', ['idea_id', 'id'], unique=False)
        batch_op.create_index('ix_comment_person', ['person_id', 'id'], unique=False)

    op.create_table('follow',
    sa.Column('idea_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_follow_idea_id_idea')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_follow_person_id_person')),
    sa.PrimaryKeyConstraint('idea_id', 'person_id', name=op.f('pk_follow'))
    )
    with op.batch_alter_table('follow', schema=None) as batch_op:
        batch_op.create_index('ix_follow_person', ['person_id', 'idea_id'], unique=False)

    op.create_table('idea_terms',
    sa.Column('idea_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('story', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_terms_idea_id_idea')),
    sa.PrimaryKeyConstraint('idea_id', name=op.f('pk_idea_terms'))
    )
    op.create_table('idea_update',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('idea_id', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('action', sa.String(length=40), nullable=False),
    sa.Column('status_from', sa.String(length=40), nullable=False),
    sa.Column('status_to', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_idea_update_by_id_person')),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_update_idea_id_idea')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_update')),
    sa.UniqueConstraint('idea_id', 'seq', name=op.f('uq_idea_update_idea_id_seq'))
    )
    with op.batch_alter_table('idea_update', schema=None) as batch_op:
        batch_op.create_index('ix_idea_update_person', ['by_id', 'id'], unique=False)

    op.create_table('process_clock',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('running_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('budget_left', sa.Integer(), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('stopped_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('missed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['process_case.id'], name=op.f('fk_process_clock_case_id_process_case')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_process_clock')),
    sa.UniqueConstraint('case_id', 'name', 'round', name=op.f('uq_process_clock_case_id_name_round'))
    )
    with op.batch_alter_table('process_clock', schema=None) as batch_op:
        batch_op.create_index('ix_process_clock_due_at', ['due_at'], unique=False)

    op.create_table('process_event',
    sa.Column('case_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('on_behalf_of_id', sa.Integer(), nullable=True),
    sa.Column('action', sa.String(length=85), nullable=False),
    sa.Column('from_stage', sa.String(length=40), nullable=False),
    sa.Column('to_stage', sa.String(length=40), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('fields', sa.Text(), nullable=False),
    sa.Column('prev_hash', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['process_case.id'], name=op.f('fk_process_event_case_id_process_case')),
    sa.ForeignKeyConstraint(['version_id'], ['process_version.id'], name=op.f('fk_process_event_version_id_process_version')),
    sa.PrimaryKeyConstraint('case_id', 'seq', name=op.f('pk_process_event'))
    )
    with op.batch_alter_table('process_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_process_event_actor_id'), ['actor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_process_event_at'), ['at'], unique=False)

    op.create_table('process_event_text',
    sa.Column('case_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('seq', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('field', sa.String(length=40), nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['process_case.id'], name=op.f('fk_process_event_text_case_id_process_case')),
    sa.PrimaryKeyConstraint('case_id', 'seq', 'field', name=op.f('pk_process_event_text'))
    )
    op.create_table('process_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('stage', sa.String(length=40), nullable=False),
    sa.Column('slot', sa.String(length=40), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('opened_seq', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('assignee_id', sa.Integer(), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('timer', sa.String(length=40), nullable=True),
    sa.Column('warned_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('on_behalf_of_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['process_case.id'], name=op.f('fk_process_step_case_id_process_case')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_process_step')),
    sa.UniqueConstraint('case_id', 'opened_seq', 'slot', name=op.f('uq_process_step_case_id_opened_seq_slot'))
    )
    with op.batch_alter_table('process_step', schema=None) as batch_op:
        batch_op.create_index('ix_process_step_assignee_open', ['assignee_id', 'due_at', 'id'], unique=False, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.create_index('ix_process_step_due_open', ['due_at'], unique=False, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.create_index('ix_process_step_role_open', ['role', 'due_at', 'id'], unique=False, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.create_index('ix_process_step_timer_open', ['due_at', 'id'], unique=False, sqlite_where=sa.text('closed_at IS NULL AND timer IS NOT NULL'), postgresql_where=sa.text('closed_at IS NULL AND timer IS NOT NULL'))
        batch_op.create_index('uq_process_step_single_open', ['case_id'], unique=True, sqlite_where=sa.text("closed_at IS NULL AND slot = ''"), postgresql_where=sa.text("closed_at IS NULL AND slot = ''"))
        batch_op.create_index('uq_process_step_verdict', ['case_id', 'round', 'stage', 'slot'], unique=True, sqlite_where=sa.text("slot <> ''"), postgresql_where=sa.text("slot <> ''"))

    op.create_table('vote',
    sa.Column('idea_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_vote_idea_id_idea')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_vote_person_id_person')),
    sa.PrimaryKeyConstraint('idea_id', 'person_id', name=op.f('pk_vote'))
    )
    with op.batch_alter_table('vote', schema=None) as batch_op:
        batch_op.create_index('ix_vote_person', ['person_id', 'idea_id'], unique=False)

    op.create_table('announcement_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('announcement_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('what', sa.String(length=12), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['announcement_id'], ['announcement.id'], name=op.f('fk_announcement_change_announcement_id_announcement')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_announcement_change_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_announcement_change'))
    )
    with op.batch_alter_table('announcement_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_announcement_change_announcement_id'), ['announcement_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_announcement_change_by_id'), ['by_id'], unique=False)

    op.create_table('notification',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('event_key', sa.String(length=60), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('idea_id', sa.Integer(), nullable=False),
    sa.Column('update_id', sa.Integer(), nullable=True),
    sa.Column('comment_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_notification_comment_id_comment')),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_notification_idea_id_idea')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_notification_person_id_person')),
    sa.ForeignKeyConstraint(['update_id'], ['idea_update.id'], name=op.f('fk_notification_update_id_idea_update')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notification')),
    sa.UniqueConstraint('event_key', 'person_id', name=op.f('uq_notification_event_key_person_id'))
    )
    with op.batch_alter_table('notification', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notification_idea_id'), ['idea_id'], unique=False)
        batch_op.create_index('ix_notification_person', ['person_id', 'id'], unique=False)

    op.create_table('process_obligation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_by', sa.Integer(), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.String(length=20), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['process_case.id'], name=op.f('fk_process_obligation_case_id_process_case')),
    sa.ForeignKeyConstraint(['step_id'], ['process_step.id'], name=op.f('fk_process_obligation_step_id_process_step')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_process_obligation')),
    sa.UniqueConstraint('step_id', name=op.f('uq_process_obligation_step_id'))
    )
    with op.batch_alter_table('process_obligation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_process_obligation_case_id'), ['case_id'], unique=False)

    for statement in FULL_TEXT[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE idea_fts")
    with op.batch_alter_table('process_obligation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_process_obligation_case_id'))

    op.drop_table('process_obligation')
    with op.batch_alter_table('notification', schema=None) as batch_op:
        batch_op.drop_index('ix_notification_person')
        batch_op.drop_index(batch_op.f('ix_notification_idea_id'))

    op.drop_table('notification')
    with op.batch_alter_table('announcement_change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_announcement_change_by_id'))
        batch_op.drop_index(batch_op.f('ix_announcement_change_announcement_id'))

    op.drop_table('announcement_change')
    with op.batch_alter_table('vote', schema=None) as batch_op:
        batch_op.drop_index('ix_vote_person')

    op.drop_table('vote')
    with op.batch_alter_table('process_step', schema=None) as batch_op:
        batch_op.drop_index('uq_process_step_verdict', sqlite_where=sa.text("slot <> ''"), postgresql_where=sa.text("slot <> ''"))
        batch_op.drop_index('uq_process_step_single_open', sqlite_where=sa.text("closed_at IS NULL AND slot = ''"), postgresql_where=sa.text("closed_at IS NULL AND slot = ''"))
        batch_op.drop_index('ix_process_step_timer_open', sqlite_where=sa.text('closed_at IS NULL AND timer IS NOT NULL'), postgresql_where=sa.text('closed_at IS NULL AND timer IS NOT NULL'))
        batch_op.drop_index('ix_process_step_role_open', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.drop_index('ix_process_step_due_open', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.drop_index('ix_process_step_assignee_open', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))

    op.drop_table('process_step')
    op.drop_table('process_event_text')
    with op.batch_alter_table('process_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_process_event_at'))
        batch_op.drop_index(batch_op.f('ix_process_event_actor_id'))

    op.drop_table('process_event')
    with op.batch_alter_table('process_clock', schema=None) as batch_op:
        batch_op.drop_index('ix_process_clock_due_at')

    op.drop_table('process_clock')
    with op.batch_alter_table('idea_update', schema=None) as batch_op:
        batch_op.drop_index('ix_idea_update_person')

    op.drop_table('idea_update')
    op.drop_table('idea_terms')
    with op.batch_alter_table('follow', schema=None) as batch_op:
        batch_op.drop_index('ix_follow_person')

    op.drop_table('follow')
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index('ix_comment_person')
        batch_op.drop_index('ix_comment_idea')

    op.drop_table('comment')
    with op.batch_alter_table('announcement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_announcement_written_by_id'))
        batch_op.drop_index(batch_op.f('ix_announcement_submitted_by_id'))
        batch_op.drop_index('ix_announcement_state_publish')
        batch_op.drop_index('ix_announcement_published')
        batch_op.drop_index('ix_announcement_publish')
        batch_op.drop_index(batch_op.f('ix_announcement_approved_by_id'))

    op.drop_table('announcement')
    with op.batch_alter_table('process_case', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_process_case_version_id'))
        batch_op.drop_index('ix_process_case_stage_entered_at')
        batch_op.drop_index('ix_process_case_public_entered_at')
        batch_op.drop_index(batch_op.f('ix_process_case_author_id'))

    op.drop_table('process_case')
    with op.batch_alter_table('person_role', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_person_role_role'))

    op.drop_table('person_role')
    with op.batch_alter_table('idea', schema=None) as batch_op:
        batch_op.drop_index('ix_idea_status_votes')
        batch_op.drop_index('ix_idea_status_score')
        batch_op.drop_index('ix_idea_status_moved_at')
        batch_op.drop_index('ix_idea_status_created_at')
        batch_op.drop_index('ix_idea_status_comments')
        batch_op.drop_index('ix_idea_status_category_id_votes')
        batch_op.drop_index('ix_idea_status_category_id_score')
        batch_op.drop_index('ix_idea_status_category_id_created_at')
        batch_op.drop_index('ix_idea_status_category_id_comments')
        batch_op.drop_index(batch_op.f('ix_idea_merged_into_id'))
        batch_op.drop_index('ix_idea_author')

    op.drop_table('idea')
    op.drop_table('process_version')
    op.drop_table('person')
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_waiting', sqlite_where=sa.text('delivered_at IS NULL AND dead_at IS NULL'), postgresql_where=sa.text('delivered_at IS NULL AND dead_at IS NULL'))

    op.drop_table('outbox')
    op.drop_table('lease')
    op.drop_table('idea_tally')
    op.drop_table('category')
