"""`make conformance`: what the process engine exports, beside the official BPMN tools, another engine and pm4py.

Files: bpmn-moddle without warnings, bpmnlint's recommended rules without findings, the OMG's schema, and the same
hash after a modeller saved them again. Walks: bpmn-engine visits the stages that ours visits. Soundness: pm4py judges
the shipped process and hundreds of mutants as our proof does, apart from the differences listed.
None of these tools is part of the product; pm4py, under the AGPL, is only run here.
"""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

import workflow
from tests.conformance.differences import LOOP_OF_TIMERS, differences
from tests.conformance.mutants import mutants
from tests.conformance.oracle import Opinion, findings, is_sound, opinion
from tests.conformance.walks import told, wandered
from workflow import Process, bpmn

HERE = Path(__file__).parent
SCHEMA = HERE / "node_modules/bpmn-moddle/resources/bpmn/xsd/BPMN20.xsd"
WORKERS, WALKS, FEWEST = 2, 60, 200


def main() -> int:
    """Print what was measured; 1 when anything is not as it must be."""
    process = workflow.load(workflow.shipped())
    faults: list[str] = []
    with TemporaryDirectory() as folder:
        for part in (_files, _walks):
            faults += _timed(part(process, Path(folder)))
    faults += _timed(_soundness(process))
    for fault in faults:
        print(f"  NOT AS IT MUST BE  {fault}")
    print(f"{len(faults)} faults" if faults else "All as it must be")
    return bool(faults)


def _timed(part: Iterator[str]) -> list[str]:
    began = time.perf_counter()
    faults = list(part)
    print(f"  {time.perf_counter() - began:.0f} s")
    return faults


def _files(process: Process, folder: Path) -> Iterator[str]:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    files = [folder / f"{profile}.bpmn" for profile in bpmn.PROFILES]
    for profile, file in zip(bpmn.PROFILES, files, strict=True):
        file.write_text(bpmn.write(process, profile), encoding="utf-8")
    for file, said in zip(files, json.loads(_node("modellers.mjs", *files)), strict=True):
        saved = file.with_suffix(".saved.bpmn")
        invalid = [error.message for one in (file, saved) for error in _errors(schema, one)]
        again = workflow.load(bpmn.read(saved.read_bytes())).hash == process.hash
        print(
            f"{file.name}: bpmn-moddle {len(said['warnings'])} warnings, bpmnlint {len(said['findings'])} findings, "
            f"schema {len(invalid)} errors, saved again by a modeller {'the same hash' if again else 'another hash'}"
        )
        yield from (f"{file.name}: {fault}" for fault in [*said["warnings"], *said["findings"], *invalid])
        if not again:
            yield f"{file.name}: another hash after a modeller saved it"


def _errors(schema: etree.XMLSchema, file: Path) -> list[etree._LogEntry]:
    schema.validate(etree.parse(file))
    return list(schema.error_log)


def _walks(process: Process, folder: Path) -> Iterator[str]:
    walks = [*told(process), *wandered(process, WALKS)]
    flat, stays = folder / "flat.bpmn", folder / "walks.json"
    stays.write_text(json.dumps([walk.stays for walk in walks]), encoding="utf-8")
    visited = json.loads(_node("second_engine.mjs", flat, stays))
    unlike = [walk for walk, stages in zip(walks, visited, strict=True) if walk.stages != stages]
    seen = Counter(stage for walk in walks for stage in walk.stages)
    print(
        f"bpmn-engine: {len(walks) - len(unlike)} of {len(walks)} walks visit the same stages; {seen.total()} visits "
        f"of {len(seen)} stages and ends of {len(process.stages)}"
    )
    yield from (f"{walk.name}: bpmn-engine goes another way" for walk in unlike)
    yield from (f"no walk visits {stage}" for stage in process.stages.keys() - seen.keys())


def _soundness(process: Process) -> Iterator[str]:
    if not is_sound(process.text):
        yield "pm4py does not find the shipped process sound"
    # pm4py keeps state of its own in a process; a fresh one for each keeps the judgements apart.
    with get_context("spawn").Pool(WORKERS) as pool:
        opinions = pool.map(opinion, mutants(), chunksize=4)
    yield from _tell(opinions)
    for difference in differences():
        ours, theirs = findings(difference.text), is_sound(difference.text)
        print(f"  rightly unlike, {', '.join(sorted(ours))}: {difference.why}")
        if ours != difference.codes or not theirs:
            yield f"{difference.why} We say {sorted(ours)}, pm4py {'sound' if theirs else 'unsound'}"


def _tell(opinions: list[Opinion]) -> Iterator[str]:
    sound = sum(each.pm4py_sound for each in opinions)
    loops = [each for each in opinions if each.pm4py_sound and each.ours == LOOP_OF_TIMERS]
    alike = sum(each.alike for each in opinions)
    print(
        f"pm4py: the shipped process is sound; {alike} of {len(opinions)} mutants judged alike, "
        f"{sound} sound and {len(opinions) - sound} not; {len(loops)} rightly unlike, a loop of timers alone"
    )
    codes = Counter(code for each in opinions for code in each.ours)
    print("  found by us: " + ", ".join(f"{code} {n}" for code, n in codes.most_common()))
    if len(opinions) < FEWEST:
        yield f"only {len(opinions)} mutants"
    for each in opinions:
        if not each.alike and each not in loops:
            theirs = "sound" if each.pm4py_sound else "unsound"
            yield f"{each.mutant.name}: we say {sorted(each.ours) or 'sound'}, pm4py says {theirs}"


def _node(script: str, *files: Path) -> str:
    done = subprocess.run(["node", HERE / script, *files], capture_output=True, text=True, check=False)
    if done.returncode or not done.stdout:
        sys.exit(f"{script}: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
