"""The sentence and the level of every lint code of policies.

Owns the words; each says what is wrong and what to do. Every code is explained in docs/policy-language.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.definitions.findings import Level
from portal.definitions.lint_words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

LAW: Final = "Regulations on Fair Competition Review 《公平竞争审查条例》"

POLICY_WORDS: Final[Mapping[str, Words]] = {
    "POLICY-FACT": Words("facts.yaml has no fact {id!r}"),
    "POLICY-OPERATOR": Words("{op} does not work on {id!r}, which is of kind {kind}; use one of {allowed}"),
    "POLICY-VALUE": Words(
        "{value!r} cannot be compared with {id!r}: the fact is of kind {kind}",
        by_reason={
            "quotes": '{id!r} is of kind text, so its value stands in quotes: "{value}"',
            "no_quotes": "{id!r} is of kind number, so its value stands without quotes and unit: {value}",
        },
    ),
    "POLICY-OPTION": Words("{id!r} is never {option!r}"),
    "POLICY-REGION": Words(
        '{given!r} is no division code; a region is written with 2, 4 or 6 digits in quotes, for example "{meant}"'
    ),
    "POLICY-INDUSTRY": Words(
        "{given!r} is no code of GB/T 4754; write the section's letter and the digits, for example {meant}"
    ),
    "POLICY-UNIT": Words(
        "{given} is odd for {id!r}, which is in {unit}",
        Level.WARNING,
        {
            "money": "{given}{unit} are 1 billion yuan or more; {id!r} is in {unit}, not in 元: is that meant?",
            "share": "{id!r} is in per cent: {given} means {given} %; is that meant? 15 % is written 15",
        },
    ),
    "POLICY-NEVER": Words(
        "no enterprise can ever meet this",
        by_reason={
            "beside": "no enterprise can meet this and also: {other}",
            "together": "no enterprise can ever meet all of these conditions at once",
        },
    ),
    "POLICY-ALWAYS": Words(
        "every enterprise meets this, so it asks nothing; remove it or put the number right", Level.WARNING
    ),
    "TIER-NEVER": Words(
        "tier {number} is never reached: the tiers before it take everybody; put the narrower tier first"
    ),
    "TIER-GAP": Words(
        "who qualifies may be in no tier and would get nothing: {example}; add a tier, or ask for it in eligibility",
        Level.WARNING,
    ),
    "AWARD-FEN": Words("{given} yuan is finer than a fen; write at most two decimals"),
    "AWARD-UNLIMITED": Words("nothing limits one award of type {kind}; write cap or ceiling, in yuan", Level.WARNING),
    "INSTANT-SHARED": Words(
        "mode instant promises payment at once, but with pro_rata nothing is paid before the year is settled; "
        "use waiting_list, or mode commitment",
        Level.WARNING,
    ),
    "REGION-UNASKED": Words("nothing asks for {id!r}; enterprises of other counties would be paid", Level.WARNING),
    "RECOGNITION-MISSING": Words(
        "mode automatic without recognition: no list finds the enterprises; name the kind of list, or use mode instant",
        Level.WARNING,
    ),
    "RECOGNITION-UNKNOWN": Words("a list of kind {id!r} proves nothing that eligibility asks for"),
    "COMMITMENT-IDLE": Words(
        "the commitment replaces nothing: give one of materials by_commitment: true, "
        "which who commits need not hand in, or use mode instant"
    ),
    "EXCLUSIVE-ALONE": Words("no other policy is in the exclusion group {id!r}, so it excludes nothing", Level.WARNING),
    "AWARD-SHAPE": Words(
        "the award is not whole",
        by_reason={
            "missing": "an award of type {kind} needs {key}",
            "senseless": "{key} means nothing for an award of type {kind}; remove it",
            "tier": "each tier of a {kind} award has {key}, and no {other}",
        },
    ),
    "AWARD-FACT": Words(
        "{id!r} is of kind {kind}; an award is computed from a number",
        by_reason={"money": "{id!r} is no sum of money; a share is taken from a fact in 元 or 万元 (with yuan: 10000)"},
    ),
    "TRANCHES": Words(
        "the parts add up to {total}, not to 1",
        by_reason={
            "order": "this part is due after {years} years, not later than the one before it",
            "keep": "what is paid with the decision cannot wait for keep; set after_years",
        },
    ),
    "POLICY-DATES": Words("valid from {start} until {until}: the end is before the beginning"),
    "PUBLICITY-DAYS": Words("a public notice lasts 5 or 7 working days, not {days}"),
    "CERTIFICATE": Words(
        "once_per and certificate belong together",
        by_reason={
            "missing": "once_per: certificate needs the key certificate: the fact with its number",
            "idle": "certificate means nothing unless once_per is certificate; remove it",
        },
    ),
    "COMMITMENT-MODE": Words(
        "mode and commitment belong together",
        by_reason={
            "missing": "mode commitment needs the key commitment: what is promised, and until when it is checked",
            "idle": "a commitment belongs to mode commitment, not to {mode}; remove it or change the mode",
        },
    ),
    "RECOGNITION-IDLE": Words("recognition lists serve mode automatic, not {mode}; remove recognition"),
    "JOINT-SELF": Words("{id!r} is in charge already; take it out of joint"),
    "POLICY-POOL": Words("pools.yaml has no pool {id!r}; readers would see its id", Level.WARNING),
    "CEILING-LOW": Words("the ceiling of {ceiling} yuan is below one single award of {most} yuan"),
    "CREDIT-UNASKED": Words("nothing asks for {id!r}; offenders would be paid", Level.WARNING),
    "SAME-NUMBER": Words("the number {number} is also that of {other!r}"),
    "POLICY-CODE": Words("the code {used} is also that of {other!r}; case numbers would look alike"),
    "FAIR-TAX": Words(
        f"an award measured by {{id!r}} gives tax back, which is not lawful without a law or the State Council: "
        f"{LAW} art. 10 (第十条)",
        by_reason={
            "asked": f"a condition on {{id!r}} makes an award depend on tax paid: {LAW} art. 10 (第十条); "
            "tax data serve checks of size and conduct only",
            "words": f"{{id!r}} promises tax back: {LAW} art. 10 (第十条)",
        },
    ),
    "FAIR-RELOCATION": Words(
        f"{{found!r}} asks an enterprise to move here, or its registration: {LAW} art. 8 and 9 (第八条、第九条)"
    ),
    "FAIR-LOCAL": Words(
        f"{{found!r}} asks for local goods or suppliers, against the free flow of goods: {LAW} art. 9 (第九条)"
    ),
    "FAIR-EXPORT": Words(
        f"an award that depends on exports ({{id!r}}) is a prohibited subsidy (WTO SCM art. 3) and selective: "
        f"{LAW} art. 10 (第十条)"
    ),
    "FAIR-NAMED": Words(
        f"a condition on {{id!r}} picks named enterprises; a policy is open to all on equal terms: "
        f"{LAW} art. 8 and 10 (第八条、第十条)"
    ),
    "FAIR-EXPIRED": Words(
        f"the fair-competition review holds until {{until}}, the policy until {{policy}}; review it anew: "
        f"{LAW} art. 12 (第十二条)"
    ),
    "FAIR-LATE": Words(
        f"the review of {{day}} comes after the policy began on {{start}}; it must come before: {LAW} art. 8 to 12"
    ),
    "FAIR-BASIS": Words(
        "the review gives no reason",
        by_reason={
            "article": f"ground {{ground}} needs its article in fair.basis (第…条): {LAW} art. 8 to 12",
            "exception": f"ground {{ground}} is an exception; fair.basis must name art. 12 (第十二条) of the {LAW} "
            "and why it applies",
        },
    ),
    "FAIR-TERM": Words(
        f"an exception ({{ground}}) needs a reasonable term; until {{until}} is {{years}} years or more: "
        f"{LAW} art. 12 (第十二条)"
    ),
}
