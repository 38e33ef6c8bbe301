"""The words of every refusal: message id of a `DomainError` → a sentence to be translated.

Owns no logic. A test checks that every DomainError class has its entry here. Placeholders are
facts of the error: `%(name)s`.
"""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

MESSAGES: Final[Mapping[str, object]] = {
    "domain.refused": _l("This is not possible now."),
    "not_found": _l("There is no such thing, or your account may not see it."),
    "permission.refused": _l("Your account may not do this."),
    # accounts
    "account.credentials_wrong": _l("User name or password is wrong."),
    "account.locked": _l("Too many wrong passwords. Try again after %(until)s."),
    "account.username_taken": _l("The user name %(username)s is taken. Choose another one, or sign in."),
    "account.own": _l("You cannot close your own account or give up your own role. Ask another administrator."),
    "account.role_fixed": _l(
        "An applicant's account stays one, and so does a staff account. Whoever is both has two accounts."
    ),
    "account.department_needed": _l("Choose the department the officer works for."),
    # filing
    "draft.changed_meanwhile": _l("This draft was saved in another window. Open it again before you change more."),
    "draft.already_submitted": _l("This draft was already submitted, as case %(case)s."),
    "draft.outdated": _l(
        "Version %(version)s of this service is in use now. Open the draft again; what you typed is kept."
    ),
    "filing.not_declared": _l("Tick the declaration before you submit."),
    "filing.form_incomplete": _l("Some answers are missing or wrong. Open the task list and finish what is marked."),
    "upload.too_large": _l("The file is too large. Choose a smaller one."),
    "upload.kind_unknown": _l("The file is neither a PDF nor a picture. Choose a PDF, JPEG or PNG file."),
    "upload.empty": _l("The file is empty. Choose another one."),
    "upload.too_many": _l("This material takes at most %(most)s files. Remove one first."),
    "enterprise.not_representative": _l(
        "The business licence names somebody else as legal representative. Only they can add the enterprise; an agent"
        " files with a power of attorney."
    ),
    "obtaining.consent_needed": _l("Tick your consent before another register is asked."),
    "obtaining.nothing_found": _l("The register has no such document. Please upload the file."),
    "obtaining.register_silent": _l("The register does not answer now. Please upload the file, or try again later."),
    "obtaining.subject_unknown": _l(
        "Fill in the credit code of an enterprise you act for first; then the register can be asked."
    ),
    "obtaining.no_longer_good": _l("%(name)s is not valid any more. Please upload a new one."),
    # the life of a case
    "case.move_not_allowed": _l("The case has moved on, so this can no longer be done."),
    "case.changed_meanwhile": _l(
        "Somebody changed this case while you were looking at it. Nothing was stored; open it again."
    ),
    "case.broken_history": _l("The record of this case is damaged. The administrator must check it."),
    "case.belongs_elsewhere": _l("With these answers another service must be used: %(reasons)s"),
    "case.materials_missing": _l("Required materials are missing. Add them, then submit."),
    "case.materials_not_checked": _l(
        "Some required materials are not yet checked as correct, so the case cannot be accepted."
    ),
    "case.no_such_material": _l("The checklist of this case has no such material, so it may not be asked for."),
    "case.note_needed": _l("Say what is wrong with the material, so that the applicant can mend it."),
    "case.acceptance_still_running": _l("The time for accepting has not run out yet."),
    "case.step_not_open": _l("This step is not open: it is done already, or its turn has not come."),
    "case.checklist_open": _l("Tick every point of the checklist before the step can pass."),
    "case.opinion_needed": _l("A negative outcome needs its reasons in writing. Enter an opinion."),
    "case.result_missing": _l("Enter every result this step must bring."),
    "case.result_invalid": _l("A result is not in the form its field takes. Please enter it again."),
    "case.grant_not_possible": _l("A department did not pass its step, so the case can only be refused."),
    "enterprise.other_kind": _l(
        "The credit code %(uscc)s is that of another kind of entity: its second character must be %(expected)s."
    ),
    "names.columns_missing": _l("The first row must name the columns. Missing: %(columns)s"),
    "name.taken_meanwhile": _l("Somebody else was faster: the name “%(trade_name)s” is taken. Choose another one."),
    "enterprise.known": _l("The credit code %(uscc)s belongs to an enterprise that exists already. Check it."),
    "case.receiver_needed": _l("Enter who received the result."),
    "case.visit_already_recorded": _l("This person's presence in this half-day is recorded already; it counts once."),
    "case.visit_out_of_range": _l("A visit cannot lie before the filing day or in the future."),
    "case.visit_person_needed": _l("Enter who came."),
    # beside the ordinary way
    "case.materials_owed": _l("A promised material has not come in or is not in order, so nothing can be granted yet."),
    "case.acceptance_ran_out": _l("The time for accepting has run out: by law this case counts as accepted."),
    "case.nothing_to_correct": _l("Mark at least one material or answer that must be corrected."),
    "case.no_such_field": _l("The form of this service has no such question, so it may not be asked for."),
    "case.not_marked": _l("Only what the notice marks can be changed."),
    "case.correction_incomplete": _l("Something the notice marks is not corrected yet."),
    "case.correction_too_late": _l(
        "The time for correcting has run out; the filing counts as withdrawn. You can file again."
    ),
    "case.clock_still_running": _l("The time has not run out yet."),
    "case.timer_not_set": _l("Nothing is due here any more: the case has moved on."),
    "case.reason_needed": _l("Enter the reason; it must be given in writing."),
    "case.agency_needed": _l("Name the agency that is competent."),
    "case.no_such_procedure": _l(
        "The definition of this service names no such special procedure, so it cannot stop the clock."
    ),
    "case.no_superior": _l("This service needs no approval by a superior."),
    "case.expected_too_long": _l("The definition of this service allows at most %(most)s."),
    "case.not_extendable": _l("The time limits of this service cannot be extended."),
    "case.extension_used": _l("The time limit was extended already; the law allows it once."),
    "case.extension_pending": _l("An extension was asked for already and is not answered yet."),
    "case.no_extension_pending": _l("No extension is waiting for an answer."),
    "case.extension_too_long": _l("The law allows an extension of at most %(most)s."),
    "case.extension_too_late": _l(
        "The time limit has run out already, so it cannot be extended; the delay stays on record."
    ),
    "case.nothing_owed": _l("This material was not promised, or it is in order already."),
    "case.files_needed": _l("Choose at least one file."),
    "case.applicants_step": _l("The applicant does this step; nobody else can complete it."),
    "case.step_too_early": _l("Not possible before %(on)s, counted from “%(since)s”."),
    "case.step_waits_for": _l("Not possible before “%(since)s” is done and its time has passed."),
    "case.step_too_late": _l("The time for this step has run out. The case ends; please start again."),
    "case.result_in_future": _l("The days of this step cannot lie after today: report it once it is done."),
    "case.applicant_step_incomplete": _l("Enter and hand in everything this step asks for."),
    "case.tolerance_too_late": _l("The time for handing this in has run out; the application counts as withdrawn."),
    "case.promise_not_allowed": _l(
        "This material cannot follow later, or an earlier promise of yours was not kept. Hand it in now."
    ),
    "case.commitment_not_offered": _l("This service takes no commitment in place of materials."),
    "case.notice_ends_by_itself": _l("A public notice ends with its time, or when an objection is upheld."),
    "case.notice_not_running": _l("This public notice is over or does not exist, so no objection can be lodged."),
    "case.objection_incomplete": _l("Say who objects, how to reach you, and why."),
    "case.no_such_objection": _l("This objection was answered already, or does not exist."),
    "case.urged_today": _l("You have urged today already. You can do so again tomorrow."),
    "case.already_rated": _l("You have rated this case already. Thank you."),
    "case.no_such_follow_up": _l("There is no such follow-up in this case."),
    "case.follow_up_move_not_allowed": _l("The follow-up has moved on, so this can no longer be done."),
    "case.no_such_department": _l("This department has no part in the case."),
    # going on under another version of the service
    "case.version_same": _l("The case goes by version %(version)s already, or this is another service."),
    "case.version_reason": _l("Say why the case goes on under version %(version)s."),
    "case.version_steps_gone": _l("Steps were begun that the other version does not know: %(steps)s."),
    "case.version_steps_order": _l("Open steps would have to wait under the other version: %(steps)s."),
    "case.version_steps_failed": _l("A failed step would mean something else under the other version: %(steps)s."),
    "case.version_materials": _l("The other version requires materials that this case does not have: %(materials)s."),
    "case.version_answers": _l("The other version asks what this applicant was never asked: %(fields)s."),
    "case.version_correction": _l(
        "The applicant was told to hand in something that the other version does not know: %(items)s."
    ),
    "throttle.too_many": _l("This was tried too often from here. Wait an hour, or call the window."),
    "enquiry.wrong": _l("Number and query code do not belong together. Check both against the receipt."),
    # documents
    "document.not_ready": _l("The document was issued; its PDF is being made. Try again in a few seconds."),
    "code.mistyped": _l("This is not a verification code. Check it against the printed one."),
    "number.invalid": _l("The number cannot be made: %(part)s is out of range."),
    # policies
    "fact.not_declarable": _l("This is not stated by the enterprise itself: it comes from a department."),
    "fact.invalid": _l("Enter a value of the kind that is asked for."),
    "fact.industry_unknown": _l(
        "Give the code of the industry, for example C39 or C3911, or the name of a section, for example 制造业. "
        "The code stands in your tax registration."
    ),
    "fact.day_invalid": _l("Enter the day on which this held, today at the latest, for example 2026-9-30."),
    "shared.consent_missing": _l("Nothing was asked: tick that you agree to the query first."),
    "shared.silent": _l("The data-sharing platform does not answer now. Try again later, or state the facts yourself."),
    "list.unreadable": _l("The file cannot be read as a list."),
    "list.columns_missing": _l("Columns are missing in the list: %(columns)s."),
    "list.nothing_new": _l("Nothing was imported: the list holds no line that is both right and new."),
    "list.title_missing": _l("Enter the name or number of the document the list is from."),
    "claim.before": _l("The enterprise has a claim for this policy and period already: case %(case)s."),
    "claim.amount_needs_reason": _l(
        "The amount differs from the computed one. Enter the reason as the opinion, or take the computed amount."
    ),
    "run.unfinished": _l("This run did not look at every enterprise. Match again, then propose."),
    "proposal.answered": _l("This proposal was answered already, or its time has run out."),
    # definitions, calendar and clock
    "service.unknown": _l("The portal does not offer this service. Look along the shelves on the start page."),
    # versions
    "service.withdrawn": _l("This service has not been offered since %(since)s. %(reason)s"),
    "offering.withdrawn_already": _l("The service is withdrawn already, from %(since)s."),
    "offering.not_withdrawn": _l("The service is offered, or will be on that day."),
    "offering.no_way_on": _l("“%(service)s” cannot be filed itself on that day. Choose another service instead."),
    "publishing.not_ready": _l(
        "The version is not ready: %(errors)s errors, %(scenarios)s failures of scenarios, "
        "%(documents)s documents that cannot be printed. Nothing was published."
    ),
    "publishing.already": _l("Version %(version)s is published already."),
    "publishing.overtaken": _l("Version %(version)s is published already, so this one would never be used."),
    "publishing.in_past": _l("Today is %(today)s. Enter today or a later day."),
    "publishing.too_early": _l("The version before takes effect on %(earliest)s. Enter that day or a later one."),
    "publishing.changed_meanwhile": _l(
        "The file was changed while you were looking at it. Nothing was published; look at version %(version)s again."
    ),
    "case.version_not_in_force": _l("Version %(version)s is not in use yet, so no case can be moved to it."),
    "limit.invalid": _l("%(value)s is not a time limit."),
    "pause.invalid": _l("The pause ends before it begins."),
    "extension.unit_mismatch": _l("An extension must be counted in the same unit as the limit."),
    "calendar.year_not_loaded": _l("The calendar of %(year)s is not loaded. The administrator must import it."),
    "calendar.naive_instant": _l("The instant has no time zone."),
    "calendar.invalid": _l("The calendar contradicts itself. The administrator must check the notice."),
    "calendar.notice_differs": _l(
        "The year %(year)s has a published notice already, with other days: %(days)s. Say if this is a correction."
    ),
    "calendar.notice_unreadable": _l("The file cannot be used. %(faults)s"),
    "calendar.busy": _l("Somebody else is loading a notice at this moment. Try again."),
    "condition.invalid": _l("A rule of this service is not valid. The administrator must check its definition."),
    "condition.type_mismatch": _l(
        "A rule of this service does not fit the answer. The administrator must check its definition."
    ),
    # certificates of origin
    "origin.unclear": _l("The figures mean nothing: check HS codes and values (%(what)s: %(value)s)."),
    "rate.refused": _l("The row has %(count)s faults; nothing was stored."),
    "rate.last_day_outside": _l("The last day must lie between %(since)s and %(until)s, the days of this row"),
    "rate.unknown": _l("There is no such row of rates."),
    "rate.hs": _l("Enter an HS code of 6 or 8 digits"),
    "rate.out_of_range": _l("Enter a rate from 0 to %(highest)s per cent"),
    "rate.pref_above_mfn": _l("The rate with a certificate is higher than without (%(mfn)s %%)"),
    "rate.ends_before": _l("The last day lies before the first"),
    "rate.source": _l("Enter the source, at most 200 characters"),
    "rate.agreement": _l("Unknown agreement: %(given)s"),
    "rate.destination": _l("Unknown country: %(given)s"),
    "rate.not_a_member": _l("%(given)s is not a member of this agreement on the first day"),
    "rate.overlap": _l("There is a row for these goods already, from %(since)s to %(until)s"),
    "rate.not_a_number": _l("Enter a number, for example 6.5"),
    "rate.not_a_date": _l("Enter a day, for example 2026-01-31"),
    "rate.column_missing": _l("The column %(name)s is missing"),
    "job.not_given_up": _l("This job is done, or it is being tried again already."),
    "job.unknown": _l("Nobody knows how to do this kind of work. The administrator must check it."),
    # the money of policies
    "budget.exceeded": _l("There is not so much money in this budget."),
    "budget.amount_invalid": _l("Enter an amount in yuan with at most two decimals, more than nothing."),
    "budget.nothing_to_settle": _l("Nothing in this budget is shared pro rata and waits to be settled."),
    "award.awarded_before": _l("The enterprise has this award already for %(matter)s, under case %(case)s."),
    "award.group_taken": _l(
        "The enterprise has another award for the same matter, ¥%(amount)s under case %(case)s. Only one is given."
    ),
    "award.ceiling_reached": _l("An enterprise gets at most ¥%(ceiling)s a year from this policy; ¥%(left)s is left."),
    "award.enterprise_excluded": _l("After a recovery the enterprise is kept out of policies until %(until)s."),
    "award.claim_incomplete": _l("The claim does not say for which enterprise or certificate it is."),
    "payment.nothing_to_order": _l("Choose at least one payment."),
    "payment.moved": _l("This payment is not what it was on your page. Open the list again."),
    "payment.account_invalid": _l("Enter the holder, the bank, and an account number of 6 to 30 digits."),
    "payment.result_unreadable": _l("The file has no such columns: %(missing)s. Use the exported list."),
    "recovery.not_possible": _l("Nothing was paid that could be taken back, or it is being taken back."),
    "money.sum_moved": _l(
        "Money was entered since this page was made: the sum is ¥%(now)s by now. "
        "Look at what was entered, and enter only what is still missing."
    ),
    "recovery.too_much": _l("At most ¥%(most)s can be taken back."),
}
