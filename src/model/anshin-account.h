/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* Why an account is stopped (source A2). @successor_id: who becomes facility admin in the same act
 * where it is the last one; @terminal_id: the lost terminal, if it is one of several. */
struct _AnshinSuspension
{
  AnshinRecord parent_instance;

  int reason;
  char *note;
  char *terminal_id;
  char *successor_id;
};

ANSHIN_DECLARE_RECORD (AnshinSuspension, anshin_suspension, ANSHIN, SUSPENSION)

/* The office takes a suspension back, and says why (PRODUCT section 2). */
struct _AnshinRestoration
{
  AnshinRecord parent_instance;

  char *reason;
};

ANSHIN_DECLARE_RECORD (AnshinRestoration, anshin_restoration, ANSHIN, RESTORATION)

/* 退職. @successor_id as in a suspension. */
struct _AnshinRetirement
{
  AnshinRecord parent_instance;

  char *note;
  char *successor_id;
};

ANSHIN_DECLARE_RECORD (AnshinRetirement, anshin_retirement, ANSHIN, RETIREMENT)

/* The office gives a user who cannot sign in a new temporary password, and says how it made sure
 * who asked (SECURITY AUTH-12). */
struct _AnshinReset
{
  AnshinRecord parent_instance;

  int identified_by;
  char *note;
};

ANSHIN_DECLARE_RECORD (AnshinReset, anshin_reset, ANSHIN, RESET)

/* What a user is let in with the first time, or again; shown once. @password: the temporary
 * password, @reading: the same in kana for reading it aloud, @code: the enrolment code. All absent
 * but @user where nothing had to be given anew. */
struct _AnshinAccess
{
  AnshinRecord parent_instance;

  AnshinRecord *user;
  char *password;
  char *reading;
  char *code;
  gint64 expires_at;
};

ANSHIN_DECLARE_RECORD (AnshinAccess, anshin_access, ANSHIN, ACCESS)

/* The network's rules are accepted, in the version that was shown. */
struct _AnshinAcceptance
{
  AnshinRecord parent_instance;

  gint64 version;
};

ANSHIN_DECLARE_RECORD (AnshinAcceptance, anshin_acceptance, ANSHIN, ACCEPTANCE)

G_END_DECLS
