"""The map from roles to permissions, and the rules that look at the case."""

import pytest

from portal.domain.permissions import PERMISSIONS, Actor, CaseFacts, NotPermitted, Permission, Role

OWNER = Actor(7, "甲某", Role.APPLICANT)
OFFICER = Actor(8, "乙某", Role.OFFICER, department="market")
CLERK = Actor(9, "丙某", Role.CLERK, window="3")


def test_every_role_has_its_permissions() -> None:
    assert PERMISSIONS.keys() == set(Role)


def test_every_permission_is_given_to_somebody() -> None:
    assert frozenset().union(*PERMISSIONS.values()) == set(Permission)


def test_only_applicants_are_not_staff() -> None:
    assert [role for role in Role if not role.is_staff] == [Role.APPLICANT]


def test_owners_see_their_own_cases_only() -> None:
    assert OWNER.may(Permission.CASE_VIEW_OWN, CaseFacts(owner_id=7))
    assert not OWNER.may(Permission.CASE_VIEW_OWN, CaseFacts(owner_id=8))


def test_officers_work_for_their_department_only() -> None:
    assert OFFICER.may(Permission.STEP_COMPLETE, CaseFacts(department="market"))
    assert not OFFICER.may(Permission.STEP_COMPLETE, CaseFacts(department="tax"))


def test_a_window_serves_every_case() -> None:
    CLERK.require(Permission.CASE_ACCEPT, CaseFacts(owner_id=1, department="tax"))


def test_the_version_of_a_case_is_changed_by_the_administrator_or_the_head_of_its_department() -> None:
    head = Actor(10, "丁某", Role.OFFICER, department="market", is_head=True)
    admin = Actor(11, "戊某", Role.ADMIN)
    market, tax = CaseFacts(department="market"), CaseFacts(department="tax")
    assert head.may(Permission.CASE_MOVE_VERSION, market)
    assert admin.may(Permission.CASE_MOVE_VERSION, tax)
    assert not head.may(Permission.CASE_MOVE_VERSION, tax)
    assert not OFFICER.may(Permission.CASE_MOVE_VERSION, market)


@pytest.mark.parametrize(
    ("actor", "permission"),
    [
        (OWNER, Permission.CASE_ACCEPT),
        (CLERK, Permission.CASE_DECIDE),
        (OFFICER, Permission.CASE_ACCEPT),
        (OFFICER, Permission.FIGURES_VIEW),
        (CLERK, Permission.ADMIN_ACCOUNTS),
    ],
)
def test_what_is_not_given_is_refused(actor: Actor, permission: Permission) -> None:
    with pytest.raises(NotPermitted) as refused:
        actor.require(permission)
    assert refused.value.facts == {"permission": permission, "role": actor.role}
