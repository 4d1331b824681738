"""Two ways of doing the same thing, timed in turns."""

import time
from collections.abc import Callable

from tests.bench.report import Sample


def rate(do: Callable[[], object], times: int) -> float:
    """How often a second."""
    began = time.perf_counter()
    for _ in range(times):
        do()
    return times / (time.perf_counter() - began)


def compare(
    do: Callable[[], object], reference: Callable[[], object], *, times: int, rounds: int, reference_times: int = 0
) -> list[Sample]:
    """`rounds` samples of `times` calls each, reference first and second in turn; one short round before warms both."""
    samples = []
    rate(do, max(1, times // 10)), rate(reference, max(1, times // 10))
    for number in range(rounds):
        if number % 2:
            ours = rate(do, times)
            theirs = rate(reference, reference_times or times)
        else:
            theirs = rate(reference, reference_times or times)
            ours = rate(do, times)
        samples.append(Sample(ours, theirs))
    return samples
