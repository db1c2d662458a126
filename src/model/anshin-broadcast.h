/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* お知らせ: from the office to all users (source A8 rule 6). @client_id makes sending again
 * harmless. */
struct _AnshinAnnouncement
{
  AnshinRecord parent_instance;

  char *client_id;
  char *text;
  gboolean urgent;
};

ANSHIN_DECLARE_RECORD (AnshinAnnouncement, anshin_announcement, ANSHIN, ANNOUNCEMENT)

/* 安否確認. As a request only @text is given. The numbers are for the office and, of the own
 * facility, for its admins; @own_answer and @own_word are the reader's. */
struct _AnshinSafetyCheck
{
  AnshinRecord parent_instance;

  char *id;
  char *text;
  char *started_by_name;
  gint64 started_at;
  gint64 reminded_at;
  gint64 closed_at;
  gint64 asked;
  gint64 safe;
  gint64 hurt;
  gint64 needs_help;
  int own_answer;
  char *own_word;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinSafetyCheck, anshin_safety_check, ANSHIN, SAFETY_CHECK)

/* One user's answer; without @answer none was given yet. As a request @answer and @word. */
struct _AnshinSafetyAnswer
{
  AnshinRecord parent_instance;

  char *user_id;
  char *user_name;
  int profession;
  char *facility_id;
  char *facility_name;
  int answer;
  char *word;
  gint64 at;
};

ANSHIN_DECLARE_RECORD (AnshinSafetyAnswer, anshin_safety_answer, ANSHIN, SAFETY_ANSWER)

G_END_DECLS
