"""Who may do what: roles 角色, permissions, and the predicates over (actor, facts of the case).

Owns the one readable map from role to permissions and the rules that look at the object as well.
Refuses everything that is not granted here, with `NotPermitted`. Which page a role may open at all
is declared on the view (`portal.web.common.access`), not here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from portal.domain.errors import DomainError


class Role(StrEnum):
    """The five kinds of people who sign in; everybody else only reads and verifies."""

    APPLICANT = "applicant"  # 申请人
    CLERK = "clerk"  # 窗口人员
    OFFICER = "officer"  # 审批人员
    MANAGER = "manager"  # 管理者
    ADMIN = "admin"  # 管理员

    @property
    def is_staff(self) -> bool:
        """Whether this role works for the county: shorter sessions, staff screens."""
        return self is not Role.APPLICANT


#: The key of the finance bureau 财政局 among the departments: it alone moves money.
FINANCE: Final = "finance"


class Permission(StrEnum):
    """One act a use case guards."""

    CASE_FILE = "case.file"  # 申报
    CASE_VIEW_OWN = "case.view_own"
    CASE_VIEW_ANY = "case.view_any"
    CASE_CHECK_MATERIAL = "case.check_material"  # 核对材料
    CASE_ACCEPT = "case.accept"  # 受理、补正、不予受理
    STEP_COMPLETE = "step.complete"  # 环节审查
    CASE_DECIDE = "case.decide"  # 决定
    CASE_DELIVER = "case.deliver"  # 送达
    VISIT_RECORD = "visit.record"  # 登记到现场
    CASE_ANSWER = "case.answer"  # 补正、补齐、撤回、催办、评价
    CASE_RETURN = "case.return"  # 退件
    CASE_PAUSE = "case.pause"  # 特别程序、上报
    EXTENSION_REQUEST = "extension.request"  # 申请延期
    EXTENSION_APPROVE = "extension.approve"  # 批准延期, heads of department only
    OBJECTION_ANSWER = "objection.answer"  # 答复公示异议
    FOLLOW_UP_MOVE = "follow_up.move"  # 办理工单
    FOLLOW_UP_JUDGE = "follow_up.judge"  # 差评不予认定、督办办结
    CASE_SUPERVISE = "case.supervise"  # 督办
    CASE_MOVE_VERSION = "case.move_version"  # 换版
    POLICY_MATCH = "policy.match"  # 认定名单、匹配、提出兑现建议
    FIGURES_VIEW = "figures.view"
    MONEY_VIEW = "money.view"  # 资金台账: the finance bureau and managers
    MONEY_MANAGE = "money.manage"  # 预算、支付令、银行回执: the finance bureau only
    AWARD_CHECK = "award.check"  # 核实后续拨付条件
    AWARD_RECOVER = "award.recover"  # 追回
    ADMIN_ACCOUNTS = "admin.accounts"
    ADMIN_WORKFLOWS = "admin.workflows"
    ADMIN_AUDIT = "admin.audit"


PERMISSIONS: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.APPLICANT: frozenset({Permission.CASE_FILE, Permission.CASE_VIEW_OWN, Permission.CASE_ANSWER}),
    Role.CLERK: frozenset(
        {
            Permission.CASE_VIEW_ANY,
            Permission.CASE_CHECK_MATERIAL,
            Permission.CASE_ACCEPT,
            Permission.CASE_DELIVER,
            Permission.CASE_RETURN,
            Permission.VISIT_RECORD,
        }
    ),
    Role.OFFICER: frozenset(
        {
            Permission.CASE_VIEW_ANY,
            Permission.STEP_COMPLETE,
            Permission.CASE_DECIDE,
            Permission.CASE_RETURN,
            Permission.CASE_PAUSE,
            Permission.EXTENSION_REQUEST,
            Permission.EXTENSION_APPROVE,
            Permission.OBJECTION_ANSWER,
            Permission.FOLLOW_UP_MOVE,
            Permission.CASE_MOVE_VERSION,
            Permission.VISIT_RECORD,
            Permission.POLICY_MATCH,
            Permission.MONEY_VIEW,
            Permission.MONEY_MANAGE,
            Permission.AWARD_CHECK,
            Permission.AWARD_RECOVER,
        }
    ),
    Role.MANAGER: frozenset(
        {
            Permission.MONEY_VIEW,
            Permission.CASE_VIEW_ANY,
            Permission.FIGURES_VIEW,
            Permission.CASE_SUPERVISE,
            Permission.FOLLOW_UP_JUDGE,
        }
    ),
    Role.ADMIN: frozenset(
        {
            Permission.ADMIN_ACCOUNTS,
            Permission.ADMIN_WORKFLOWS,
            Permission.ADMIN_AUDIT,
            Permission.CASE_MOVE_VERSION,
        }
    ),
}


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a permission looks at besides the role.

    `owner_id` is the account that filed; `department` the one whose step or decision is asked
    for, when the act belongs to one department; `handlers` are the departments that have a step in the case.
    """

    owner_id: int | None = None
    department: str | None = None
    handlers: frozenset[str] = frozenset()


class NotPermitted(DomainError):
    """The actor may not do this to this object; facts: `permission`, `role`."""

    message_id: ClassVar[str] = "permission.refused"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: an account seen from the domain, without secrets."""

    user_id: int
    name: str
    role: Role
    department: str | None = None
    window: str | None = None
    is_head: bool = False

    def may(self, permission: Permission, facts: CaseFacts | None = None) -> bool:
        """Whether the role grants the permission and, when facts are given, they allow it."""
        if permission not in PERMISSIONS[self.role]:
            return False
        rule = OBJECT_RULES.get(permission)
        return rule is None or facts is None or rule(self, facts)

    def require(self, permission: Permission, facts: CaseFacts | None = None) -> None:
        """Go on, or raise `NotPermitted`."""
        if not self.may(permission, facts):
            raise NotPermitted(permission=permission, role=self.role)


def owns_the_case(actor: Actor, facts: CaseFacts) -> bool:
    """An applicant sees and moves only the cases filed from the own account."""
    return facts.owner_id == actor.user_id


def belongs_to_the_department(actor: Actor, facts: CaseFacts) -> bool:
    """An officer acts only on the steps of the own department."""
    return facts.department is None or facts.department == actor.department


def handles_the_case(actor: Actor, facts: CaseFacts) -> bool:
    """An officer reads only cases in which the own department has a step (PIPL art. 6)."""
    return actor.role is not Role.OFFICER or actor.department in facts.handlers


def is_head_of_the_department(actor: Actor, facts: CaseFacts) -> bool:
    """Only the head of the responsible department approves an extension (许可法 art. 42)."""
    return actor.is_head and belongs_to_the_department(actor, facts)


def may_change_the_version(actor: Actor, facts: CaseFacts) -> bool:
    """The administrator, and the head of the responsible department, who answers for what the case then asks."""
    return actor.role is Role.ADMIN or is_head_of_the_department(actor, facts)


def is_the_finance_bureau(actor: Actor, _facts: CaseFacts) -> bool:
    """Officers of the finance bureau; a manager only looks."""
    return actor.role is Role.MANAGER or actor.department == FINANCE


def answers_for_the_award(actor: Actor, facts: CaseFacts) -> bool:
    """Officers of the policy's department, and of the finance bureau."""
    return actor.department == FINANCE or belongs_to_the_department(actor, facts)


OBJECT_RULES: Final[Mapping[Permission, Callable[[Actor, CaseFacts], bool]]] = {
    Permission.CASE_FILE: owns_the_case,
    Permission.CASE_VIEW_OWN: owns_the_case,
    Permission.CASE_VIEW_ANY: handles_the_case,
    Permission.VISIT_RECORD: handles_the_case,
    Permission.STEP_COMPLETE: belongs_to_the_department,
    Permission.CASE_DECIDE: belongs_to_the_department,
    Permission.CASE_ANSWER: owns_the_case,
    Permission.CASE_RETURN: handles_the_case,
    Permission.CASE_PAUSE: handles_the_case,
    Permission.EXTENSION_REQUEST: handles_the_case,
    Permission.EXTENSION_APPROVE: is_head_of_the_department,
    Permission.OBJECTION_ANSWER: belongs_to_the_department,
    Permission.FOLLOW_UP_MOVE: belongs_to_the_department,
    Permission.CASE_MOVE_VERSION: may_change_the_version,
    Permission.MONEY_VIEW: is_the_finance_bureau,
    Permission.MONEY_MANAGE: is_the_finance_bureau,
    Permission.AWARD_CHECK: belongs_to_the_department,
    Permission.AWARD_RECOVER: answers_for_the_award,
}
