/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* A text that the office edits: the network's rules, the wording of form 4. A published version
 * never changes (SECURITY CN-04). As a request only @text is given. */
struct _AnshinWording
{
  AnshinRecord parent_instance;

  int kind;
  gint64 version;
  char *text;
  char *published_by_name;
  gint64 published_at;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinWording, anshin_wording, ANSHIN, WORDING)

/* What the office has set for a profession: whether it is offered, and whether it sees the
 * patient's whole picture (PRODUCT section 1). @users: how many have it. */
struct _AnshinProfessionSetting
{
  AnshinRecord parent_instance;

  int profession;
  gboolean offered;
  gboolean whole_picture;
  gint64 users;
};

ANSHIN_DECLARE_RECORD (AnshinProfessionSetting, anshin_profession_setting, ANSHIN,
                       PROFESSION_SETTING)

/* The whole list; professions that are not in it stay as they are. */
struct _AnshinProfessionSettings
{
  AnshinRecord parent_instance;

  GPtrArray *items;
};

ANSHIN_DECLARE_RECORD (AnshinProfessionSettings, anshin_profession_settings, ANSHIN,
                       PROFESSION_SETTINGS)

G_END_DECLS
