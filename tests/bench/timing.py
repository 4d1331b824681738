"""Two ways of doing the same thing, timed in turns."""

import time
from collections.abc import Callable

from tests.bench.report import Sample

SLICES = 10


Timer = Callable[[], float]


def seconds(do: Callable[[], object], times: int, timer: Timer) -> float:
    began = timer()
    for _ in range(times):
        do()
    return timer() - began


def compare(
    do: Callable[[], object],
    reference: Callable[[], object],
    *,
    times: int,
    rounds: int,
    timer: Timer = time.perf_counter,
) -> list[Sample]:
    """`rounds` samples of `times` calls each, in SLICES turns, so that whatever else the machine does meets both.

    A turn before, not counted, warms both up. `timer` gives seconds; `time.thread_time` counts this thread's
    processor time alone, for what neither waits nor works elsewhere.
    """
    turn = max(1, times // SLICES)
    seconds(do, turn, timer)
    seconds(reference, turn, timer)
    samples = []
    for _ in range(rounds):
        ours = theirs = 0.0
        for number in range(times // turn):
            if number % 2:
                ours += seconds(do, turn, timer)
                theirs += seconds(reference, turn, timer)
            else:
                theirs += seconds(reference, turn, timer)
                ours += seconds(do, turn, timer)
        samples.append(Sample(times // turn * turn / ours, times // turn * turn / theirs))
    return samples
