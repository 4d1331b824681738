"""`flask process xes`: the log for process mining."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.builders import a_customer, an_idea


def test_the_log_is_written_for_process_mining(app: Any, session: Any, tmp_path: Path) -> None:
    an_idea(author=a_customer())
    session.commit()
    target = tmp_path / "log.xes"
    done = app.test_cli_runner().invoke(args=["process", "xes", "--output", str(target)])
    assert done.exit_code == 0, done.output
    log = ElementTree.fromstring(target.read_text(encoding="utf-8"))
    assert len(log.findall("{http://www.xes-standard.org/}trace")) == 1
