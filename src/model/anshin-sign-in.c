/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-sign-in.h"

#include <string.h>

#include "anshin-password.h"
#include "anshin-record-private.h"
#include "anshin-text.h"
#include "anshin-user.h"

#define REQUIRED_LINE (ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE)
#define PUBLIC_KEY_LENGTH 43

static const AnshinField anshin_challenge_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinChallenge, nonce, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_KEY),
  ANSHIN_FIELD_TIME (AnshinChallenge, expires_at, ANSHIN_FIELD_SERVICE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinChallenge, anshin_challenge, NULL)

static const AnshinField anshin_sign_in_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinSignIn, mail, REQUIRED_LINE, ANSHIN_MAX_MAIL),
  ANSHIN_FIELD_TEXT (AnshinSignIn, password, ANSHIN_FIELD_REQUIRED, ANSHIN_MAX_PASSWORD),
  ANSHIN_FIELD_TEXT (AnshinSignIn, terminal_id, REQUIRED_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinSignIn, nonce, REQUIRED_LINE, ANSHIN_MAX_KEY),
  ANSHIN_FIELD_TEXT (AnshinSignIn, signature, REQUIRED_LINE, ANSHIN_MAX_KEY),
  { NULL },
};

/* As bytes of base64url without padding: 43 characters are the 32 of a public key. */
static gboolean
check_public_key (const char *key, GError **error)
{
  gsize length = strspn (key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

  if (length == PUBLIC_KEY_LENGTH && key[length] == '\0')
    return TRUE;
  return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "public_key", "Not a public key", error);
}

ANSHIN_DEFINE_RECORD (AnshinSignIn, anshin_sign_in, NULL)

static const AnshinField anshin_enrolment_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinEnrolment, mail, REQUIRED_LINE, ANSHIN_MAX_MAIL),
  ANSHIN_FIELD_TEXT (AnshinEnrolment, password, ANSHIN_FIELD_REQUIRED, ANSHIN_MAX_PASSWORD),
  ANSHIN_FIELD_TEXT (AnshinEnrolment, new_password, ANSHIN_FIELD_OPTIONAL, ANSHIN_MAX_PASSWORD),
  ANSHIN_FIELD_TEXT (AnshinEnrolment, code, REQUIRED_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinEnrolment, terminal_name, REQUIRED_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinEnrolment, public_key, REQUIRED_LINE, ANSHIN_MAX_KEY),
  ANSHIN_FIELD_BOOL (AnshinEnrolment, personal, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_TEXT (AnshinEnrolment, system, ANSHIN_FIELD_LINE, ANSHIN_MAX_NAME),
  { NULL },
};

static gboolean
validate_enrolment (AnshinRecord *record, GError **error)
{
  AnshinEnrolment *self = ANSHIN_ENROLMENT (record);
  const char *own_words[] = { self->mail, NULL };
  g_autoptr (GError) weak = NULL;

  if (self->new_password != NULL && *self->new_password == '\0')
    anshin_record_take_text (self, "new_password", NULL);
  if (self->new_password != NULL && !anshin_password_check (self->new_password, own_words, &weak))
    {
      anshin_error_set_field (weak, "new_password");
      g_propagate_error (error, g_steal_pointer (&weak));
      return FALSE;
    }
  return check_public_key (self->public_key, error);
}

ANSHIN_DEFINE_RECORD (AnshinEnrolment, anshin_enrolment, validate_enrolment)

static const AnshinField anshin_bootstrap_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinBootstrap, token, REQUIRED_LINE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TEXT (AnshinBootstrap, association, REQUIRED_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinBootstrap, name, REQUIRED_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinBootstrap, kana, REQUIRED_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinBootstrap, mail, REQUIRED_LINE, ANSHIN_MAX_MAIL),
  ANSHIN_FIELD_TEXT (AnshinBootstrap, password, ANSHIN_FIELD_REQUIRED, ANSHIN_MAX_PASSWORD),
  ANSHIN_FIELD_TEXT (AnshinBootstrap, terminal_name, REQUIRED_LINE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinBootstrap, public_key, REQUIRED_LINE, ANSHIN_MAX_KEY),
  { NULL },
};

static gboolean
validate_bootstrap (AnshinRecord *record, GError **error)
{
  AnshinBootstrap *self = ANSHIN_BOOTSTRAP (record);
  const char *own_words[] = { self->name, NULL, NULL, NULL, NULL };

  if (!anshin_record_check_kana (self, "kana", error) ||
      !anshin_record_check_mail (self, "mail", error))
    return FALSE;
  own_words[1] = self->kana;
  own_words[2] = self->mail;
  own_words[3] = self->association;
  return anshin_password_check (self->password, own_words, error) &&
         check_public_key (self->public_key, error);
}

ANSHIN_DEFINE_RECORD (AnshinBootstrap, anshin_bootstrap, validate_bootstrap)

static const AnshinField anshin_unlock_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinUnlock, password, ANSHIN_FIELD_REQUIRED, ANSHIN_MAX_PASSWORD),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinUnlock, anshin_unlock, NULL)

static const AnshinField anshin_session_info_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinSessionInfo, token, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_KEY),
  ANSHIN_FIELD_TEXT (AnshinSessionInfo, terminal_id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_RECORD (AnshinSessionInfo, user, ANSHIN_FIELD_SERVICE, anshin_user_get_type),
  ANSHIN_FIELD_TIME (AnshinSessionInfo, expires_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_INT (AnshinSessionInfo, idle_seconds, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_INT (AnshinSessionInfo, lock_seconds, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TIME (AnshinSessionInfo, last_sign_in_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXT (AnshinSessionInfo, last_sign_in_terminal, ANSHIN_FIELD_SERVICE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_INT (AnshinSessionInfo, rules_version, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinSessionInfo, anshin_session_info, NULL)

static const AnshinField anshin_enrolment_code_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinEnrolmentCode, code, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_TIME (AnshinEnrolmentCode, expires_at, ANSHIN_FIELD_SERVICE),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinEnrolmentCode, anshin_enrolment_code, NULL)

/**
 * anshin_sign_in_get_signed_text:
 * @mail: the mail address, as typed or normalised
 * @terminal_id: the terminal's id
 * @nonce: the challenge's nonce
 *
 * Returns: (transfer full): the bytes that the terminal signs with its key, so that a signature
 *   is good for this address, this terminal and this challenge alone (SECURITY AUTH-02)
 */
char *
anshin_sign_in_get_signed_text (const char *mail, const char *terminal_id, const char *nonce)
{
  g_autofree char *address = anshin_text_normalize_mail (mail);

  return g_strjoin ("\n", "anshin-net sign-in 1", address, terminal_id, nonce, NULL);
}
