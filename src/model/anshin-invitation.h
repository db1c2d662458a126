/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* 招待: one person asked into one group (source A4). */
struct _AnshinInvitation
{
  AnshinRecord parent_instance;

  char *id;
  char *group_id;
  char *group_name;
  int group_kind;
  int state;
  char *user_id;
  char *user_name;
  int user_profession;
  char *user_facility_name;
  char *inviter_id;
  char *inviter_name;
  int inviter_profession;
  char *inviter_facility_name;
  gint64 created_at;
  gint64 expires_at;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinInvitation, anshin_invitation, ANSHIN, INVITATION)

/* The request that makes invitations: several people at once. */
struct _AnshinInvite
{
  AnshinRecord parent_instance;

  char **user_ids;
};

ANSHIN_DECLARE_RECORD (AnshinInvite, anshin_invite, ANSHIN, INVITE)

G_END_DECLS
