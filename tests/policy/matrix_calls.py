# SPDX-License-Identifier: GPL-3.0-or-later
"""The use cases of the matrix: for each its request, made for who asks and the object's state."""

import pathlib
import sys
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ops"))

from matrix_city import NONE  # noqa: E402
from ops_city import CONSENT, PATIENT, SIGNED, WITHDRAWAL  # noqa: E402


class Missing(Exception):
    """An object that the service cannot make yet."""


class Calls:
    """Each method is a use case; it gives method, path and body."""

    def __init__(self, city):
        self.city = city

    def find(self, kind, state):
        if state == "none":
            return NONE
        if (kind, state) not in self.city.objects:
            raise Missing(f"{kind} {state}")
        return self.city.objects[kind, state]

    def make(self, action, state, who):
        name = action.replace("-", "_")
        for prefix, kind in (("patient_", "patient"), ("group_", "group"), ("user_", "user")):
            if hasattr(self, prefix + name):
                find = self.user if kind == "user" else lambda state, _: self.find(kind, state)
                return getattr(self, prefix + name)(find(state, who), who)
        return getattr(self, "do_" + name)(state, who)

    # Patients

    def do_list_patients(self, state, who):
        return "GET", "/v1/patients", None

    def do_enter_patient(self, state, who):
        return "POST", "/v1/patients", PATIENT | {
            "number": uuid.uuid4().hex[:20], "client_id": uuid.uuid4().hex,
            "attending_physician_id": self.city.doctor.id}

    def patient_read_patient(self, patient, who):
        return "GET", f"/v1/patients/{patient}", None

    def patient_edit_patient(self, patient, who):
        rows = self.city.sql(f"SELECT version FROM patient WHERE id = '{patient}'")
        return "PUT", f"/v1/patients/{patient}", PATIENT | {
            "remarks": "裏口から", "version": int(rows[0][0]) if rows else 1,
            "attending_physician_id": self.city.doctor.id, "number": patient[:20]}

    def patient_list_consents(self, patient, who):
        return "GET", f"/v1/patients/{patient}/consents", None

    def patient_draft_consent(self, patient, who):
        return "POST", f"/v1/patients/{patient}/consents", CONSENT

    def do_view_consent(self, state, who):
        return "GET", f"/v1/consents/{self.find('consent', state)}", None

    def do_edit_consent(self, state, who):
        return "PUT", f"/v1/consents/{self.find('draft', state)}", CONSENT | {"version": 1}

    def do_print_consent(self, state, who):
        return "POST", f"/v1/consents/{self.find('draft', state)}/printed", None

    def do_sign_consent(self, state, who):
        return "POST", f"/v1/consents/{self.find('printed', state)}/signed", SIGNED

    def do_withdraw_consent(self, state, who):
        return "POST", f"/v1/consents/{self.find('consent', state)}/withdrawal", WITHDRAWAL

    def do_file_scans(self, state, who):
        return ("POST", f"/v1/consents/{self.find('consent', state)}/scans",
                {"attachments": [NONE]})

    def do_remove_scan(self, state, who):
        return "DELETE", f"/v1/consents/{self.find('consent', state)}/scans/{NONE}", None

    def patient_view_provisions(self, patient, who):
        return "GET", f"/v1/patients/{patient}/provisions", None

    def do_list_register(self, state, who):
        return "GET", "/v1/consents", None

    def patient_print_provisions(self, patient, who):
        return "POST", f"/v1/patients/{patient}/provisions/printed", None

    def do_print_withdrawal(self, state, who):
        return "POST", f"/v1/consents/{self.find('consent', state)}/withdrawal/printed", None

    def do_print_register(self, state, who):
        return "POST", "/v1/register/printed", None

    def patient_end_patient(self, patient, who):
        return "POST", f"/v1/patients/{patient}/ending", {"reason": "moved", "on": "2026-02-01"}

    def patient_resume_patient(self, patient, who):
        return "POST", f"/v1/patients/{patient}/resumption", None

    def patient_see_who_saw(self, patient, who):
        return "GET", f"/v1/patients/{patient}/seen-by", None

    # Groups

    def create(self, **wish):
        return "POST", "/v1/groups", {"client_id": uuid.uuid4().hex} | wish

    def patient_create_patient_group(self, patient, who):
        return self.create(kind="patient", patient_id=patient)

    def do_create_free_group(self, state, who):
        return self.create(kind="free", name="連絡会")

    def user_create_direct(self, user, who):
        return self.create(kind="direct", user_id=user)

    def do_list_groups(self, state, who):
        return "GET", "/v1/groups", None

    def do_list_deleted_groups(self, state, who):
        return "GET", "/v1/groups?state=deleted", None

    def group_view_group(self, group, who):
        return "GET", f"/v1/groups/{group}", None

    def group_list_members(self, group, who):
        return "GET", f"/v1/groups/{group}/members", None

    def group_list_group_invitations(self, group, who):
        return "GET", f"/v1/groups/{group}/invitations", None

    def do_read_entries(self, state, who):
        inboxes = {"own-inbox": self.city.users[who].id, "other-inbox": self.city.helper.id}
        channel = inboxes.get(state) or self.find("group", state)
        return "GET", f"/v1/channels/{channel}/entries", None

    def group_list_read_marks(self, group, who):
        return "GET", f"/v1/groups/{group}/read-marks", None

    def group_mark_read(self, group, who):
        return "PUT", f"/v1/groups/{group}/read", {"seq": 1}

    def group_post(self, group, who):
        return "POST", f"/v1/groups/{group}/messages", {"client_id": uuid.uuid4().hex,
                                                        "text": "こんにちは"}

    def message_path(self, state):
        return f"/v1/groups/{self.find('group', state)}/messages/" \
            f"{self.city.objects.get(('message', state), NONE)}"

    def do_edit_message(self, state, who):
        return "PUT", self.message_path(state), {"text": "変わりありません。"}

    def do_delete_message(self, state, who):
        return "DELETE", self.message_path(state), None

    def do_view_message_versions(self, state, who):
        return "GET", self.message_path(state) + "/versions", None

    def do_acknowledge(self, state, who):
        return "PUT", self.message_path(state) + "/acknowledgement", {"kind": "agreed"}

    def do_unacknowledge(self, state, who):
        return "DELETE", self.message_path(state) + "/acknowledgement", None

    def do_list_acknowledgements(self, state, who):
        return "GET", self.message_path(state) + "/acknowledgements", None

    def do_pin_message(self, state, who):
        return "PUT", self.message_path(state) + "/pin", None

    def do_unpin_message(self, state, who):
        return "DELETE", self.message_path(state) + "/pin", None

    def do_bookmark_message(self, state, who):
        return "PUT", self.message_path(state) + "/bookmark", None

    def do_unbookmark_message(self, state, who):
        return "DELETE", self.message_path(state) + "/bookmark", None

    def do_see_message(self, state, who):
        return "PUT", self.message_path(state) + "/seen", None

    def group_list_urgent(self, group, who):
        return "GET", f"/v1/groups/{group}/urgent", None

    def group_list_addressed(self, group, who):
        return "GET", f"/v1/groups/{group}/addressed", None

    def group_list_pins(self, group, who):
        return "GET", f"/v1/groups/{group}/pins", None

    def group_mute_group(self, group, who):
        return "PUT", f"/v1/groups/{group}/mute", None

    def group_unmute_group(self, group, who):
        return "DELETE", f"/v1/groups/{group}/mute", None

    def group_list_bookmarks(self, group, who):
        return "GET", f"/v1/groups/{group}/bookmarks", None

    # Files

    def announce_file(self, where):
        return "POST", f"{where}/attachments", {
            "client_id": uuid.uuid4().hex, "name": "図.png", "media": "png", "size": 5,
            "digest": "0" * 64}

    def group_begin_upload(self, group, who):
        return self.announce_file(f"/v1/groups/{group}")

    def patient_begin_scan(self, patient, who):
        return self.announce_file(f"/v1/patients/{patient}")

    def file(self, state, rest=""):
        return f"/v1/attachments/{self.find('file', state)}{rest}"

    def do_look_up_file(self, state, who):
        return "GET", self.file(state), None

    def do_view_chunk(self, state, who):
        return "GET", self.file(state, "/chunks/0"), None

    def do_put_chunk(self, state, who):
        return "PUT", self.file(state, "/chunks/0"), self.city.files.get(self.find("file", state),
                                                                         b"x")

    def do_complete_file(self, state, who):
        return "POST", self.file(state, "/completion"), None

    def do_cancel_file(self, state, who):
        return "DELETE", self.file(state), None

    def group_list_vitals(self, group, who):
        return "GET", f"/v1/groups/{group}/vitals", None

    def group_record_vitals(self, group, who):
        return "POST", f"/v1/groups/{group}/vitals", {
            "client_id": uuid.uuid4().hex, "vitals": {"values": [{"kind": "pulse", "value": 72}]}}

    def vitals_path(self, state):
        group = self.find("group", state)
        vitals = NONE if state in ("none", "foreign") else self.find("vitals", state)
        return f"/v1/groups/{group}/vitals/{vitals}"

    def do_correct_vitals(self, state, who):
        return "PUT", self.vitals_path(state), {"values": [{"kind": "pulse", "value": 71}]}

    def do_delete_vitals(self, state, who):
        return "DELETE", self.vitals_path(state), None

    def group_note_vitals_export(self, group, who):
        return "POST", f"/v1/groups/{group}/vitals-exports", {
            "purpose": "report", "from": "2026-01-01T00:00:00.000000Z",
            "to": "2026-02-01T00:00:00.000000Z"}

    def group_export_timeline(self, group, who):
        return "POST", f"/v1/groups/{group}/exports", {
            "purpose": "care-record", "format": "text", "from": "2026-01-01", "to": "2036-01-01"}

    def do_read_export(self, state, who):
        return "GET", f"/v1/exports/{NONE}/entries", None

    def group_list_vital_targets(self, group, who):
        return "GET", f"/v1/groups/{group}/vital-targets", None

    def group_set_vital_targets(self, group, who):
        return "PUT", f"/v1/groups/{group}/vital-targets", {
            "targets": [{"kind": "systolic", "low": 100, "high": 150}]}

    def group_list_search(self, group, who):
        return "GET", f"/v1/search?q=a&group={group}", None

    def do_list_search_all(self, state, who):
        return "GET", "/v1/search?q=a", None

    def group_invite(self, group, who):
        return "POST", f"/v1/groups/{group}/invitations", {"user_ids": [self.city.chemist.id]}

    def member_path(self, group, user):
        return f"/v1/groups/{group}/members/{user}"

    def group_leave(self, group, who):
        return "DELETE", self.member_path(group, self.city.users[who].id), None

    def do_remove(self, state, who):
        # In a direct conversation there are two; each would remove the other.
        other = self.city.mate
        if state == "direct":
            other = self.city.doctor if who == "member" else self.city.member
        return "DELETE", self.member_path(self.find("group", state), other.id), None

    def group_close(self, group, who):
        return "POST", f"/v1/groups/{group}/closing", None

    def group_reopen(self, group, who):
        return "POST", f"/v1/groups/{group}/reopening", None

    def group_delete(self, group, who):
        return "POST", f"/v1/groups/{group}/deletion", None

    def group_bring_back(self, group, who):
        return "DELETE", f"/v1/groups/{group}/deletion", None

    def do_name_admin(self, state, who):
        other = self.city.member if state == "direct" else self.city.mate
        return "POST", self.member_path(self.find("group", state), other.id) + "/admin", None

    def group_unname_admin(self, group, who):
        return "DELETE", self.member_path(group, self.city.doctor.id) + "/admin", None

    # Requests

    def group_ask_request(self, group, who):
        return "POST", f"/v1/groups/{group}/requests", {
            "client_id": uuid.uuid4().hex, "what": "残薬を数えてください。",
            "owner_id": self.city.member.id}

    def do_list_requests(self, state, who):
        if state == "any":
            return "GET", "/v1/requests", None
        return "GET", f"/v1/requests?group={self.find('group', state)}", None

    def do_view_request_tally(self, state, who):
        return "GET", "/v1/request-tally", None

    def request(self, state, rest=""):
        return f"/v1/requests/{self.find('request', state)}{rest}"

    def do_view_request(self, state, who):
        return "GET", self.request(state), None

    def do_take_request(self, state, who):
        return "POST", self.request(state, "/taking"), None

    def do_finish_request(self, state, who):
        return "POST", self.request(state, "/completion"), {"word": "済みました。"}

    def do_decline_request(self, state, who):
        return "POST", self.request(state, "/declining"), {}

    def do_ask_again(self, state, who):
        return "POST", self.request(state, "/asking"), {}

    def do_cancel_request(self, state, who):
        return "POST", self.request(state, "/cancellation"), {}

    def do_give_request(self, state, who):
        return "PUT", self.request(state, "/owner"), {"owner_id": self.city.mate.id}

    # Emergency cards

    def patient_view_card(self, patient, who):
        return "GET", f"/v1/patients/{patient}/card", None

    def patient_edit_card(self, patient, who):
        rows = self.city.sql(f"SELECT MAX(version) FROM card_version "
                             f"WHERE patient_id = '{patient}'")
        return "PUT", f"/v1/patients/{patient}/card", {"allergies": "そば",
                                                       "version": int(rows[0][0] or 0)}

    def patient_list_card_versions(self, patient, who):
        return "GET", f"/v1/patients/{patient}/card/versions", None

    def patient_mark_card_seen(self, patient, who):
        return "PUT", f"/v1/patients/{patient}/card/seen", {"version": 1}

    def patient_print_card(self, patient, who):
        return "POST", f"/v1/patients/{patient}/card/printed", None

    # Templates

    def do_list_templates(self, state, who):
        return "GET", "/v1/templates", None

    def do_create_template(self, state, who):
        return "POST", "/v1/templates", {"name": "報告", "text": "{check:食事}",
                                         "facility": state == "clinic"}

    def do_edit_template(self, state, who):
        return "PUT", f"/v1/templates/{self.find('template', state)}", {
            "name": "報告", "text": "{check:服薬}", "version": 1, "facility": state == "clinic"}

    def do_delete_template(self, state, who):
        return "DELETE", f"/v1/templates/{self.find('template', state)}", None

    # Invitations

    def do_list_invitations(self, state, who):
        return "GET", "/v1/invitations", None

    def find_invitation(self, state):
        """"waiting-closed" is the waiting one of the closed group."""
        kind, _, group = state.partition("-")
        if state in ("foreign", "none"):
            return self.find("sent", state)
        return self.find(kind, group or "live")

    def decide(self, state, verb):
        return "POST", f"/v1/invitations/{self.find_invitation(state)}/{verb}", None

    def do_approve(self, state, who):
        return self.decide(state, "approve")

    def do_turn_down(self, state, who):
        return self.decide(state, "turn-down")

    def do_accept(self, state, who):
        return self.decide(state, "accept")

    def do_decline(self, state, who):
        return self.decide(state, "decline")

    def do_cancel(self, state, who):
        return self.decide(state, "cancel")

    def do_resend(self, state, who):
        return self.decide(state, "resend")

    # Accounts

    def user(self, state, who):
        tags = {"own": "helper", "self": who, "suspended": "gone", "retired": "left",
                "sole-admin": "boss", "own-admin": "coadmin", "adminless": "first",
                "other": "chemist"}
        return NONE if state == "none" else self.city.users[tags[state]].id

    def do_list_users(self, state, who):
        return "GET", "/v1/users", None

    def user_view_user(self, user, who):
        return "GET", f"/v1/users/{user}", None

    def user_edit_user(self, user, who):
        rows = self.city.sql(f"SELECT version, facility_id FROM account WHERE id = '{user}'")
        version, facility = rows[0] if rows else (1, self.city.facilities["clinic"])
        return "PUT", f"/v1/users/{user}", {
            "name": "改名 後", "kana": "カイメイ ゴ", "mail": f"{user.lower()}@city.example",
            "profession": "helper", "facility_id": facility, "version": int(version)}

    def user_issue_enrolment_code(self, user, who):
        return "POST", f"/v1/users/{user}/enrolment-codes", None

    def user_suspend(self, user, who):
        return "POST", f"/v1/users/{user}/suspension", {"reason": "other"}

    def user_restore(self, user, who):
        return "POST", f"/v1/users/{user}/restoration", {"reason": "電話で確認した。"}

    def user_retire(self, user, who):
        return "POST", f"/v1/users/{user}/retirement", {"note": "退職"}

    def user_reset(self, user, who):
        return "POST", f"/v1/users/{user}/reset", {"identified_by": "in-person",
                                                   "note": "免許証を見た。"}

    def user_set_admin(self, user, who):
        return "POST", f"/v1/users/{user}/facility-admin", None

    def user_unset_admin(self, user, who):
        return "DELETE", f"/v1/users/{user}/facility-admin", None

    def user_list_terminals(self, user, who):
        return "GET", f"/v1/users/{user}/terminals", None

    def terminal(self, state, who):
        if state == "none":
            return NONE
        return self.city.terminal_of(who if state == "self" else "helper")

    def do_revoke_terminal(self, state, who):
        return "DELETE", f"/v1/terminals/{self.terminal(state, who)}", None

    def do_sign_out_terminal(self, state, who):
        return "POST", f"/v1/terminals/{self.terminal(state, who)}/sign-out", None

    def do_view_session(self, state, who):
        return "GET", "/v1/session", None

    def do_sign_out(self, state, who):
        return "POST", "/v1/sign-out", None

    # Facilities and applications

    def facility(self, state):
        return NONE if state == "none" else self.city.facilities["clinic"]

    def do_list_facilities(self, state, who):
        return "GET", "/v1/facilities", None

    def do_add_facility(self, state, who):
        return "POST", "/v1/facilities", {"name": "新しい薬局", "kind": "pharmacy"}

    def do_view_facility(self, state, who):
        return "GET", f"/v1/facilities/{self.facility(state)}", None

    def do_edit_facility(self, state, who):
        return "PUT", f"/v1/facilities/{self.facility(state)}", {
            "name": "かとう内科クリニック", "kind": "clinic", "telephone": "0797-00-1111",
            "version": 1}

    def do_set_saving(self, state, who):
        return "PUT", f"/v1/facilities/{self.facility(state)}/saving", {"allowed": True}

    def do_see_file_scanning(self, state, who):
        return "GET", "/v1/file-scanning", None

    def do_save_file(self, state, who):
        return "POST", self.file(state, "/saving"), None

    def do_set_byod(self, state, who):
        return "PUT", f"/v1/facilities/{self.facility(state)}/byod", {
            "allowed": True, "install_instructed": True, "vulnerabilities_checked": True,
            "settings_unchanged": True}

    def do_list_applications(self, state, who):
        return "GET", "/v1/applications", None

    def do_submit_application(self, state, who):
        return "POST", "/v1/applications", {"items": [self.city.make_application("neu")]}

    def application(self, state):
        return self.find("application", state)

    def do_register_application(self, state, who):
        return "POST", f"/v1/applications/{self.application(state)}/registration", None

    def do_turn_down_application(self, state, who):
        return "POST", f"/v1/applications/{self.application(state)}/turn-down", {
            "reason": "資格の写しがない。"}

    def do_withdraw_application(self, state, who):
        return "POST", f"/v1/applications/{self.application(state)}/withdrawal", None

    # The network

    def do_list_professions(self, state, who):
        return "GET", "/v1/professions", None

    def do_set_professions(self, state, who):
        return "PUT", "/v1/professions", {"items": [
            {"profession": "other", "offered": False, "whole_picture": False}]}

    def do_list_wordings(self, state, who):
        return "GET", "/v1/wordings?kind=rules", None

    def do_view_wording(self, state, who):
        return "GET", f"/v1/wordings/rules/{999999 if state == 'none' else 1}", None

    def do_publish_wording(self, state, who):
        return "POST", "/v1/wordings/rules", {"text": "互いに名のって話す。"}

    def do_announce(self, state, who):
        return "POST", "/v1/announcements", {"client_id": uuid.uuid4().hex, "text": "停電です。"}

    def do_list_safety_checks(self, state, who):
        return "GET", "/v1/safety-checks", None

    def do_start_safety_check(self, state, who):
        return "POST", "/v1/safety-checks", {"text": "揺れましたか。"}

    def check(self, state, rest=""):
        return f"/v1/safety-checks/{self.find('check', state)}{rest}"

    def do_view_safety_check(self, state, who):
        return "GET", self.check(state), None

    def do_answer_safety_check(self, state, who):
        return "PUT", self.check(state, "/answer"), {"answer": "safe"}

    def do_list_safety_answers(self, state, who):
        # A facility admin asks for the own facility, everybody for the part that may be his.
        return "GET", self.check(state, "/answers"), None

    def do_remind_safety_check(self, state, who):
        return "POST", self.check(state, "/reminder"), None

    def do_close_safety_check(self, state, who):
        return "POST", self.check(state, "/closing"), None

    # The log

    def do_read_audit(self, state, who):
        queries = {"any": "", "self": f"?person={self.city.users[who].id}",
                   "own-person": f"?person={self.city.helper.id}",
                   "own-patient": lambda: f"?patient={self.find('patient', 'live')}",
                   "own-group": lambda: f"?group={self.find('group', 'live')}",
                   "foreign-patient": lambda: f"?patient={self.find('patient', 'foreign')}",
                   "none-patient": f"?patient={NONE}"}
        query = queries[state]
        return "GET", "/v1/audit" + (query() if callable(query) else query), None

    def do_list_reviews(self, state, who):
        return "GET", "/v1/audit/reviews", None

    def do_review_audit(self, state, who):
        return "POST", "/v1/audit/reviews", {"month": 202601, "note": "異常なし"}

    def do_see_chain(self, state, who):
        return "GET", "/v1/audit/chain", None

    def do_export_audit(self, state, who):
        return "POST", "/v1/audit/exports", {"reason": "保健所の求めによる。"}
