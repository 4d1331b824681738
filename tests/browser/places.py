"""Every page there is, by who opens it: the browser tests look at all of them. A new page is one line here.

`{name}` is the number of an idea of `worlds.bank`, `{name:page}` the address of its page; a house test refuses a page
that nobody looks at.
"""

PLACES: dict[str, tuple[str, ...]] = {
    "visitor": (
        "/",
        "/how-it-works",
        "/ideas",
        "/ideas?q=niente+di+simile",
        "{fresh:page}",
        "{asked:page}",
        "{out:page}",
        "/roadmap",
        "/scorecard",
        "/accessibility",
        "/accessibility/report",
        "/privacy",
        "/cookies",
        "/news",
        "{news}",
        "/sign-in",
        "/sign-up",
        "/confirmation",
        "{confirmation}",
        "/password-reset",
        "{new_password}",
        "/nessuna-pagina",
    ),
    "giulia": (
        "/ideas",
        "/ideas/new",
        "{asked:page}",
        "{out:page}",
        "/ideas/{fresh}/receipt",
        "/ideas/{asked}/actions/answer",
        "/ideas/{fresh}/actions/withdraw",
        "/me/ideas",
        "/me/notifications",
        "/me/settings",
        "/me/privacy",
    ),
    "paola": (
        "/desk",
        "/desk?show=mine",
        "/desk/absence",
        "/desk/ideas/{asked}",
        "/desk/ideas/{signed}",
        "/desk/ideas/{out}",
        "/desk/ideas/{signed}/verdicts/legal",
        "/desk/ideas/{conditioned}/conditions/1",
        "/desk/ideas/{parked}/actions/analyse",
        "/desk/ideas/{parked}/actions/decline",
        "/desk/ideas/{parked}/actions/park",
        "/desk/announcements",
        "/desk/announcements/1",
        "/desk/calendar",
    ),
    "rita": (
        "/admin",
        "/admin/audit",
        "/admin/people",
        "/admin/people/1",
        "/admin/process",
        "/admin/process/draft",
        "/admin/process/versions/1",
    ),
}
# Pages that look different on an empty board, or where the texts are as long as they may be.
CHANGING: dict[str, tuple[str, ...]] = {
    "visitor": ("/", "/ideas", "{fresh:page}", "{out:page}", "/roadmap", "/scorecard", "/news"),
    "giulia": ("{fresh:page}", "/ideas/{fresh}/receipt", "/me/ideas", "/me/notifications", "/me/privacy"),
    "paola": ("/desk", "/desk/ideas/{fresh}", "/desk/ideas/{parked}", "/desk/announcements", "/desk/calendar"),
    "rita": ("/admin/audit", "/admin/people"),
}
# Pages with a form whose button can be pressed too early: who, address, button.
FAULTY: tuple[tuple[str, str, str], ...] = (
    ("visitor", "/sign-in", "Accedi"),
    ("visitor", "/sign-up", "Iscriviti"),
    ("visitor", "/accessibility/report", "Invia la segnalazione"),
    ("giulia", "/ideas/new", "Invia l’idea"),
    ("giulia", "{asked:page}", "Pubblica il commento"),
    ("paola", "/desk/ideas/{parked}/actions/analyse", "Avvia l’analisi"),
)
# Addresses that are no page of the site: parts of one, files, feeds, ways to somewhere else, and the mailbox of the demo.
NO_PAGES = {
    "board.similar", "static", "assets.stylesheet", "web.appearance", "operations.alive", "operations.ready", "board.feed",
    "announcements.feed", "board.numbered", "announcements.article_by_number", "admin.bpmn", "admin.definition",
    "notifications.mailbox", "notifications.mail", "notifications.mail_html",
}  # fmt: skip
