"""One blueprint for all of them."""

from flask import Blueprint

bp = Blueprint("notifications", __name__)
