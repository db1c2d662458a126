/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* 依頼: what somebody in a group asks a person, or a facility, of the group to do. Its @id is that
 * of its entry in the group. To ask, @client_id, @what and one of the owners are given, and if
 * wanted @about_id (the message it comes from), @due_on and @urgent. Names are those of the day on
 * which it was said. @owner_state and @owner_left: what has become of the person who is asked;
 * @taker_gone: who has taken on what a facility is asked to do can't do it any more. @word: what
 * was said with the last change. */
struct _AnshinCareRequest
{
  AnshinRecord parent_instance;

  char *id;
  gint64 version;
  char *client_id;
  char *group_id;
  gint64 seq;
  char *about_id;
  char *what;
  char *owner_id;
  char *owner_facility_id;
  char *owner_name;
  int owner_profession;
  char *owner_facility_name;
  int owner_state;
  gboolean owner_left;
  int due_on;
  gboolean urgent;
  int state;
  char *word;
  char *asked_by;
  char *asked_by_name;
  char *asked_by_facility;
  gint64 asked_at;
  char *taken_by;
  char *taken_by_name;
  gint64 taken_at;
  gboolean taker_gone;
  char *changed_by_name;
  gint64 changed_at;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinCareRequest, anshin_care_request, ANSHIN, CARE_REQUEST)

/* A word with an answer to a request: why it is declined, what came of it. */
struct _AnshinRequestWord
{
  AnshinRecord parent_instance;

  char *word;
};

ANSHIN_DECLARE_RECORD (AnshinRequestWord, anshin_request_word, ANSHIN, REQUEST_WORD)

/* Whom a request is given to: one of the two. */
struct _AnshinRequestOwner
{
  AnshinRecord parent_instance;

  char *owner_id;
  char *owner_facility_id;
};

ANSHIN_DECLARE_RECORD (AnshinRequestOwner, anshin_request_owner, ANSHIN, REQUEST_OWNER)

/* How many open requests there are: for me to do, of these due today and overdue, and asked by
 * me. */
struct _AnshinRequestTally
{
  AnshinRecord parent_instance;

  gint64 mine;
  gint64 due_today;
  gint64 overdue;
  gint64 asked;
};

ANSHIN_DECLARE_RECORD (AnshinRequestTally, anshin_request_tally, ANSHIN, REQUEST_TALLY)

gboolean anshin_care_request_is_open      (AnshinCareRequest *self);
gboolean anshin_care_request_is_overdue   (AnshinCareRequest *self, int today);
gboolean anshin_care_request_is_due_today (AnshinCareRequest *self, int today);

G_END_DECLS
