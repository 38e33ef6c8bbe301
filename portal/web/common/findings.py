"""The words of every finding at a field: message id → a sentence that says how to mend it.

Owns no logic of answers. Refuses findings without words: a test looks for every id that the domain can
give. Placeholders are facts of the finding, and `%(label)s`, what the field is called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.answers import Finding
from portal.domain.rules import RuleFinding
from portal.i18n import translated
from portal.web.common.errors import spoken

FINDINGS: Final[Mapping[str, object]] = {
    "answer.required": _l("Fill in “%(label)s”"),
    "answer.too_long": _l("“%(label)s” has %(length)s characters; at most %(longest)s fit"),
    "answer.too_short": _l("“%(label)s” needs at least %(shortest)s characters"),
    "answer.not_a_whole_number": _l("“%(label)s” must be a whole number, for example 12"),
    "answer.not_a_number": _l("“%(label)s” must be a number, for example 500000"),
    "answer.too_many_decimals": _l("“%(label)s” takes at most %(decimals)s decimals, for example 1200.50"),
    "answer.too_small": _l("“%(label)s” must be %(minimum)s or more"),
    "answer.too_large": _l("“%(label)s” must be %(maximum)s or less"),
    "answer.not_a_date": _l("“%(label)s” must be a real day, for example 2026 10 9"),
    "answer.not_an_option": _l("Choose one of the offered answers to “%(label)s”"),
    "answer.not_an_account_number": _l("“%(label)s” must be the number of a bank account: 6 to 30 digits, no letters"),
    "answer.not_a_mobile_number": _l("“%(label)s” must be a mobile number of 11 digits, for example 13900000000"),
    "answer.not_an_email": _l("“%(label)s” must be an e-mail address, for example name@example.cn"),
    "answer.not_a_uscc": _l(
        "Check “%(label)s” against the business licence: 18 characters, the last one is a check character"
    ),
    "answer.not_a_person_id": _l("Check “%(label)s” against the identity card: 18 characters, the last may be X"),
    "answer.too_few_rows": _l("“%(label)s” needs at least %(minimum)s entry. Add it below"),
    "answer.too_many_rows": _l("“%(label)s” takes at most %(maximum)s entries. Remove some"),
    "correction.unchanged": _l(
        "“%(label)s” is still the answer that has to be corrected. Change it as the window says"
    ),
    "rule.sum_differs": _l(
        "The amounts add up to %(found)s, but %(expected)s is stated. Change one of them by %(difference)s"
    ),
    "rule.too_late": _l("“%(label)s” may be %(latest)s at the latest (%(limit)s)"),
    "rule.too_late_in_row": _l("Entry %(row)s: “%(label)s” may be %(latest)s at the latest (%(limit)s)"),
    "rule.in_the_past": _l("“%(label)s” cannot lie before today, %(today)s"),
    "rule.in_the_past_in_row": _l("Entry %(row)s: “%(label)s” cannot lie before today, %(today)s"),
    "rule.too_young": _l("Whoever is named under “%(label)s” must be at least %(years)s years old"),
    "rule.too_young_in_row": _l("Entry %(row)s: this person is younger than %(years)s"),
    "rule.industry_without_letter": _l("Put the letter of the section in front: %(code)s"),
    "rule.industry_of_other_section": _l(
        "Division %(division)s does not belong to section %(section)s; check the code in GB/T 4754"
    ),
    "rule.too_few": _l("“%(label)s”: at least %(minimum)s are needed here, %(found)s are entered"),
    "rule.too_many": _l("“%(label)s”: at most %(maximum)s are allowed here, %(found)s are entered"),
    "rule.none_allowed": _l("Entry %(row)s: “%(label)s” is not allowed for this person"),
    "rule.none_allowed_there": _l("This answer does not go with entry %(row)s of “%(first)s”. Choose another one"),
    "rule.amount_under": _l("This asks for a “%(first)s” of %(minimum)s or more"),
    "rule.amount_over": _l("This asks for a “%(first)s” of %(maximum)s or less"),
    "rule.share_small": _l("%(found)s of %(total)s is less than the %(percent)s %% that the law asks for"),
    "rule.share_large": _l("%(found)s of %(total)s is more than the %(percent)s %% that the law allows"),
    "rule.amount_low": _l("“%(label)s” is below %(minimum)s; the registrar will ask about it"),
    "rule.amount_high": _l(
        "“%(label)s” is above %(maximum)s. Is it within your means? The registrar may order an abnormal one corrected"
    ),
    "rule.not_among": _l("“%(first)s” is nobody of those entered under “%(second)s”"),
    "rule.repeated": _l("“%(label)s” is the same as in an earlier entry. Correct it or remove entry %(row)s"),
    "rule.must_differ": _l("“%(first)s” and “%(second)s” may not be the same person or value"),
    "rule.both_filled": _l("Fill in either “%(first)s” or “%(second)s”, not both"),
    "rule.not_an_industry_code": _l("“%(label)s” is a letter and two to four digits, for example C2740"),
    "rule.none_filled": _l("Fill in “%(first)s” or “%(second)s”"),
    "origin.not_english": _l("“%(label)s” must be in English; take out: %(found)s"),
    "origin.odd_characters": _l("“%(label)s” contains characters that forms do not take: %(found)s"),
    "origin.marks_refer": _l("Write the marks out, or N/M when there are none; “%(found)s” is refused"),
    "origin.consignee_open": _l("“%(found)s” is possible on a CO only; enter the consignee"),
    "origin.consignee_address": _l("Enter the consignee's address"),
    "origin.port_unknown": _l(
        "“%(found)s” is not in the list of ports; enter its English name or code, for example SHANGHAI"
    ),
    "origin.port_not_here": _l("Goods leave from a port in China, not from %(found)s"),
    "origin.port_not_abroad": _l("The port of discharge lies abroad, not in China: %(found)s"),
    "origin.hs": _l("“%(label)s” must be an HS code of 6, 8 or 10 digits without dots, for example 760612"),
    "origin.amount": _l("“%(label)s” must be an amount with at most two decimals, for example 8000.00"),
    "origin.amount_zero": _l("“%(label)s” must be above zero"),
    "origin.weight": _l("“%(label)s” must be a number of kilograms above zero, for example 3300 or 3300.5"),
    "origin.gross_below_net": _l("Line %(row)s: the gross weight is below the quantity, %(net)s"),
    "origin.invoice_future": _l("“%(label)s” lies after today, %(today)s. Is that right?"),
    "origin.invoice_late": _l("The invoice (%(issued)s) is dated after the departure (%(departure)s). Is that right?"),
    "origin.issuer": _l("%(kind)s is issued by %(issuers)s only"),
    "origin.not_left_yet": _l("You said that the goods have left; the day of departure cannot lie after today"),
    "origin.no_materials": _l(
        "Line %(row)s: %(criterion)s is claimed, but no material is listed; list the materials, or claim WO or PE"
    ),
    "origin.sum_differs": _l(
        "The goods add up to %(terms)s = %(found)s, but the invoice says %(expected)s. Change one of them"
    ),
    "origin.not_for_exports": _l("%(kind)s is not a certificate for exports from here; use a CO"),
    "origin.not_a_member": _l("%(country)s is not covered by %(kind)s; choose another kind, or a CO"),
    "origin.too_late": _l("The time for issuing this certificate ended on %(last)s"),
    "origin.not_after_shipment": _l("%(kind)s is not issued after shipment"),
    "origin.late_unmarked": _l("This is a late issue: choose yes, the certificate will say “%(remark)s”"),
    "origin.late_needless": _l("This is no late issue yet: choose no"),
    "origin.rule_not_entered": _l(
        "Line %(row)s: no product rule for %(hs)s has been entered; the officer will compare it with the agreement"
    ),
    "origin.other_criterion": _l("Line %(row)s: this criterion is not met, but “%(box)s” is. %(sums)s"),
    "origin.fails": _l("Line %(row)s does not originate under %(agreement)s. %(sums)s"),
    "name.other_region": _l("Choose one of: %(allowed)s"),
    "name.not_chinese": _l("Only Chinese characters may stand in “%(label)s”. Take out: %(found)s"),
    "name.has_spaces": _l("Take the spaces out of “%(label)s”"),
    "name.traditional": _l("“%(found)s” is a traditional form. Write %(standard)s instead"),
    "name.contains_form": _l("“%(word)s” is a form of organisation and stands at the end only. Take it out here"),
    "name.group": _l("“%(word)s” is for the parent company of a group; the registrar will ask for proof"),
    "name.financial_word": _l("“%(word)s” is for licensed financial business; the registrar will ask for the approval"),
    "name.word_across": _l("Trade name and industry read together contain “%(word)s”; the registrar will look at it"),
    "name.like_office": _l("“%(word)s” sounds like a public office; the registrar will look at it"),
    "name.rare_character": _l("“%(found)s” may not be a standard character. Check it in the standard list"),
    "name.too_short": _l("The trade name needs at least %(shortest)s characters"),
    "name.is_place": _l("“%(word)s” is a place, so it cannot be the trade name. Choose another word"),
    "name.contains_place": _l("The trade name contains the place “%(word)s”; the registrar will look at it"),
    "name.is_industry": _l("“%(word)s” names an industry, so it cannot be the trade name. Choose another word"),
    "name.forbidden_word": _l("“%(word)s” may not be used in a name: %(ground)s. Choose another word"),
    "name.misleading_word": _l("“%(word)s” may mislead the public; the registrar will look at it"),
    "name.national_word": _l("“%(word)s” needs the approval of the State Council. Choose another trade name"),
    "name.national_qualifier": _l("“%(word)s” may only describe the industry; the registrar will look at it"),
    "name.wrong_suffix": _l("A name of this kind of enterprise ends with one of: %(allowed)s"),
    "name.branch_form": _l("A branch is called “%(parent)s” with one of these at the end: %(allowed)s"),
    "name.zone_alone": _l("Put %(county)s in front of the development zone “%(zone)s”"),
    "name.is_zone": _l("“%(word)s” is a development zone, so it cannot be the trade name. Choose another word"),
    "name.parent_short": _l("Enter the full name of the parent as on its licence, not “%(parent)s”"),
    "name.same_elsewhere": _l(
        "“%(trade_name)s” is in use in another industry (%(industry)s). "
        "If the public could confuse the two, the name can be contested"
    ),
    "name.similar": _l(
        "Differs in one character from “%(trade_name)s” of the same industry; the name can be contested"
    ),
    "open.own": _l("You have filed this already: case %(case)s is open. Go on there, or withdraw it first"),
    "open.other": _l(
        "A case for “%(label)s” is open already, filed by somebody else. Ask the window if you know nothing of it"
    ),
    "open.granted": _l("“%(label)s”: this was granted already on %(on)s and cannot be filed again"),
    "open.of_others": _l(
        "Others act for the enterprise of “%(label)s” on this portal. If its licence names you, add it under My "
        "enterprises first; else answer that an agent files, and hand in a power of attorney"
    ),
    "standing.unlinked": _l("The account that filed is not linked with this enterprise. Check who files."),
    "standing.claim": _l("The enterprise has a policy claim that is not decided: case %(case)s"),
    "standing.award": _l("The enterprise has an award that is not paid in full: case %(case)s, %(amount)s yuan open"),
    "standing.recovery": _l("An award is being recovered from the enterprise: case %(case)s, award of %(amount)s yuan"),
    "standing.closing": _l("The enterprise is being closed: case %(case)s"),
    "standing.closed": _l("The enterprise was deregistered on %(on)s: case %(case)s. It can be paid nothing any more"),
    "name.kept_by_you": _l(
        "The name “%(trade_name)s” is kept for another filing of your own. Go on with that one; "
        "deleting that draft, or withdrawing that case, sets the name free"
    ),
    "name.taken": _l(
        "An enterprise of the same industry is already called “%(trade_name)s”. Choose another trade name; "
        "if that enterprise holds shares in yours, come to the window with the proof"
    ),
}
REQUIRED: Final[Mapping[str, object]] = {
    "choice": _l("Choose an answer to “%(label)s”"),
    "choices": _l("Tick at least one box at “%(label)s”"),
    "yes_no": _l("Choose yes or no at “%(label)s”"),
    "table": _l("Add at least one entry to “%(label)s”"),
}
GROUNDS: Final[Mapping[str, object]] = {
    "11(1)": _l("it harms the dignity or the interests of the state"),
    "11(2)": _l("it harms the public interest or public order"),
    "11(9)": _l("laws and state rules forbid it in names"),
    "11(3)": _l("it is reserved for parties, government bodies, the forces or public organisations"),
    "11(4)": _l("it is the name of a foreign country, a region or an international organisation"),
    "11(5)": _l("it is obscene, violent, superstitious or about gambling"),
    "11(6)": _l("it discriminates against a people, a race, a religion or a sex"),
    "11(7)": _l("it offends public order and good morals"),
}
NAMED_FIELDS: Final = ("first", "second")


def finding_words(finding: Finding, label_of: Callable[[str], str]) -> str:
    """One finding as a sentence; `label_of` answers what a field or a column is called."""
    facts = defaultdict(str, {name: spoken(fact) for name, fact in finding.facts.items()})
    facts["label"] = label_of(finding.at)
    for name in NAMED_FIELDS:
        if name in facts:
            facts[name] = label_of(facts[name])
    if "ground" in facts:
        facts["ground"] = str(GROUNDS.get(facts["ground"], ""))
    return str(_template(finding)) % facts + _source(finding)


def _template(finding: Finding) -> object:
    if finding.message_id == "answer.required":
        kind = str(finding.facts.get("kind", ""))
        return REQUIRED.get(kind, FINDINGS["answer.required"])
    return FINDINGS[finding.message_id]


def _source(finding: Finding) -> str:
    """The article a rule comes from, in brackets."""
    article = finding.article if isinstance(finding, RuleFinding) else None
    return _(" (%(article)s)", article=translated(article)) if article else ""
