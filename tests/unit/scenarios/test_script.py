"""Reading a scenario: forgiving where it can be, and otherwise told with line and advice."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from portal.definitions.findings import DefinitionsInvalid
from portal.scenarios.folder import scenario_files
from portal.scenarios.moments import read_limit, read_moment, read_span
from portal.scenarios.script import read_script
from tests.factories import calendars
from tests.factories.definitions import WORKFLOWS
from tests.factories.scenarios import FINISH, HEAD

if TYPE_CHECKING:
    from portal.scenarios.script import Script

NOW = datetime(2026, 6, 1, 1, 30, tzinfo=UTC)


def script(folder: Path, text: str) -> Script:
    file = folder / "tried.yaml"
    file.write_text(text, encoding="utf-8")
    return read_script(file)


def faults(folder: Path, steps: str, head: str = HEAD) -> list[str]:
    with pytest.raises(DefinitionsInvalid) as refused:
        script(folder, head + steps)
    return [f"{one.line}: {one.message}" for one in refused.value.findings]


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-06-01 10:00", datetime(2026, 6, 1, 2, 0, tzinfo=UTC)),
        ("2026-06-01T10:00:30", datetime(2026, 6, 1, 2, 0, 30, tzinfo=UTC)),
        ("2026-06-01T10:00:00+08:00", datetime(2026, 6, 1, 2, 0, tzinfo=UTC)),
        ("2026-06-01T02:00Z", datetime(2026, 6, 1, 2, 0, tzinfo=UTC)),
        ("2026-6-1", datetime(2026, 6, 1, 1, 0, tzinfo=UTC)),
        ("14:00", datetime(2026, 6, 1, 6, 0, tzinfo=UTC)),
        ("9:05", datetime(2026, 6, 1, 1, 5, tzinfo=UTC)),
    ],
)
def test_moments(written: str, instant: datetime) -> None:
    assert read_moment(written).instant(calendars.cn(), NOW) == instant


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2 workdays", datetime(2026, 6, 3, 1, 30, tzinfo=UTC)),
        ("14 working days", datetime(2026, 6, 22, 1, 30, tzinfo=UTC)),
        ("1 day", datetime(2026, 6, 2, 1, 30, tzinfo=UTC)),
        ("1 week", datetime(2026, 6, 8, 1, 30, tzinfo=UTC)),
        ("1 month", datetime(2026, 7, 1, 1, 30, tzinfo=UTC)),
        ("90 minutes", datetime(2026, 6, 1, 3, 0, tzinfo=UTC)),
        ("3.5 hours", datetime(2026, 6, 1, 5, 0, tzinfo=UTC)),
        ("2 workhours", datetime(2026, 6, 1, 3, 30, tzinfo=UTC)),
        ("4 office hours", datetime(2026, 6, 1, 7, 0, tzinfo=UTC)),
    ],
)
def test_spans(written: str, instant: datetime) -> None:
    assert read_span(written).after(NOW, calendars.cn()) == instant


def test_a_span_as_a_limit_is_written_elsewhere() -> None:
    assert read_span({"value": 2, "unit": "workday"}) == read_span("2 workdays")
    assert str(read_limit("10 workdays")) == "10 workday"


def test_quotes_make_no_difference(tmp_path: Path) -> None:
    steps = (
        "  - applicant: files\n    at: {0}2026-06-02 10:00{0}\n    declared: {1}\n"
        "    expect: {{acceptance: {0}2026-06-09{0}}}\n"
    )
    plain = script(tmp_path, HEAD + steps.format("", "no")).steps[0].says
    quoted = script(tmp_path, HEAD + steps.format('"', "false")).steps[0].says
    assert plain == quoted


@pytest.mark.parametrize("words", ["accepts", "accept", "Accepts", "accepts the case", "accepts_the_filing"])
def test_an_act_is_recognised_however_it_is_put(tmp_path: Path, words: str) -> None:
    verb = script(tmp_path, f"{HEAD}  - clerk: {words}\n").steps[0].verb
    assert verb is not None
    assert verb.says == "accepts"


@pytest.mark.parametrize(
    "step",
    [
        "applicant: supply corrections",
        "applicant: apply",
        "department: pass",
        "everyone: finish",
        "officer: pause",
        "window: refuse acceptance",
        "department: moves the follow up",
        "clerk: records-visit",
    ],
)
def test_the_ending_of_a_verb_makes_no_difference(tmp_path: Path, step: str) -> None:
    more = "\n    to: closed" if "follow" in step else ""
    assert script(tmp_path, f"{HEAD}  - {step}{more}\n").steps[0].verb is not None


def test_usual_words_are_understood(tmp_path: Path) -> None:
    expected = "{state: accepted, documents: [收件凭证, Notice of acceptance]}"
    steps = f"  - window: delivers\n    method: pickup\n    expect: {expected}\n"
    (step,) = script(tmp_path, HEAD + steps).steps
    assert step.says.expect is not None
    assert step.says.expect.state == "reviewing"
    assert step.says.expect.documents == ["filing_receipt", "acceptance_notice"]


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (
            "  - window: acepts\n",
            "5: 'window' cannot do 'acepts'; did you mean 'accepts'?; there is: checks, accepts,",
        ),
        ("  - window: grants\n", "5: 'grants' is not what `window` does; write `department: grants`"),
        ("  - window: [accepts]\n", "5: write what is done, for example `window: checks`"),
        ("  - windows: accepts\n", "5: unknown key 'windows'; did you mean 'window'?"),
        ("  - machine: accepts\n", "5: unknown key 'machine'; known here: applicant, window,"),
        ("  - window: checks\n    wrongs: [plans]\n", "6: unknown key 'wrongs'; did you mean 'wrong'?"),
        ("  - applicant: files\n    window: accepts\n", "6: one step is one act: applicant or window, not both"),
        ("  - at: 2026-13-01\n", "5: at: '2026-13-01' is no moment; write 2026-06-01 09:30,"),
        ("  - at: tomorrow\n", "5: at: 'tomorrow' is no moment"),
        ("  - skip: 2\n", "5: skip: 2 is no span of time; write for example 2 workdays"),
        ("  - skip: 1.5 days\n", "5: skip: '1.5 days' is no span of time"),
        ("  - expect: {stat: submitted}\n", "5: unknown key 'stat'; did you mean 'state'?"),
        ("  - {}\n", "5: this step says nothing; write an act, a time or an expectation"),
        ("  - applicant: rates\n    level: 7\n", "6: level: '7' is not one of 1, 2, 3, 4, 5"),
        ("  - expect: {state: finished}\n", "5: state: 'finished' is not one of submitted, correcting,"),
        ("  - expect:\n      promise: {due: soon}\n", "6: expect.promise.due: 'soon' is no moment"),
        ("  - expect: {documents: [receipt]}\n", "'receipt' is not one of filing_receipt,"),
        ("  - expect: {fired: [bell]}\n", "there is no timer 'bell'; there are deem_accepted,"),
        ("  - window: accepts\n    refused: no.such\n", "6: refused: there is no refusal 'no.such'"),
        ("  - applicant: rates\n", "5: the key 'level' is missing"),
        ("  - applicant: rates\n    level: 6\n", "6: level: "),
        (
            "  - applicant: files\n    case: a\n    case: b\n",
            "7: the key 'case' is written twice; the first is on line 6",
        ),
        (
            "  - window: checks\n    wrong: {plans: bad, or worse}\n",
            "a text with a comma inside { } stands in quotes",
        ),
    ],
)
def test_faults_are_told_with_line_and_advice(tmp_path: Path, step: str, told: str) -> None:
    found = faults(tmp_path, step)
    assert any(told in fault for fault in found), found


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("scenario: x\nservice: y\nsteps:\n", "say when it begins"),
        ("scenario: x\nstart: 2026-06-01\nsteps:\n", "the key 'service' is missing"),
        ("service: y\nstart: 2026-06-01\nsteps:\n", "the key 'scenario' is missing"),
        ("scenario: x\nservice: y\nstart: '10:00'\nsteps:\n", "say when it begins"),
    ],
)
def test_what_the_head_must_say(tmp_path: Path, head: str, told: str) -> None:
    assert any(told in fault for fault in faults(tmp_path, FINISH, head))


def test_the_first_step_may_say_when_it_begins(tmp_path: Path) -> None:
    read = script(tmp_path, "scenario: x\nservice: y\nsteps:\n  - at: 2026-06-01\n    applicant: files\n")
    assert read.start is None


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "  - window: acepts\n  - skip: 2\n  - expect: {stat: x}\n")) == 3


def test_the_folder_names_the_service(tmp_path: Path) -> None:
    (tmp_path / "well-permit" / "tests").mkdir(parents=True)
    file = tmp_path / "well-permit" / "tests" / "one.yaml"
    file.write_text(f"scenario: x\nstart: 2026-06-01\nsteps:\n{FINISH}", encoding="utf-8")
    assert read_script(file).service == "well-permit"
    assert scenario_files([tmp_path]) == scenario_files([tmp_path / "well-permit"]) == [file]
    assert scenario_files([file.parent]) == [file]


def test_scenarios_lie_beside_definitions() -> None:
    beside = scenario_files([WORKFLOWS / "growth-award" / "v1.yaml"])
    assert {file.parent.parent.name for file in beside} == {"growth-award"}
    assert set(beside) < set(scenario_files([WORKFLOWS]))
