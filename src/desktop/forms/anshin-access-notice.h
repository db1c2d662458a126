/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-form.h"

G_BEGIN_DECLS

/**
 * AnshinAccessNotice:
 * @name: whom the notice is for
 * @facility: (nullable): where that person works
 * @password: the temporary password
 * @reading: (nullable): the same in kana
 * @code: (nullable): the enrolment code of the first terminal
 * @expires_at: when both are no longer good, microseconds since 1970
 *
 * What somebody is let in with, on paper. The mail address is left out on purpose: who signs in
 * and the secret go by different ways (SECURITY AUTH-08).
 */
typedef struct
{
  const char *name;
  const char *facility;
  const char *password;
  const char *reading;
  const char *code;
  gint64 expires_at;
} AnshinAccessNotice;

AnshinForm *anshin_access_notice_new_form (const AnshinAccessNotice *notice);

G_END_DECLS
