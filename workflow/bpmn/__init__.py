"""BPMN 2.0, for the process office's modeller and for analysis. This is the only door.

`write` draws a process in one of two profiles: *office* for people, *flat* for tools. Both carry the definition
whole, so that `read` gives back a text with the same hash. A foreign file is read as far as `foreign` says.
"""

from workflow.bpmn.flat import flat
from workflow.bpmn.graph import Profile
from workflow.bpmn.office import office
from workflow.bpmn.reading import read
from workflow.bpmn.writing import xml
from workflow.definition.model import Process

__all__ = ["PROFILES", "Profile", "read", "write"]

PROFILES: dict[Profile, str] = {"office": "lanes, for people", "flat": "control flow, for analysis"}


def write(process: Process, profile: Profile = "office") -> str:
    """The process as a BPMN 2.0 file: UTF-8 text, the same each time. Office takes a process without faults."""
    return xml(process, flat(process) if profile == "flat" else office(process))
