"""pm4py as a second opinion: is the flat profile of a definition a sound workflow net?

Woflan after H. M. W. Verbeek, T. Basten, W. van der Aalst, "Diagnosing Workflow Processes using Woflan", The Computer
Journal 44 (2001): from every state that can be reached the end can be, with nothing left over, and nothing is dead.
"""

import warnings
from typing import NamedTuple

from pm4py.algo.analysis.woflan import algorithm as woflan
from pm4py.objects.bpmn.importer.variants import lxml as importer
from pm4py.objects.conversion.bpmn import converter

import workflow
from tests.conformance.mutants import Mutant, without_anywhere
from workflow import bpmn
from workflow.definition import reading

# It names faster solvers that it does not find.
warnings.filterwarnings("ignore", module="pm4py")
# What our proof says about the flow; the other codes are about what BPMN does not show.
FLOW = frozenset({"unreachable", "action_dead", "stuck", "no_way_out", "join_not_total", "join_shadowed"})


class Opinion(NamedTuple):
    """`ours` are the codes of our findings."""

    mutant: Mutant
    ours: frozenset[str]
    pm4py_sound: bool

    @property
    def alike(self) -> bool:
        return bool(self.ours) != self.pm4py_sound and self.ours <= FLOW


def opinion(mutant: Mutant) -> Opinion:
    """Both judgements. A case must be able to end without being withdrawn, too, so pm4py is asked about that as well
    where withdrawing is part of the definition."""
    sound = is_sound(mutant.text) and (not mutant.is_open or is_sound(without_anywhere(mutant.text)))
    return Opinion(mutant, findings(mutant.text), sound)


def findings(text: str) -> frozenset[str]:
    """The codes of everything that `workflow.load` finds."""
    try:
        workflow.load(text)
    except workflow.InvalidProcess as invalid:
        return frozenset(finding.code for finding in invalid.findings)
    return frozenset()


def is_sound(text: str) -> bool:
    """What pm4py says of the flat profile."""
    xml = bpmn.write(reading.read(text), "flat")
    net, start, end = converter.apply(importer.import_from_string(xml))
    settings = {
        woflan.Parameters.PRINT_DIAGNOSTICS: False,
        woflan.Parameters.RETURN_DIAGNOSTICS: False,
        woflan.Parameters.RETURN_ASAP_WHEN_NOT_SOUND: False,
    }
    return bool(woflan.apply(net, start, end, parameters=settings))
