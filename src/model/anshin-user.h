/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* A user as others see them. The mail address is given to oneself, the own facility's admins and
 * the office alone (PRODUCT section 2, SECURITY AZ-06). */
struct _AnshinUser
{
  AnshinRecord parent_instance;

  char *id;
  char *name;
  char *kana;
  char *mail;
  int profession;
  char *facility_id;
  char *facility_name;
  int facility_kind;
  gboolean facility_admin;
  gboolean office;
  int state;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinUser, anshin_user, ANSHIN, USER)

G_END_DECLS
