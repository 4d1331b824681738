"""One blueprint for all of them."""

from flask import Blueprint

bp = Blueprint("admin", __name__)
