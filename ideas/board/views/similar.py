"""Ideas like the one being written."""

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ideas.board import queries
from ideas.board.views.blueprint import bp, person_key, viewer_id
from ideas.web.access import public, reading, signed_in
from ideas.web.limits import limiter


@bp.get("/ideas/similar")
@public
def similar() -> ResponseReturnValue:
    asked = request.args.get("title", ""), request.args.get("story", "")
    as_json = request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"
    found = queries.similar(*asked, viewer_id=viewer_id(), explained=not as_json)
    if as_json:
        return jsonify(ideas=[{**_named(idea), "score": idea.score} for idea in found])
    return render_template("board/similar.html", similar=found)


@bp.post("/ideas/similar")
@signed_in
@reading
@limiter.limit("90/minute", key_func=person_key)
def similar_to_typed() -> ResponseReturnValue:
    """What is being written travels in the body: addresses end up in logs."""
    typed, without = request.form, request.form.get("without", type=int)
    found = queries.similar_to_typed(
        typed.get("title", ""), typed.get("story", ""), without=without, viewer_id=viewer_id()
    )
    return render_template("board/similar.html", similar=found, without=without)


def _named(idea: queries.SimilarIdea) -> dict[str, object]:
    url = url_for("board.idea", idea_id=idea.id, slug=idea.slug)
    return {"id": idea.id, "title": idea.title, "url": url}
