/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* A user as others see them. From @suspension to @locked (too many failed sign-ins) only those are
 * told who administer the user. The mail address is given to oneself, the own facility's admins and
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
  gboolean whole_picture;
  int state;
  gint64 version;
  int suspension;
  gint64 registered_at;
  gint64 last_sign_in_at;
  char *last_sign_in_terminal;
  gint64 terminals;
  gboolean locked;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinUser, anshin_user, ANSHIN, USER)

G_END_DECLS
