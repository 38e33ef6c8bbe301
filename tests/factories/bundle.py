"""The small definition turned into a bundle that uses parts, papers, redirects, steps of the applicant and waiting."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from tests.factories.definitions import SMALL, edit, scratch

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories.faults import Changes

OTHER: Final = "culture-permit"
BESIDE: Final = """waiting:
  name: {zh: 申请人整改, en: The applicant puts things in order}
  basis: {zh: 《行政许可法》第四十五条, en: "Administrative Licensing Law, article 45"}
urgent:
  when: {fact: place_kind, op: eq, value: lodging}
  target: {value: 24, unit: hour}
  basis: {zh: 峡江县加急办理公告, en: County announcement on urgent cases}
one_open: {by: place_name, among: places}
decision_words:
  granted: {zh: 准予开业决定书, en: Permit to open}
  notes:
    - {zh: "{place_name}凭编号{permit_no}开业", en: "{place_name} opens under {permit_no}."}
redirects:
  - when: {fact: place_kind, op: eq, value: culture}
    to: culture-permit
    reason: {zh: 娱乐场所另行办理（《娱乐场所管理条例》第九条）, en: "Another permit (Regulations, article 9)"}
parts:
  - id: hygiene
    name: {zh: 卫生许可, en: Hygiene permit}
    steps: [review, rectify, site_check, decision]
    materials: [plans, test_report, hygiene_rules]
    gives: [review_no, permit_no]
    alone: 3
  - id: air
    name: {zh: 通风系统备案, en: Air conditioning}
    when: {fact: central_air, op: is_true}
    steps: [air_check]
    materials: [air_report, plans]
    gives: [air_no, air_paper]
    needs: [review_no]
    alone: 2
papers:
  - id: progress
    title: {zh: 办理进度告知书, en: Notice of progress}
    at: step_passed
    step: review
    layout: letter
    abbreviation: {zh: 进, en: Pr.}
    paragraphs:
      - {zh: "{place_name}的申请材料已经审查，编号{review_no}。", en: "{place_name} was reviewed as {review_no}."}
  - id: air_paper
    title: {zh: 通风系统核查证明, en: Proof of the air check}
    at: granted
    layout: certificate
    when: {fact: central_air, op: is_true}
    paragraphs:
      - {zh: "经核查合格，{today}发给{applicant}。", en: "Passed; issued to {applicant} on {today}."}
    rows:
      - {label: {zh: 编号, en: Number}, field: air_no}
title: [place_name]"""
STEPS: Final = """  - id: rectify
    name: {zh: 现场整改, en: Putting the place in order}
    department: health
    kind: applicant
    after: [review]
    limit: {value: 20, unit: day}
    limits:
      - {when: {fact: floor_area, op: gt, value: 5000}, limit: {value: 30, unit: day}}
    missed: lapse
    basis: {zh: 《公共场所卫生管理条例实施细则》, en: Implementing Rules}
    results:
      - {id: ready_on, kind: date, label: {zh: 完成日期, en: Ready on}}
  - id: air_check
    name: {zh: 通风系统核查, en: Check of the air conditioning}
    department: health
    after: [review, rectify]
    limit: {value: 1, unit: workday}
    limits:
      - {when: {fact: floor_area, op: gt, value: 9000}, limit: {value: 2, unit: workday}}
    not_before:
      step: rectify
      limit: {value: 10, unit: day}
      basis: {zh: 《公共场所卫生管理条例实施细则》, en: Implementing Rules}
    basis: {zh: 《公共场所卫生管理条例实施细则》, en: Implementing Rules}
    results:
      - {id: air_no, kind: text, label: {zh: 核查编号, en: Number of the check}, max_length: 40}
  - id: decision
"""
PHOTO: Final = """  - id: photo
    name: {zh: 整改后现场照片, en: Photographs of the place}
    necessity: required
    source: applicant
    acquisition: upload
    medium: copy
    at_step: rectify
    basis: {zh: 《公共场所卫生管理条例实施细则》, en: Implementing Rules}

steps:
  - id: review
"""
REVIEWED: Final = """    results:
      - {id: review_no, kind: text, label: {zh: 审查编号, en: Number of the review}, max_length: 40}
  - id: site_check
"""
BUNDLE: Final[Changes] = (
    ("title: [place_name]", BESIDE),
    (
        "    when: {fact: central_air, op: is_true}\n    basis: {zh: 《公共场所",
        "    obtain: {licence: AIR_TEST}\n    basis: {zh: 《公共场所",
    ),
    ("\nsteps:\n  - id: review\n", PHOTO),
    ("  - id: site_check\n", REVIEWED),
    ("  - id: decision\n", STEPS),
    ("    kind: decision\n    after: [site_check]", "    kind: decision\n    after: [site_check, rectify, air_check]"),
    ("id: licence_uscc, kind: uscc,", "id: licence_uscc, kind: uscc, prefill: enterprise_uscc,"),
)


def bundle(folder: Path, *changes: tuple[str, str]) -> Path:
    """The bundle in a scratch folder, beside the service to which it leads on; with further edits."""
    scratch(folder)
    (folder / OTHER).mkdir()
    shutil.copy(folder / SMALL / "v1.yaml", folder / OTHER / "v1.yaml")
    return edit(folder, *BUNDLE, *changes)
