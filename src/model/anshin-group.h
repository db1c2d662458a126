/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* A group as its reader sees it; a group's id is also the id of its channel. @user_id: the other
 * user of a direct conversation. @purge_at: when a deleted group can no longer be brought back. */
struct _AnshinGroup
{
  AnshinRecord parent_instance;

  char *id;
  char *client_id;
  int kind;
  int state;
  char *name;
  char *patient_id;
  char *user_id;
  char *owner_facility_id;
  char *owner_facility_name;
  gint64 members;
  gint64 last_seq;
  gint64 read_seq;
  gint64 unread;
  gint64 for_me;  /* addressed to the asker by name or as an answer, and not seen */
  gboolean muted; /* the asker wants no notices on the desktop of it */
  gint64 last_at;
  char *last_author;
  char *last_text;
  gint64 waiting;
  gint64 created_at;
  gint64 deleted_at;
  gint64 purge_at;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinGroup, anshin_group, ANSHIN, GROUP)

/* One who is in a group, or reads it by right of administration (@by_right). Why somebody is a
 * group admin (source A4): as the group's @creator, as an active admin of the facility whose the
 * patient's group is (@facility_admin), or because he was named. */
struct _AnshinMember
{
  AnshinRecord parent_instance;

  char *user_id;
  char *name;
  char *kana;
  int profession;
  char *facility_id;
  char *facility_name;
  int state;
  gboolean group_admin;
  gboolean by_right;
  gboolean creator;
  gboolean facility_admin;
  gint64 joined_at;
  gint64 read_seq;
  gboolean attending; /* is the patient's attending physician */
  char *telephone;    /* of the facility */
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinMember, anshin_member, ANSHIN, MEMBER)

gboolean anshin_member_can_be_addressed (AnshinMember *self);

G_END_DECLS
