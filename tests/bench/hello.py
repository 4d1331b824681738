"""The reference of every page: the smallest Flask application, on the same server."""

from flask import Flask

app = Flask("hello")


@app.get("/")
def hello() -> str:
    return "hello"
