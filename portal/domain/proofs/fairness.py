"""Fair competition: what no policy may grant or ask (公平竞争审查条例 art. 8-12, in force 2024-08-01; guide §6.3).

Owns the refusals: refunds of tax, relocation, buying local, export performance, awards for named enterprises, and an
exception of art. 12 without a reasonable term. Words are looked for where a condition cannot say it. Refuses nothing
by exception; that nothing is found is no review.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from portal.domain.conditions import facts_of
from portal.domain.policies.policy import FairGround
from portal.domain.proofs.policies import comparisons, conditions
from portal.domain.proofs.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from portal.domain.conditions import Compare
    from portal.domain.policies.facts import FactKindOf
    from portal.domain.policies.policy import Policy
    from portal.domain.proofs.problem import Place
    from portal.domain.texts import Text

    Facts = Mapping[str, FactKindOf]

LONGEST_EXCEPTION: Final = 5
"""Years: a longer exception of art. 12 has no reasonable term."""

TAX_ID: Final = re.compile(r"(^|[._])(tax|taxes|vat|local_contribution|fiscal_contribution|contribution)([._]|$)")
TAX_LABEL: Final = re.compile(r"纳税|缴税|税额|税收|税款|增值税|所得税|地方贡献|财政贡献|经济贡献|地方留成|地方财力")
TAX_WORDS: Final = re.compile(
    r"(返还|返税|退还|奖返)[^，。；]{0,8}(税|地方留成)"
    r"|(税|地方留成|地方贡献|财政贡献|经济贡献|地方财力)[^，。；]{0,12}(返还|奖励|奖补|返|给予)"
    r"|(纳税|缴税|税额|税收|税款|税金|增值税|所得税|地方贡献|财政贡献|经济贡献|地方留成|地方财力)"
    r"[^。；]{0,30}([0-9]%|百分之|全额|减半|县级(所得|实得|留存|分成))[^。；]{0,12}(返|奖|补|扶持|支持)"
    r"|先征后(返|奖|补)|即征即(奖|补)|税收优惠|纳税(大户|贡献|排名|先进)|(地方|财政|经济|综合|税收|经营|突出)贡献[^。；]{0,12}(奖|返|补|扶持)"
    r"|(以|按|根据|依据|参照)[^，。；]{0,12}(税收|税额|纳税额|税款|税费|县级财力)[^。；]{0,20}(安排|奖|返|补|扶持|拨付)"
    r"|(纳税|缴税|入库税)[^。；]{0,12}(超过|达到|满|不低于|以上)[^。；]{0,16}(奖|返|补贴|补助|扶持)|(县级|地方)(财力|留成)[^。；]{0,16}(返|奖|补|扶持)"
    r"|(tax|taxes|VAT) (refund|rebate|return)"
    r"|(refund|rebate|return|get back)[^.;]{0,30}\b(tax|taxes|VAT)\b|larg\w+ taxpayer|tax contribution"
    r"|(share|[0-9] ?%|per cent|percent|half) of (the |what )?(\w+ ){0,3}(in )?(tax|taxes|VAT)\b",
    re.IGNORECASE,
)
MOVE_ID: Final = re.compile(r"(^|[._])(relocat\w*|moved?\w*|migrat\w*|headquarters?|hq)([._]|$)")
MOVE_WORDS: Final = re.compile(
    r"迁入|迁至|迁到|迁址|搬迁(至|到|入|来)|总部(设|落|迁)|(设立|设置|引进|引入|新设)[^，。；]{0,8}总部|不(得)?(外迁|迁出|迁离)|(企业|注册|登记|税务|住所)[^，。；]{0,4}迁移"
    r"|(注册地|登记地|税务登记)[^，。；]{0,4}(变更|转移|迁)|变更(注册地|登记地)"
    r"|不(得)?搬(离|迁|出)|须?在(本县|本地|我县|当地)(设立|注册|登记)(分支|分公司|子公司|法人|公司)"
    r"|\brelocat\w*|move (its|their|the) (registration|headquarter)",
    re.IGNORECASE,
)
LOCAL_ID: Final = re.compile(r"(^|[._])(local_(purchase|purchases|procurement|content|supplier|suppliers)|buy_local)")
LOCAL_WORDS: Final = re.compile(
    r"(采购|购买|使用|选用)(本地|本县|本市|我县|县内|县域|辖区|区内|本省)|(本地|本县|县内|县域内?|辖区内?)(采购|配套|产品|供应商)"
    r"|(优先|仅限|只)(支持|奖励|补助|面向)?(本地|本县|我县)(企业|产品)|(外地|外县|县外)企业[^，。；]{0,6}(除外|不(得|予)|减半)"
    r"|buy local|local(ly)? (purchase|suppl|made|content)",
    re.IGNORECASE,
)
EXPORT_ID: Final = re.compile(r"(^|[._])exports?([._]|$)")
EXPORT_LABEL: Final = re.compile(r"出口(额|量|业绩|增|收入|总值)|创汇")
EXPORT_WORDS: Final = re.compile(
    r"(?<!不)按[^，。；]{0,8}(出口(额|量|业绩|增)|创汇)|(出口(额|量|业绩|实绩|增)|创汇)[^，。；]{0,8}每(增|1|一|满|美元|万)"
    r"|每(出口|创汇)|share of (the )?exports",
    re.IGNORECASE,
)
NAMED: Final = frozenset({"uscc", "name", "enterprise_name", "enterprise_uscc"})
ARTICLE: Final = re.compile(r"第[一二三四五六七八九十百零0-9]+条")
TWELVE: Final = re.compile(r"第(十二|12)条")
EXCEPTIONS: Final = frozenset({FairGround.SECURITY, FairGround.SCIENCE, FairGround.ENVIRONMENT})


def prove_fairness(policy: Policy, facts: Facts, texts: Iterable[tuple[Place, Text]]) -> Iterator[Problem]:
    """Every problem with fair competition; `texts` are the policy's own words with their places."""
    yield from _award_of(policy, facts)
    yield from _asked(policy, facts)
    for place, text in texts:
        yield from _words(place, text)
    yield from _review(policy)


def _award_of(policy: Policy, facts: Facts) -> Iterator[Problem]:
    """What an award is a share of, or is counted by, or graded by."""
    award = policy.award
    named: list[tuple[Place, str]] = [(("award", "of"), award.of)] if award.of else []
    named += [(("award", "units", number, "of"), one.of) for number, one in enumerate(award.units)]
    for place, condition in conditions(policy):
        if place[0] == "award" and "tiers" in place:
            named += [(place, name) for name in sorted(facts_of(condition))]
    for place, name in named:
        if _is(name, facts, by_id=TAX_ID, by_label=TAX_LABEL):
            yield problem("FAIR-TAX", place, id=name)
        if _is(name, facts, by_id=EXPORT_ID, by_label=EXPORT_LABEL):
            yield problem("FAIR-EXPORT", place, id=name)


def _asked(policy: Policy, facts: Facts) -> Iterator[Problem]:
    """What no condition may ask for: who qualifies, which tier, and what must still hold for a later part."""
    for place, compare in _compared(policy):
        for name in sorted(facts_of(compare)):
            yield from _asking(place, name, facts)
            if "tiers" in place:
                continue  # tax and exports in a tier are said of the award
            if _is(name, facts, by_id=EXPORT_ID, by_label=EXPORT_LABEL):
                yield problem("FAIR-EXPORT", place, id=name)
            if _is(name, facts, by_id=TAX_ID, by_label=TAX_LABEL):
                yield problem("FAIR-TAX", place, reason="asked", id=name)


def _asking(place: Place, name: str, facts: Facts) -> Iterator[Problem]:
    """Who is meant, and where the enterprise or its goods must come from."""
    if name in NAMED:
        yield problem("FAIR-NAMED", place, id=name)
    if _is(name, facts, by_id=MOVE_ID, by_label=MOVE_WORDS):
        yield problem("FAIR-RELOCATION", place, found=name)
    if _is(name, facts, by_id=LOCAL_ID, by_label=LOCAL_WORDS):
        yield problem("FAIR-LOCAL", place, found=name)


def _compared(policy: Policy) -> Iterator[tuple[Place, Compare]]:
    for place, condition in conditions(policy):
        yield from comparisons(condition, place)


def _is(name: str, facts: Facts, *, by_id: re.Pattern[str], by_label: re.Pattern[str]) -> bool:
    kind = facts.get(name)
    plain = name == "credit.tax_grade"  # a grade of conduct, no sum of tax
    return not plain and bool(by_id.search(name) or (kind and by_label.search(kind.label.zh)))


def _words(place: Place, text: Text) -> Iterator[Problem]:
    for code, pattern, key in (
        ("FAIR-TAX", TAX_WORDS, "id"),
        ("FAIR-RELOCATION", MOVE_WORDS, "found"),
        ("FAIR-LOCAL", LOCAL_WORDS, "found"),
        ("FAIR-EXPORT", EXPORT_WORDS, "id"),
    ):
        found = pattern.search(text.zh) or pattern.search(text.en)
        if found:
            yield problem(code, place, reason="words", **{key: found[0]})


def _review(policy: Policy) -> Iterator[Problem]:
    """The review is there in time, holds long enough, and gives its reason."""
    fair = policy.fair
    if fair.valid_until < policy.valid_until:
        yield problem("FAIR-EXPIRED", ("fair", "valid_until"), until=fair.valid_until, policy=policy.valid_until)
    if fair.reviewed_on > policy.valid_from:
        yield problem("FAIR-LATE", ("fair", "reviewed_on"), day=fair.reviewed_on, start=policy.valid_from)
    if not ARTICLE.search(fair.basis.zh):
        yield problem("FAIR-BASIS", ("fair", "basis"), reason="article", ground=fair.ground)
    if fair.ground not in EXCEPTIONS:
        return
    if not TWELVE.search(fair.basis.zh):
        yield problem("FAIR-BASIS", ("fair", "basis"), reason="exception", ground=fair.ground)
    ends = policy.valid_until
    if (ends.year, ends.month, ends.day) >= (
        policy.valid_from.year + LONGEST_EXCEPTION,
        policy.valid_from.month,
        policy.valid_from.day,
    ):
        yield problem("FAIR-TERM", ("valid", "until"), until=ends, years=LONGEST_EXCEPTION, ground=fair.ground)
