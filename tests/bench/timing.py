"""Two ways of doing the same thing, timed in turns."""

import time
from collections.abc import Callable

from tests.bench.report import Sample

SLICES = 10


def seconds(do: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        do()
    return time.perf_counter() - began


def compare(do: Callable[[], object], reference: Callable[[], object], *, times: int, rounds: int) -> list[Sample]:
    """`rounds` samples of `times` calls each, in SLICES turns, so that whatever else the machine does meets both.

    A turn before, not counted, warms both up.
    """
    turn = max(1, times // SLICES)
    seconds(do, turn)
    seconds(reference, turn)
    samples = []
    for _ in range(rounds):
        ours = theirs = 0.0
        for number in range(times // turn):
            if number % 2:
                ours += seconds(do, turn)
                theirs += seconds(reference, turn)
            else:
                theirs += seconds(reference, turn)
                ours += seconds(do, turn)
        samples.append(Sample(times // turn * turn / ours, times // turn * turn / theirs))
    return samples
