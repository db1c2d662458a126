/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-words.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "anshin-clock.h"
#include "anshin-error-words.h"

/* What the log calls an act, and the words for it; by the order of the names. */
static const struct
{
  const char *wire;
  const char *label;
} actions[] = {
  { "accept-invitation", N_ ("Accepted an invitation") },
  { "accept-rules", N_ ("Accepted the rules") },
  { "acknowledge", N_ ("Acknowledged a message") },
  { "add-facility", N_ ("Added a facility") },
  { "announce", N_ ("Announced something to everybody") },
  { "answer-safety-check", N_ ("Answered a safety check") },
  { "approve-invitation", N_ ("Approved an invitation") },
  { "ask-again", N_ ("Asked once more for what was declined") },
  { "ask-request", N_ ("Asked somebody for something") },
  { "begin-attachment", N_ ("Began to send a file") },
  { "begin-consent-attachment", N_ ("Began to send the scan of a consent") },
  { "bookmark-message", N_ ("Bookmarked a message") },
  { "bootstrap", N_ ("Set up the service") },
  { "bring-back-group", N_ ("Brought a deleted group back") },
  { "cancel-attachment", N_ ("Gave up sending a file") },
  { "cancel-invitation", N_ ("Took an invitation back") },
  { "cancel-request", N_ ("Took a request back") },
  { "close-group", N_ ("Closed a group") },
  { "close-safety-check", N_ ("Closed a safety check") },
  { "correct-vitals", N_ ("Corrected vital signs") },
  { "create-group", N_ ("Created a group") },
  { "create-template", N_ ("Wrote a template") },
  { "decline-invitation", N_ ("Declined an invitation") },
  { "decline-request", N_ ("Declined a request") },
  { "delete-group", N_ ("Deleted a group") },
  { "delete-message", N_ ("Deleted a message") },
  { "delete-template", N_ ("Deleted a template") },
  { "delete-vitals", N_ ("Deleted vital signs") },
  { "draft-consent", N_ ("Began a consent form") },
  { "edit-card", N_ ("Changed an emergency card") },
  { "edit-consent", N_ ("Changed a consent form") },
  { "edit-facility", N_ ("Changed a facility") },
  { "edit-message", N_ ("Edited a message") },
  { "edit-patient", N_ ("Changed a patient’s data") },
  { "edit-professions", N_ ("Changed the list of professions") },
  { "edit-template", N_ ("Changed a template") },
  { "edit-user", N_ ("Changed a user’s data") },
  { "end-consent", N_ ("A consent’s last day was over") },
  { "end-patient", N_ ("Recorded the end of a patient’s care") },
  { "enrol-terminal", N_ ("Enrolled a terminal") },
  { "enter-patient", N_ ("Entered a patient") },
  { "export-audit", N_ ("Took out a part of the log") },
  { "export-timeline", N_ ("Took out a part of a group’s timeline") },
  { "read-export", N_ ("Fetched what is taken out") },
  { "export-vitals", N_ ("Took out vital signs") },
  { "file-scans", N_ ("Filed the scan of a consent") },
  { "finish-attachment", N_ ("Sent a file") },
  { "finish-request", N_ ("Finished a request") },
  { "give-request", N_ ("Gave a request to somebody else") },
  { "invite", N_ ("Invited somebody") },
  { "issue-enrolment-code", N_ ("Issued an enrolment code") },
  { "list-acknowledgements", N_ ("Looked at who acknowledged a message") },
  { "list-addressed", N_ ("Looked at what is addressed to oneself") },
  { "list-applications", N_ ("Looked at the applications") },
  { "list-audit-reviews", N_ ("Looked at the reviews of the log") },
  { "list-bookmarks", N_ ("Looked at the own bookmarks") },
  { "list-card-versions", N_ ("Looked at earlier versions of an emergency card") },
  { "list-consents", N_ ("Looked at a patient’s consents") },
  { "list-facilities", N_ ("Looked at the facilities") },
  { "list-group-invitations", N_ ("Looked at a group’s invitations") },
  { "list-groups", N_ ("Looked at the list of groups") },
  { "list-invitations", N_ ("Looked at the invitations") },
  { "list-members", N_ ("Looked at a group’s members") },
  { "list-patients", N_ ("Looked at the list of patients") },
  { "list-pins", N_ ("Looked at what is pinned") },
  { "list-professions", N_ ("Looked at the list of professions") },
  { "list-read-marks", N_ ("Looked at who has read what") },
  { "list-register", N_ ("Looked at the register of consents") },
  { "list-requests", N_ ("Looked at the list of requests") },
  { "list-safety-answers", N_ ("Looked at the answers to a safety check") },
  { "list-safety-checks", N_ ("Looked at the safety checks") },
  { "list-terminals", N_ ("Looked at a user’s terminals") },
  { "list-urgent", N_ ("Looked at what is urgent") },
  { "list-users", N_ ("Looked at the users") },
  { "list-vital-targets", N_ ("Looked at target ranges") },
  { "list-vitals", N_ ("Looked at vital signs") },
  { "list-wordings", N_ ("Looked at the texts") },
  { "lock-file", N_ ("A later virus check found something in a file, which was locked") },
  { "look-up-attachment", N_ ("Looked up a file") },
  { "mark-read", N_ ("Read in a group") },
  { "mute-group", N_ ("Switched off the notices of a group") },
  { "name-group-admin", N_ ("Made somebody administrator of a group") },
  { "open-stream", N_ ("Connected") },
  { "pin-message", N_ ("Pinned a message") },
  { "post-message", N_ ("Posted a message") },
  { "print-card", N_ ("Printed an emergency card") },
  { "print-consent", N_ ("Printed a consent form") },
  { "print-provisions", N_ ("Printed what third parties were given") },
  { "print-register", N_ ("Printed the register of consents") },
  { "print-withdrawal", N_ ("Printed a notice of withdrawal") },
  { "publish-wording", N_ ("Published a text") },
  { "read-audit", N_ ("Looked at the log") },
  { "read-entries", N_ ("Opened a group") },
  { "record-consent", N_ ("Recorded a signed consent") },
  { "record-vitals", N_ ("Wrote down vital signs") },
  { "register-user", N_ ("Registered a user") },
  { "remind-safety-check", N_ ("Sent a reminder of a safety check") },
  { "remove-member", N_ ("Removed a member or left a group") },
  { "remove-scan", N_ ("Removed the scan of a consent") },
  { "reopen-group", N_ ("Opened a group again") },
  { "rescan-files", N_ ("Stored files were checked for viruses again") },
  { "resend-invitation", N_ ("Sent an invitation again") },
  { "reset-user", N_ ("Reset a user’s way to sign in") },
  { "restore-user", N_ ("Restored an account") },
  { "resume-patient", N_ ("Took up a patient’s care again") },
  { "retire-user", N_ ("Retired a user") },
  { "review-audit", N_ ("Signed off a review of the log") },
  { "revoke-terminal", N_ ("Revoked a terminal") },
  { "search", N_ ("Searched") },
  { "see-card", N_ ("Looked over an emergency card that was new") },
  { "see-message", N_ ("Looked at a message to oneself") },
  { "set-saving", N_ ("Changed the rule about saving files") },
  { "save-attachment", N_ ("Saved a file on the terminal") },
  { "set-byod", N_ ("Changed the rule about personal terminals") },
  { "set-facility-admin", N_ ("Made somebody facility administrator") },
  { "set-vital-targets", N_ ("Changed target ranges") },
  { "sign-in", N_ ("Signed in") },
  { "sign-out", N_ ("Signed out") },
  { "sign-out-terminal", N_ ("Signed a terminal out") },
  { "start-safety-check", N_ ("Started a safety check") },
  { "submit-applications", N_ ("Submitted applications") },
  { "suspend-user", N_ ("Suspended an account") },
  { "take-request", N_ ("Took a request on") },
  { "turn-down-application", N_ ("Turned down an application") },
  { "turn-down-invitation", N_ ("Turned down an invitation") },
  { "unacknowledge", N_ ("Took an acknowledgement back") },
  { "unbookmark-message", N_ ("Took a bookmark away") },
  { "unlock", N_ ("Unlocked the screen") },
  { "unmute-group", N_ ("Switched on the notices of a group") },
  { "unname-group-admin", N_ ("Took away the administration of a group") },
  { "unpin-message", N_ ("Unpinned a message") },
  { "unset-facility-admin", N_ ("Took away the administration of a facility") },
  { "upload-attachment", N_ ("Sent a part of a file") },
  { "view-attachment", N_ ("Looked at a file") },
  { "view-card", N_ ("Opened an emergency card") },
  { "view-chain", N_ ("Checked the chain of the log") },
  { "view-consent", N_ ("Looked at a consent") },
  { "view-facility", N_ ("Looked at a facility") },
  { "view-group", N_ ("Looked at a group") },
  { "view-message-versions", N_ ("Looked at what a message had said") },
  { "view-patient", N_ ("Opened a patient") },
  { "view-provisions", N_ ("Looked at what third parties were given") },
  { "view-request", N_ ("Opened a request") },
  { "view-safety-check", N_ ("Looked at a safety check") },
  { "view-seen-by", N_ ("Looked at who has seen a patient") },
  { "view-user", N_ ("Looked at a user") },
  { "view-wording", N_ ("Looked at a text") },
  { "withdraw-application", N_ ("Withdrew an application") },
  { "withdraw-consent", N_ ("Recorded the withdrawal of a consent") },
};

static const struct
{
  const char *wire;
  const char *label;
} roles[] = {
  { "office", N_ ("for the office") },
  { "facility-admin", N_ ("as facility administrator") },
  { "staff", N_ ("as staff") },
};

static const struct
{
  const char *wire;
  const char *label;
} findings[] = {
  { NULL, N_ ("Everything") },
  { "night", N_ ("At night (22:00 to 5:00)") },
  { "mass", N_ ("Many patients in one day") },
  { "refused", N_ ("Refused") },
  { "by-right", N_ ("Read by right of administration") },
};

/**
 * anshin_audit_words_find_action:
 * @wire: what the log calls an act
 *
 * Returns: (nullable): the words for it in the person's language; %NULL if there are none
 */
const char *
anshin_audit_words_find_action (const char *wire)
{
  for (guint i = 0; wire != NULL && i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].wire, wire))
      return _(actions[i].label);
  return NULL;
}

/* Returns: the words for an act, or its wire name if this version knows none */
const char *
anshin_audit_words_action (const char *wire)
{
  const char *words = anshin_audit_words_find_action (wire);

  return words != NULL ? words : wire;
}

/* Returns: (nullable): as what somebody acted */
const char *
anshin_audit_words_role (const char *wire)
{
  for (guint i = 0; wire != NULL && i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (roles[i].wire, wire))
      return _(roles[i].label);
  return NULL;
}

static char *
dup_choice (const AnshinChoiceList *list, const char *wire)
{
  int value = 0;

  if (!anshin_choice_from_wire (list, wire, &value))
    return NULL;
  return g_strdup (g_dpgettext2 (NULL, "choice", anshin_choice_get_label (list, value)));
}

/* What for, as what, from when to when, and how much was taken out. */
static char *
dup_export (const char *reason)
{
  char purpose[32] = "";
  char format[32] = "";
  g_autofree char *purpose_words = NULL;
  g_autofree char *format_words = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  int from = 0;
  int to = 0;
  guint n = 0;

  if (sscanf (reason, "purpose=%31s format=%31s from=%d to=%d entries=%u", purpose, format, &from,
              &to, &n)
      != 5)
    return NULL;
  purpose_words = dup_choice (&anshin_export_purposes, purpose);
  format_words = dup_choice (&anshin_export_formats, format);
  first = anshin_date_format (from);
  last = anshin_date_format (to);
  /* Translators: what for, as what kind of file, the first and the last day, how many entries */
  return g_strdup_printf (_("%s: %s, %s to %s, %u entries"),
                          purpose_words != NULL ? purpose_words : purpose,
                          format_words != NULL ? format_words : format, first, last, n);
}

/* What the log counts beside an act. */
static char *
dup_count (const char *reason)
{
  guint n = 0;
  guint refused = 0;

  if (sscanf (reason, "patients=%u", &n) == 1)
    return g_strdup_printf (ngettext ("%u patient was shown", "%u patients were shown", n), n);
  if (sscanf (reason, "stored=%u refused=%u", &n, &refused) == 2)
    return g_strdup_printf (_("Applications taken: %u; refused: %u"), n, refused);
  if (sscanf (reason, "month=%u", &n) == 1)
    return anshin_audit_words_month (n);
  return NULL;
}

/**
 * anshin_audit_words_dup_reason:
 * @record: an act of the log
 *
 * Returns: (transfer full) (nullable): why it was allowed, why it was done or how much it was
 *   about, where the log has that
 */
char *
anshin_audit_words_dup_reason (AnshinAuditRecord *record)
{
  const char *reason = record->reason;
  char *words = NULL;

  /* What people wrote is theirs; with a registration the log keeps the number of the account. */
  if (reason == NULL || g_strcmp0 (record->action, "register-user") == 0)
    return NULL;
  if (g_strcmp0 (record->action, "export-audit") == 0)
    return g_strdup (reason);
  if (g_str_equal (reason, "by-right"))
    return g_strdup (_("By right of administration, without being a member"));
  if (g_str_equal (reason, "saving-allowed"))
    return g_strdup (_("Files may be saved on terminals"));
  if (g_str_equal (reason, "saving-not-allowed"))
    return g_strdup (_("Files may no longer be saved on terminals"));
  if (g_str_equal (reason, "allowed"))
    return g_strdup (_("Personal terminals are allowed"));
  if (g_str_equal (reason, "not-allowed"))
    return g_strdup (_("Personal terminals are no longer allowed"));
  words = dup_choice (&anshin_suspension_reasons, reason);
  if (words == NULL)
    words = dup_choice (&anshin_identifications, reason);
  if (words == NULL)
    words = dup_export (reason);
  if (words == NULL)
    words = dup_count (reason);
  return words != NULL ? words : g_strdup (reason);
}

/* Returns: (transfer full) (nullable): why it was refused; %NULL if it was done */
char *
anshin_audit_words_dup_refusal (const char *result)
{
  AnshinError code = ANSHIN_ERROR_INTERNAL;

  if (result == NULL || g_str_equal (result, "ok"))
    return NULL;
  if (!anshin_error_from_wire (result, &code))
    return g_strdup_printf (_("Refused: %s"), result);
  return g_strdup_printf (_("Refused: %s"), anshin_error_words_get (code));
}

/* Returns: (transfer full): the month YYYYMM */
char *
anshin_audit_words_month (gint64 month)
{
  /* Translators: a year and a month, as numbers */
  return g_strdup_printf (_("%d-%02d"), (int) (month / 100), (int) (month % 100));
}

/**
 * anshin_audit_words_get_findings:
 *
 * Returns: (transfer full): a model of strings, what a review looks at, "everything" first
 */
GListModel *
anshin_audit_words_get_findings (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    gtk_string_list_append (list, _(findings[i].label));
  return G_LIST_MODEL (list);
}

/* Returns: (nullable): the wire name of the nth finding */
const char *
anshin_audit_words_get_finding (guint index)
{
  return index < G_N_ELEMENTS (findings) ? findings[index].wire : NULL;
}

/* Returns: which of the findings has this wire name; 0 if none has */
guint
anshin_audit_words_find_finding (const char *wire)
{
  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    if (g_strcmp0 (findings[i].wire, wire) == 0)
      return i;
  return 0;
}
