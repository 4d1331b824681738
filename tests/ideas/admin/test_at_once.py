"""Two administrators in the same instant, on real connections: one succeeds, the other reads who was first."""

import workflow
from ideas.kernel.db import db
from tests.builders import a_colleague, an_idea
from tests.journeys.test_at_once import at_once, browsers, sends
from tests.workflow.versions.office import FASTER, LOOKED_OVER, edited

DRAFT = "/admin/process/draft"
REVIEW, PUBLICATION = f"{DRAFT}/review", f"{DRAFT}/publication"


def office(app, number):
    """That many administrators, each at a window of their own."""
    names = ("Rita Galli", "Andrea Pini", "Silvia Greco", "Nicola Ferrero")[:number]
    return {name: browsers(app, a_colleague("admin", name=name), 1)[0] for name in names}


def test_of_four_who_save_the_first_draft_one_does_and_three_read_who(app, staffed):
    windows = office(app, 4)
    texts = [edited(*FASTER), edited(*LOOKED_OVER), edited(*FASTER, *LOOKED_OVER), workflow.shipped() + "# altro\n"]
    saves = [
        sends([window], DRAFT, text=text, seen="0", save="")[0]
        for window, text in zip(windows.values(), texts, strict=True)
    ]
    answers = at_once(app, saves)
    assert sorted(answer.status for answer in answers) == [303, 409, 409, 409]
    (first,) = [name for name, answer in zip(windows, answers, strict=True) if answer.status == 303]
    kept = workflow.draft(db.session)
    assert kept.n == 1 and kept.text == texts[list(windows).index(first)]
    for answer, text in zip(answers, texts, strict=True):
        if answer.status == 409:
            assert f"{first} ha salvato la bozza prima di te" in answer.text
            assert answer.all("textarea")[0].text.strip() == text.strip(), "what was typed is still there"


def test_of_two_who_publish_one_does_and_the_other_reads_that_it_is_done(app, staffed, writer):
    an_idea("In studio", stage="analysis")
    writer.get(DRAFT).submit(DRAFT, text=edited(*FASTER), save="")
    windows = office(app, 3)
    publishers = [windows["Andrea Pini"], windows["Silvia Greco"]]
    answers = at_once(app, [sends([window], PUBLICATION, seen="1")[0] for window in publishers])
    assert sorted(answer.status for answer in answers) in ([303, 404], [303, 409])
    assert len(workflow.publications(db.session)) == 2
    assert workflow.verify(db.session) is None


def test_a_publication_against_a_save_takes_what_was_seen_or_nothing(app, staffed, writer):
    writer.get(DRAFT).submit(DRAFT, text=edited(*FASTER), save="")
    windows = office(app, 2)
    publish = sends([windows["Andrea Pini"]], PUBLICATION, seen="1")[0]
    save = sends([windows["Rita Galli"]], DRAFT, text=edited(*LOOKED_OVER), seen="1", save="")[0]
    published, saved = at_once(app, [publish, save])
    assert {published.status, saved.status} <= {303, 404, 409} and 303 in (published.status, saved.status)
    if published.status == 303:
        assert workflow.running(db.session)[1].hash == workflow.load(edited(*FASTER)).hash
    else:
        assert workflow.draft(db.session).text == edited(*LOOKED_OVER)
