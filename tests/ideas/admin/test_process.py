"""The process page, its versions, and a text under check."""

import pytest

import workflow
from tests.builders import a_colleague, a_customer, an_idea
from tests.statements import statements

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def admin(staffed, signed_in):
    return signed_in(a_colleague("admin", name="Rita Galli"))


def test_only_administrators_see_it(app, client, signed_in):
    for path in ("/admin", "/admin/process", "/admin/process/draft", "/admin/process/versions/1"):
        assert client.get(path).path.startswith("/sign-in")
        assert signed_in(a_customer()).get(path).status == 403
        assert signed_in(a_colleague("pm")).get(path).status == 403


def test_the_picture_and_the_table_say_the_same(admin):
    an_idea("Una", stage="evaluation")
    page = admin.get("/admin/process")
    (drawing,) = page.all(f"{SVG}svg", class_="pmap")
    drawn = " ".join(drawing.itertext())
    stages = workflow.load(workflow.shipped()).stages
    rows = page.all("th", scope="row")
    assert drawing.get("role") == "img" and "Smistamento, Valutazione del product manager" in drawn
    assert len(page.all(f"{SVG}rect", class_="p-node")) == len(stages)
    assert sum(stage.title.in_("it") in "".join(row.itertext()) for stage in stages.values() for row in rows) >= len(
        stages
    )
    assert "Aperte ora" in page.text


def test_the_page_costs_a_fixed_number_of_statements(admin):
    admin.get("/admin/process")
    for n in range(3):
        an_idea(f"Idea {n}", stage="analysis")
    with statements() as sql:
        admin.get("/admin/process")
    assert sql.count <= 7, sql


def test_a_version_shows_its_text_its_stories_and_its_files(admin):
    page = admin.get("/admin/process").client.get("/admin/process/versions/1")
    assert "[stage.triage]" in page.source and "a complaint leaves the board" in page.text
    office = admin.get("/admin/process/versions/1/office.bpmn")
    assert "<bpmn:definitions" in office.source or "<definitions" in office.source
    text = admin.get("/admin/process/versions/1/definition.toml")
    assert text.source == workflow.shipped()
    assert 'filename="process-1.toml"' in text.headers["Content-Disposition"]
    assert workflow.bpmn.read(admin.get("/admin/process/versions/1/flat.bpmn").source) is not None


def test_what_does_not_exist_is_not_found(admin):
    assert admin.get("/admin/process/versions/99").status == 404
    assert admin.get("/admin/process/versions/99/flat.bpmn").status == 404


def test_a_text_without_faults_passes_and_is_drawn(admin):
    page = admin.get("/admin/process/draft").submit("/admin/process/draft")
    assert page.status == 200 and page.all(f"{SVG}svg", class_="pmap")
    assert "Tutti i controlli passano" in page.text and not page.all("li", class_="checkrow--bad")


def test_a_typo_is_named_with_its_line_and_the_nearest_name_and_the_text_is_kept(admin):
    typed = workflow.shipped().replace('to = "analysis"', 'to = "analisys"', 1)
    line = typed.splitlines().index('to = "analisys"') + 1
    page = admin.get("/admin/process/draft").submit("/admin/process/draft", text=typed)
    assert page.status == 422 and f"Riga {line} " in page.text
    assert "Volevi dire «analysis»?" in page.text and "target_unknown" in page.text
    assert page.all("textarea")[0].text.strip() == typed.strip()


def test_a_case_that_gets_stuck_is_shown_step_by_step_and_in_red(admin):
    typed = workflow.shipped().replace("clear = true\n", "")
    page = admin.get("/admin/process/draft").submit("/admin/process/draft", text=typed)
    assert page.status == 422
    assert page.all("ol", class_="cex")
    assert page.all(f"{SVG}path", class_="p-edge--bad") and page.all(f"{SVG}circle", class_="p-dot")
    assert "Passa al product manager" in page.text


@pytest.mark.parametrize("typed", ["", "key = [", "[process]\nkey = 1", "x" * 300_000])
def test_what_is_no_definition_is_refused_with_sentences(admin, typed):
    page = admin.get("/admin/process/draft").submit("/admin/process/draft", text=typed)
    assert page.status == 422 and page.all(f"{SVG}svg", class_="pmap") == []
