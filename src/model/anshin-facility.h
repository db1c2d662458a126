/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* 施設・事業所. @institution_number: 医療機関コード, 介護事業所番号: 7 to 10 digits. @byod:
 * whether personal terminals are allowed today; @saving: whether its staff may save files of
 * messages on their terminals; @staff and @admins: how many active ones. */
struct _AnshinFacility
{
  AnshinRecord parent_instance;

  char *id;
  char *name;
  int kind;
  char *address;
  char *telephone;
  char *institution_number;
  gint64 version;
  gboolean byod;
  char *byod_confirmed_by_name;
  gint64 byod_confirmed_at;
  gint64 byod_expires_at;
  gboolean saving;
  char *saving_set_by_name;
  gint64 saving_set_at;
  gint64 staff;
  gint64 admins;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinFacility, anshin_facility, ANSHIN, FACILITY)

/* The facility's admin allows personal terminals and confirms the duties that go with it, or takes
 * it back (source A5). All three duties must be confirmed to allow. */
struct _AnshinByod
{
  AnshinRecord parent_instance;

  gboolean allowed;
  gboolean install_instructed;
  gboolean vulnerabilities_checked;
  gboolean settings_unchanged;
};

ANSHIN_DECLARE_RECORD (AnshinByod, anshin_byod, ANSHIN, BYOD)

/* The facility's admin lets the staff save files on their terminals, or no longer (SECURITY
 * TRM-02). */
struct _AnshinSaving
{
  AnshinRecord parent_instance;

  gboolean allowed;
};

ANSHIN_DECLARE_RECORD (AnshinSaving, anshin_saving, ANSHIN, SAVING)

G_END_DECLS
