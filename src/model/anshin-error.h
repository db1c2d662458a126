/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ANSHIN_ERROR_LIST:
 * @X: called with the enumerator, the stable wire code and the HTTP status
 *
 * Every error that crosses the wire, and those without a status, which the client finds by itself.
 * The desktop turns a code into words (`desktop/common/anshin-error-words.c`); the service never
 * sends prose for people.
 */
#define ANSHIN_ERROR_LIST(X)                                                                      \
  X (INTERNAL, "internal", 500)                                                                   \
  X (MALFORMED, "malformed", 400)                                                                 \
  X (TOO_DEEP, "too-deep", 400)                                                                   \
  X (TOO_LARGE, "too-large", 413)                                                                 \
  X (FIELD_UNKNOWN, "field-unknown", 400)                                                         \
  X (FIELD_MISSING, "field-missing", 400)                                                         \
  X (FIELD_TYPE, "field-type", 400)                                                               \
  X (FIELD_TOO_LONG, "field-too-long", 422)                                                       \
  X (FIELD_INVALID, "field-invalid", 422)                                                         \
  X (FIELD_FUTURE, "field-future", 422)                                                           \
  X (FIELD_CHARACTERS, "field-characters", 422)                                                   \
  X (PASSWORD_WEAK, "password-weak", 422)                                                         \
  X (NOT_FOUND, "not-found", 404)                                                                 \
  X (METHOD_NOT_ALLOWED, "method-not-allowed", 405)                                               \
  X (SIGN_IN_FAILED, "sign-in-failed", 401)                                                       \
  X (SESSION_REQUIRED, "session-required", 401)                                                   \
  X (SESSION_ENDED, "session-ended", 401)                                                         \
  X (ACCESS_WITHDRAWN, "access-withdrawn", 401)                                                   \
  X (FORBIDDEN, "forbidden", 403)                                                                 \
  X (NEEDS_FACILITY_ADMIN, "needs-facility-admin", 403)                                           \
  X (NEEDS_ELIGIBLE_PROFESSION, "needs-eligible-profession", 403)                                 \
  X (NEEDS_ATTENDING_PHYSICIAN, "needs-attending-physician", 403)                                 \
  X (NEEDS_WHOLE_PICTURE, "needs-whole-picture", 403)                                             \
  X (NEEDS_GROUP_ADMIN, "needs-group-admin", 403)                                                 \
  X (NEEDS_OFFICE, "needs-office", 403)                                                           \
  X (STEP_UP_REQUIRED, "step-up-required", 403)                                                   \
  X (RULES_NOT_ACCEPTED, "rules-not-accepted", 403)                                               \
  X (BYOD_NOT_ALLOWED, "byod-not-allowed", 403)                                                   \
  X (CONSENT_MISSING, "consent-missing", 409)                                                     \
  X (CONSENT_STATE, "consent-state", 409)                                                         \
  X (GROUP_FROZEN, "group-frozen", 409)                                                           \
  X (GROUP_CLOSED, "group-closed", 409)                                                           \
  X (GROUP_EXISTS, "group-exists", 409)                                                           \
  X (ALREADY_MEMBER, "already-member", 409)                                                       \
  X (ALREADY_INVITED, "already-invited", 409)                                                     \
  X (INVITATION_STATE, "invitation-state", 409)                                                   \
  X (USER_UNAVAILABLE, "user-unavailable", 409)                                                   \
  X (MAIL_TAKEN, "mail-taken", 409)                                                               \
  X (NUMBER_TAKEN, "number-taken", 409)                                                           \
  X (VERSION_STALE, "version-stale", 409)                                                         \
  X (SENT_DIFFERENTLY, "sent-differently", 409)                                                   \
  X (LAST_ADMIN, "last-admin", 409)                                                               \
  X (LAST_GROUP_ADMIN, "last-group-admin", 409)                                                   \
  X (ACCOUNT_STATE, "account-state", 409)                                                         \
  X (APPLICATION_STATE, "application-state", 409)                                                 \
  X (GROUP_STATE, "group-state", 409)                                                             \
  X (MESSAGE_DELETED, "message-deleted", 409)                                                     \
  X (TOO_MANY_VERSIONS, "too-many-versions", 409)                                                 \
  X (PATIENT_ENDED, "patient-ended", 409)                                                         \
  X (CHECK_CLOSED, "check-closed", 409)                                                           \
  X (VITALS_UNUSUAL, "vitals-unusual", 409)                                                       \
  X (PROFESSION_OFF, "profession-off", 422)                                                       \
  X (REQUEST_STATE, "request-state", 409)                                                         \
  X (NEEDS_OWNER, "needs-owner", 403)                                                             \
  X (NEEDS_ASKER, "needs-asker", 403)                                                             \
  X (REVIEWED_ALREADY, "reviewed-already", 409)                                                   \
  X (LIMIT_REACHED, "limit-reached", 409)                                                         \
  X (QUOTA_REACHED, "quota-reached", 409)                                                         \
  X (ATTACHMENT_STATE, "attachment-state", 409)                                                   \
  X (ATTACHMENT_TYPE, "attachment-type", 422)                                                     \
  X (ATTACHMENT_DAMAGED, "attachment-damaged", 422)                                               \
  X (ATTACHMENT_UNSAFE, "attachment-unsafe", 422)                                                 \
  X (ATTACHMENT_METADATA, "attachment-metadata", 422)                                             \
  X (ATTACHMENT_PIXELS, "attachment-pixels", 422)                                                 \
  X (ATTACHMENT_INFECTED, "attachment-infected", 422)                                             \
  X (ATTACHMENT_LOCKED, "attachment-locked", 410)                                                 \
  X (SCANNER_DOWN, "scanner-down", 503)                                                           \
  X (SAVING_NOT_ALLOWED, "saving-not-allowed", 403)                                               \
  X (SET_UP_ALREADY, "set-up-already", 409)                                                       \
  X (TOO_MANY, "too-many", 429)                                                                   \
  X (BUSY, "busy", 503)                                                                           \
  X (STORAGE_FULL, "storage-full", 507)                                                           \
  X (CORRUPT, "corrupt", 500)                                                                     \
  X (UNREACHABLE, "unreachable", 0)                                                               \
  X (UNTRUSTED, "untrusted", 0)                                                                   \
  X (KEYRING, "keyring", 0)                                                                       \
  X (FILE_UNREADABLE, "file-unreadable", 0)                                                       \
  X (FILE_EMPTY, "file-empty", 0)                                                                 \
  X (FILE_TOO_LARGE, "file-too-large", 0)                                                         \
  X (FILE_NO_ROOM, "file-no-room", 0)                                                             \
  X (FILE_NO_RIGHT, "file-no-right", 0)                                                           \
  X (FILE_NOT_WRITTEN, "file-not-written", 0)

typedef enum
{
#define ANSHIN_ERROR_ENUM(name, wire, status) ANSHIN_ERROR_##name,
  ANSHIN_ERROR_LIST (ANSHIN_ERROR_ENUM)
#undef ANSHIN_ERROR_ENUM
  ANSHIN_N_ERRORS
} AnshinError;

#define ANSHIN_ERROR (anshin_error_quark ())

GQuark      anshin_error_quark       (void);
const char *anshin_error_to_wire     (AnshinError code);
gboolean    anshin_error_from_wire   (const char *wire, AnshinError *code);
guint       anshin_error_get_status  (AnshinError code);

void        anshin_set_error         (GError **error, AnshinError code, const char *field,
                                      const char *format, ...) G_GNUC_PRINTF (4, 5);
const char *anshin_error_get_field   (const GError *error);
void        anshin_error_set_field   (GError *error, const char *field);
const char *anshin_error_get_who     (const GError *error);
void        anshin_error_set_who     (GError *error, const char *who);
void        anshin_error_prefix_field (GError *error, const char *outer);

G_END_DECLS
