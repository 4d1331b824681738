"""Figures, the one table they are printed in, and `instance/bench.json`."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

HEADINGS = (
    "figure",
    "on",
    "value",
    "unit",
    "p95 ms",
    "cpu ms",
    "ratio",
    "spread",
    "reference",
    "against the small board",
)
RIGHT = ("value", "p95 ms", "cpu ms", "ratio")


@dataclass(frozen=True)
class Sample:
    """One round: the figure, and its reference measured beside it, both as a rate per second.

    `cpu_ms`: what the server computed for one answer, all its processes together.
    """

    rate: float
    reference: float
    p95_ms: float | None = None
    cpu_ms: float | None = None

    @property
    def ratio(self) -> float:
        return self.rate / self.reference


@dataclass(frozen=True)
class Figure:
    """Medians over the rounds.

    `ratio` is speed against the reference: 1 is as fast, 0.5 takes twice as long. `lowest` and `highest` are the
    extremes of the rounds' ratios. `scale` is the ratio of this board divided by that of the small board.
    """

    name: str
    on: str
    value: float
    unit: str
    ratio: float
    lowest: float
    highest: float
    reference: str
    p95_ms: float | None = None
    cpu_ms: float | None = None
    scale: float | None = None


def figure(name: str, on: str, samples: Sequence[Sample], reference: str, unit: str = "req/s") -> Figure:
    """`unit` is a rate (".../s"), or "ms" for the time that one takes."""
    rate = median(sample.rate for sample in samples)
    ratios = [sample.ratio for sample in samples]
    return Figure(
        name=name,
        on=on,
        value=1000 / rate if unit == "ms" else rate,
        unit=unit,
        ratio=median(ratios),
        lowest=min(ratios),
        highest=max(ratios),
        reference=reference,
        p95_ms=_median(sample.p95_ms for sample in samples),
        cpu_ms=_median(sample.cpu_ms for sample in samples),
    )


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None


def table(figures: Sequence[Figure]) -> str:
    rows = [HEADINGS, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if heading in RIGHT else cell.ljust(width)
            for cell, width, heading in zip(row, widths, HEADINGS, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        figure.on,
        f"{figure.value:,.0f}" if figure.value >= 100 else f"{figure.value:,.2f}",
        figure.unit,
        "" if figure.p95_ms is None else f"{figure.p95_ms:.1f}",
        "" if figure.cpu_ms is None else f"{figure.cpu_ms:.2f}",
        f"{figure.ratio:.3f}",
        f"{figure.lowest:.3f}-{figure.highest:.3f}",
        figure.reference,
        "" if figure.scale is None else f"{figure.scale:.2f}",
    )


def write(file: Path, conditions: dict[str, Any], figures: Sequence[Figure]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    said = {**conditions, "figures": [asdict(figure) for figure in figures]}
    file.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
