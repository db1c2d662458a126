/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* What the terminal signs when it signs in: good for ANSHIN_CHALLENGE_SECONDS, once. */
struct _AnshinChallenge
{
  AnshinRecord parent_instance;

  char *nonce;
  gint64 expires_at;
};

ANSHIN_DECLARE_RECORD (AnshinChallenge, anshin_challenge, ANSHIN, CHALLENGE)

/* Both factors: the password, and the terminal's signature (SECURITY AUTH-01, AUTH-02). */
struct _AnshinSignIn
{
  AnshinRecord parent_instance;

  char *mail;
  char *password;
  char *terminal_id;
  char *nonce;
  char *signature;
};

ANSHIN_DECLARE_RECORD (AnshinSignIn, anshin_sign_in, ANSHIN, SIGN_IN)

/* A new terminal: the password, a one-time code and the terminal's new public key; @personal: it
 * is the person's own (BYOD), @system: what runs on it.
 * @new_password is required where the account still has a temporary one. */
struct _AnshinEnrolment
{
  AnshinRecord parent_instance;

  char *mail;
  char *password;
  char *new_password;
  char *code;
  char *terminal_name;
  char *public_key;
  gboolean personal;
  char *system;
};

ANSHIN_DECLARE_RECORD (AnshinEnrolment, anshin_enrolment, ANSHIN, ENROLMENT)

/* The first office user, made with the one-time token that `anshin-netd init` prints. */
struct _AnshinBootstrap
{
  AnshinRecord parent_instance;

  char *token;
  char *association;
  char *name;
  char *kana;
  char *mail;
  char *password;
  char *terminal_name;
  char *public_key;
};

ANSHIN_DECLARE_RECORD (AnshinBootstrap, anshin_bootstrap, ANSHIN, BOOTSTRAP)

/* The password alone, to take up a locked session again. */
struct _AnshinUnlock
{
  AnshinRecord parent_instance;

  char *password;
};

ANSHIN_DECLARE_RECORD (AnshinUnlock, anshin_unlock, ANSHIN, UNLOCK)

/* The answer to a sign-in; @token is given once. @rules_version: the version of the network's rules
 * that is to be accepted before anything else; absent or 0 if there is none. */
struct _AnshinSessionInfo
{
  AnshinRecord parent_instance;

  char *token;
  char *terminal_id;
  AnshinRecord *user;
  gint64 expires_at;
  gint64 idle_seconds;
  gint64 lock_seconds;
  gint64 last_sign_in_at;
  char *last_sign_in_terminal;
  gint64 rules_version;
};

ANSHIN_DECLARE_RECORD (AnshinSessionInfo, anshin_session_info, ANSHIN, SESSION_INFO)

/* A code that lets a person enrol one more terminal, shown once. */
struct _AnshinEnrolmentCode
{
  AnshinRecord parent_instance;

  char *code;
  gint64 expires_at;
};

ANSHIN_DECLARE_RECORD (AnshinEnrolmentCode, anshin_enrolment_code, ANSHIN, ENROLMENT_CODE)

/* The bytes that the terminal signs; made in the same way at both ends. */
char *anshin_sign_in_get_signed_text (const char *mail, const char *terminal_id,
                                      const char *nonce);

G_END_DECLS
