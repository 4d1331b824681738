"""The demo mailbox: where the mails of a demo can be read. Elsewhere these addresses do not exist."""

from flask import Response, render_template, request

from ideas.notifications.queries.mailbox import mail_named, mails
from ideas.notifications.views.blueprint import bp
from ideas.web.access import public

# The mail's own HTML: its inline styles are allowed, nothing else runs, and only the mailbox may frame it.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; frame-ancestors 'self'; "
    "sandbox allow-same-origin allow-top-navigation-by-user-activation"
)


@bp.get("/demo/mailbox")
@public
def mailbox() -> str:
    recipient = request.args.get("to", "").strip()
    return render_template("notifications/mailbox.html", mails=mails(recipient), recipient=recipient)


@bp.get("/demo/mailbox/<name>")
@public
def mail(name: str) -> str:
    return render_template("notifications/mail.html", mail=mail_named(name))


@bp.get("/demo/mailbox/<name>/html")
@public
def mail_html(name: str) -> Response:
    """The HTML as the mail program shows it; its links open in the whole window."""
    html = mail_named(name).html.replace("<head>", '<head><base target="_top">', 1)
    return Response(html, mimetype="text/html", headers={"Content-Security-Policy": MAIL_POLICY})
