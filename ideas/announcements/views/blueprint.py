"""One blueprint for all of them."""

from flask import Blueprint

bp = Blueprint("announcements", __name__)
