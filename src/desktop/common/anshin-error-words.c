/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-error-words.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/* What happened, and what to do next, in one or two sentences that blame nobody. */
static const char *const words[] = {
  [ANSHIN_ERROR_INTERNAL]
  = N_ ("Something went wrong in the service. Try again; if it happens again, call the office."),
  [ANSHIN_ERROR_MALFORMED]
  = N_ ("The service did not understand this application. Is it up to date?"),
  [ANSHIN_ERROR_TOO_DEEP]
  = N_ ("The service did not understand this application. Is it up to date? (nesting)"),
  [ANSHIN_ERROR_TOO_LARGE] = N_ ("This is too much to send at once. Send it in parts."),
  [ANSHIN_ERROR_FIELD_UNKNOWN]
  = N_ ("The service does not know one of the entries. Is this application up to date?"),
  [ANSHIN_ERROR_FIELD_MISSING] = N_ ("This is needed. Fill it in."),
  [ANSHIN_ERROR_FIELD_TYPE]
  = N_ ("The service can’t read this entry. Is this application up to date?"),
  [ANSHIN_ERROR_FIELD_TOO_LONG] = N_ ("This is too long. Shorten it."),
  [ANSHIN_ERROR_FIELD_INVALID] = N_ ("This can’t be right. Check it."),
  [ANSHIN_ERROR_FIELD_FUTURE] = N_ ("This date is in the future. Check it."),
  [ANSHIN_ERROR_FIELD_CHARACTERS]
  = N_ ("This contains characters that can’t be used here. Type it again."),
  [ANSHIN_ERROR_PASSWORD_WEAK]
  = N_ ("This password is too easy to guess. Use at least 13 characters with a letter and a "
        "digit, and neither your name nor your mail address."),
  [ANSHIN_ERROR_NOT_FOUND]
  = N_ ("It isn’t there any more, or you no longer have access to it."),
  [ANSHIN_ERROR_METHOD_NOT_ALLOWED]
  = N_ ("The service does not know how to do this. Is this application up to date?"),
  [ANSHIN_ERROR_SIGN_IN_FAILED]
  = N_ ("Sign-in failed. Check the mail address and the password. If you can’t sign in, call "
        "your facility’s administrator or the office."),
  [ANSHIN_ERROR_SESSION_REQUIRED] = N_ ("You are not signed in. Sign in first."),
  [ANSHIN_ERROR_SESSION_ENDED] = N_ ("You have been signed out. Sign in again to go on."),
  [ANSHIN_ERROR_ACCESS_WITHDRAWN]
  = N_ ("This terminal or your account is not accepted any more. Ask your facility’s "
        "administrator or the office."),
  [ANSHIN_ERROR_FORBIDDEN]
  = N_ ("You may not do this. If you need to, ask your facility’s administrator."),
  [ANSHIN_ERROR_NEEDS_FACILITY_ADMIN]
  = N_ ("Only an administrator of the facility can do this. Ask them."),
  [ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION]
  = N_ ("Only a physician, dentist, nurse, public-health nurse or care manager can do this. Ask "
        "a colleague."),
  [ANSHIN_ERROR_NEEDS_ATTENDING_PHYSICIAN]
  = N_ ("Only the attending physician can do this. Ask them."),
  [ANSHIN_ERROR_NEEDS_WHOLE_PICTURE]
  = N_ ("This patient has no attending physician, so a care manager, a nurse or the "
        "administrator of a visiting-nurse station can do this. Ask one of them."),
  [ANSHIN_ERROR_NEEDS_GROUP_ADMIN]
  = N_ ("Only an administrator of the group can do this. Ask one; the list of members shows "
        "who is."),
  [ANSHIN_ERROR_NEEDS_OFFICE] = N_ ("Only the office can do this. Call the office."),
  [ANSHIN_ERROR_STEP_UP_REQUIRED]
  = N_ ("This needs your password once more, so that nobody else does it in your name. Type it, "
        "then it is done."),
  [ANSHIN_ERROR_RULES_NOT_ACCEPTED]
  = N_ ("The network’s rules have changed. Read and accept them, then go on."),
  [ANSHIN_ERROR_BYOD_NOT_ALLOWED]
  = N_ ("Your facility doesn’t allow personal terminals now. Use the facility’s own, or ask its "
        "administrator."),
  [ANSHIN_ERROR_CONSENT_MISSING]
  = N_ ("There is no consent in force for this patient. Record the signed consent form first."),
  [ANSHIN_ERROR_CONSENT_STATE]
  = N_ ("The consent has changed meanwhile, so this can’t be done now. Look at its state."),
  [ANSHIN_ERROR_GROUP_FROZEN]
  = N_ ("The consent was withdrawn, so the group is frozen. Nothing can be posted."),
  [ANSHIN_ERROR_GROUP_CLOSED] = N_ ("The group is closed. Nothing can be posted."),
  [ANSHIN_ERROR_GROUP_EXISTS]
  = N_ ("This patient already has a group. Open it from the list of groups."),
  [ANSHIN_ERROR_ALREADY_MEMBER] = N_ ("This person is already a member."),
  [ANSHIN_ERROR_ALREADY_INVITED] = N_ ("This person is already invited. Wait for the answer."),
  [ANSHIN_ERROR_INVITATION_STATE]
  = N_ ("The invitation has been answered or withdrawn meanwhile."),
  [ANSHIN_ERROR_USER_UNAVAILABLE]
  = N_ ("This person can’t be invited now. Ask the person’s facility."),
  [ANSHIN_ERROR_MAIL_TAKEN]
  = N_ ("Somebody else has this mail address. Each person needs one of their own."),
  [ANSHIN_ERROR_NUMBER_TAKEN]
  = N_ ("This number is already used for another patient. Check it."),
  [ANSHIN_ERROR_VERSION_STALE]
  = N_ ("Somebody else changed this meanwhile. Look at the new state, then enter your change "
        "again."),
  [ANSHIN_ERROR_SENT_DIFFERENTLY]
  = N_ ("This was already sent with other words. Look at the timeline."),
  [ANSHIN_ERROR_LAST_ADMIN]
  = N_ ("This is the facility’s last administrator, and each facility needs one. Make somebody "
        "else administrator first."),
  [ANSHIN_ERROR_LAST_GROUP_ADMIN]
  = N_ ("This is the group’s last administrator, and each group needs one. Name another one "
        "first."),
  [ANSHIN_ERROR_ACCOUNT_STATE]
  = N_ ("The account has changed meanwhile, so this can’t be done now. Look at its state."),
  [ANSHIN_ERROR_APPLICATION_STATE]
  = N_ ("The application has been decided or withdrawn meanwhile. Look at its state."),
  [ANSHIN_ERROR_MESSAGE_DELETED] = N_ ("The message has been deleted."),
  [ANSHIN_ERROR_TOO_MANY_VERSIONS]
  = N_ ("This has been changed so often that it can’t be changed any more. Write it anew."),
  [ANSHIN_ERROR_GROUP_STATE]
  = N_ ("The group has changed meanwhile, so this can’t be done now. Look at its state."),
  [ANSHIN_ERROR_PATIENT_ENDED]
  = N_ ("The care of this patient has ended. Take the patient up again first."),
  [ANSHIN_ERROR_CHECK_CLOSED]
  = N_ ("The safety check is over; no more answers are taken. In an emergency, phone."),
  [ANSHIN_ERROR_VITALS_UNUSUAL]
  = N_ ("A number is unusual. Look at it once more, and confirm it if it is right."),
  [ANSHIN_ERROR_PROFESSION_OFF]
  = N_ ("This profession isn’t offered in this network. Choose another one, or ask the office."),
  [ANSHIN_ERROR_REQUEST_STATE]
  = N_ ("Somebody has answered this request meanwhile, so this can’t be done now. Look at its "
        "state."),
  [ANSHIN_ERROR_NEEDS_OWNER] = N_ ("Only those who are asked can answer this request."),
  [ANSHIN_ERROR_NEEDS_ASKER] = N_ ("Only the one who asked can do this."),
  [ANSHIN_ERROR_REVIEWED_ALREADY]
  = N_ ("This month has been reviewed already; the list shows by whom."),
  [ANSHIN_ERROR_LIMIT_REACHED] = N_ ("The limit is reached; no more can be added."),
  [ANSHIN_ERROR_QUOTA_REACHED]
  = N_ ("There is no room left for files of yours or your facility’s. Send what waits in drafts, "
        "or ask the office."),
  [ANSHIN_ERROR_ATTACHMENT_STATE]
  = N_ ("This file is already part of a message, or not all of it has arrived."),
  [ANSHIN_ERROR_ATTACHMENT_TYPE]
  = N_ ("Only photos (JPEG, PNG), PDF documents and plain text can be attached, under a name that "
        "ends accordingly."),
  [ANSHIN_ERROR_ATTACHMENT_DAMAGED] = N_ ("The file is damaged or not whole. Choose it again."),
  [ANSHIN_ERROR_ATTACHMENT_UNSAFE]
  = N_ ("The file holds a program, another file or a lock, which could do harm. Print it to a new "
        "PDF and attach that."),
  [ANSHIN_ERROR_ATTACHMENT_METADATA]
  = N_ ("The file still says where or by what it was made. Choose it again; if this comes back, "
        "update this application."),
  [ANSHIN_ERROR_ATTACHMENT_PIXELS]
  = N_ ("The image is too large to be shown. Make it smaller, then attach it."),
  [ANSHIN_ERROR_ATTACHMENT_INFECTED]
  = N_ ("The virus check found something in this file, so it was destroyed and nobody got it. Have "
        "the computer that it comes from looked at, and tell the office."),
  [ANSHIN_ERROR_ATTACHMENT_LOCKED]
  = N_ ("A later virus check found something in this file, so nobody can open it any more. Have "
        "the computers on which it was opened looked at, and tell the office."),
  [ANSHIN_ERROR_SCANNER_DOWN]
  = N_ ("Files can’t be checked for viruses at the moment, so none is taken. Try again in a few "
        "minutes; if this goes on, call the office."),
  [ANSHIN_ERROR_SAVING_NOT_ALLOWED]
  = N_ ("Your facility does not allow files to be saved on a terminal. Its administrators can "
        "change that under Staff."),
  [ANSHIN_ERROR_SET_UP_ALREADY]
  = N_ ("The network is already set up. Sign in, or call the office."),
  [ANSHIN_ERROR_TOO_MANY] = N_ ("Too many attempts. Wait a while, then try again."),
  [ANSHIN_ERROR_BUSY] = N_ ("The service is very busy. Try again in a moment."),
  [ANSHIN_ERROR_STORAGE_FULL]
  = N_ ("The service has no room left, so nothing was saved. Call the office."),
  [ANSHIN_ERROR_CORRUPT]
  = N_ ("The service found damaged data and does not show it. Call the office."),
  [ANSHIN_ERROR_UNREACHABLE]
  = N_ ("The service can’t be reached. Check the network connection, then try again."),
  [ANSHIN_ERROR_UNTRUSTED]
  = N_ ("The service could not prove that it is ours, so nothing was sent to it. Call the "
        "office."),
  [ANSHIN_ERROR_KEYRING]
  = N_ ("The computer’s keyring can’t be opened; this terminal’s key is in it. Unlock the "
        "keyring, then try again."),
  [ANSHIN_ERROR_FILE_UNREADABLE]
  = N_ ("The file can’t be read. See whether it is still there and opens in other programs, then "
        "choose it again."),
  [ANSHIN_ERROR_FILE_EMPTY] = N_ ("There is nothing in this file. Choose another one."),
  [ANSHIN_ERROR_FILE_TOO_LARGE]
  = N_ ("The file is larger than 20 MB, and cannot be attached. Make it smaller: scan it with "
        "fewer dots, or divide it."),
  [ANSHIN_ERROR_FILE_NO_ROOM]
  = N_ ("There is no room left for the file in that folder, so nothing was saved. Make room, or "
        "choose another place."),
  [ANSHIN_ERROR_FILE_NO_RIGHT]
  = N_ ("Nothing may be saved in that folder. Choose another one."),
  [ANSHIN_ERROR_FILE_NOT_WRITTEN] = N_ ("The file could not be written. Choose another place."),
};

G_STATIC_ASSERT (G_N_ELEMENTS (words) == ANSHIN_N_ERRORS);

/* The names of fields as people see them, for errors that come back without a form. */
static const struct
{
  const char *field;
  const char *label;
} field_labels[] = {
  { "address", N_ ("Address") },
  { "association", N_ ("Name of the association") },
  { "birth_date", N_ ("Date of birth") },
  { "code", N_ ("Enrolment code") },
  { "kana", N_ ("Name in kana") },
  { "mail", N_ ("Mail address") },
  { "name", N_ ("Name") },
  { "new_password", N_ ("New password") },
  { "password", N_ ("Password") },
  { "profession", N_ ("Profession") },
  { "terminal_name", N_ ("Name of this terminal") },
  { "text", N_ ("Message") },
  { "token", N_ ("Set-up code") },
};

/* What a field of what was sent can't be right about, where that says more than the code. */
static const struct
{
  AnshinError code;
  const char *field;
  const char *words;
} field_words[] = {
  { ANSHIN_ERROR_FIELD_INVALID, "mentions",
    N_ ("Somebody named with @ no longer reads this group: the account is stopped, or the person "
        "has left. Take the name out, and phone if it is urgent.") },
  { ANSHIN_ERROR_FIELD_INVALID, "owner_id",
    N_ ("This person can’t be asked any more: the account is stopped, or the person has left the "
        "group. Choose somebody else.") },
  { ANSHIN_ERROR_FIELD_INVALID, "owner_facility_id",
    N_ ("Nobody of this facility is in the group any more. Choose somebody else.") },
  { ANSHIN_ERROR_FIELD_INVALID, "to", N_ ("The last day comes before the first one.") },
  { ANSHIN_ERROR_FIELD_INVALID, "valid_until",
    N_ ("The last day of this consent has passed. Make the form with today or a later day, or with "
        "none.") },
  { ANSHIN_ERROR_FIELD_INVALID, "signed_on",
    N_ ("This day is before the patient was born. Check it.") },
  { ANSHIN_ERROR_FIELD_INVALID, "withdrawn_on",
    N_ ("This day is before the consent was signed. Check it.") },
  { ANSHIN_ERROR_FIELD_INVALID, "on",
    N_ ("This day is before the patient was born. Check it.") },
  { ANSHIN_ERROR_FIELD_INVALID, "due_on",
    N_ ("This day has passed, or is more than three years ahead. Choose another one.") },
};

static const char *
find_words (const GError *error)
{
  const char *field = anshin_error_get_field (error);

  for (guint i = 0; i < G_N_ELEMENTS (field_words); i++)
    if (error->code == (int) field_words[i].code
        && g_strcmp0 (field_words[i].field, field) == 0)
      return _(field_words[i].words);
  return anshin_error_words_get (error->code);
}

/**
 * anshin_error_words_get:
 * @code: an error code
 *
 * Returns: what happened and what to do next, in the person's language
 */
const char *
anshin_error_words_get (AnshinError code)
{
  g_return_val_if_fail ((guint) code < ANSHIN_N_ERRORS, "");

  return _(words[code]);
}

/**
 * anshin_error_words_dup_field:
 * @field: (nullable): a field's name on the wire; of `consent.address` the last part counts
 *
 * Returns: (transfer full) (nullable): how forms call it
 */
char *
anshin_error_words_dup_field (const char *field)
{
  const char *dot = field != NULL ? strrchr (field, '.') : NULL;
  const char *name = dot != NULL ? dot + 1 : field;

  for (guint i = 0; i < G_N_ELEMENTS (field_labels); i++)
    if (g_strcmp0 (field_labels[i].field, name) == 0)
      return g_strdup (_(field_labels[i].label));
  return NULL;
}

/**
 * anshin_error_words_dup:
 * @error: any error
 *
 * Returns: (transfer full): the sentence to show; who can do it instead is named if known
 */
char *
anshin_error_words_dup (const GError *error)
{
  const char *who = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != ANSHIN_ERROR)
    return g_strdup (error->domain == G_IO_ERROR
                       ? anshin_error_words_get (ANSHIN_ERROR_UNREACHABLE)
                       : anshin_error_words_get (ANSHIN_ERROR_INTERNAL));
  who = anshin_error_get_who (error);
  if (who == NULL)
    return g_strdup (find_words (error));
  /* Translators: first what happened, then the person who could do it */
  return g_strdup_printf (_("%s (%s can do this.)"), anshin_error_words_get (error->code), who);
}

/* Returns: what is wrong with a text that is no day, and how days are written */
const char *
anshin_error_words_get_no_day (void)
{
  return _("This isn’t a day. Write it like R8.11.27 or 2026-11-27.");
}
