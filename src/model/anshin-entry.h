/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-care-request.h"
#include "anshin-entry-kind.h"
#include "anshin-entry-state.h"
#include "anshin-record.h"
#include "anshin-vitals.h"

G_BEGIN_DECLS

/* Whom a message names; in its text the name stands after an @. As a request without @name. */
struct _AnshinMention
{
  AnshinRecord parent_instance;

  int kind;
  char *id;   /* of the person or the facility; NULL for everybody */
  char *name; /* as on that day */
};

ANSHIN_DECLARE_RECORD (AnshinMention, anshin_mention, ANSHIN, MENTION)

/* What of an entry is sealed: who wrote it as they were on that day, and what. The service seals
 * the JSON form of this record and puts the same bytes into the answer. */
struct _AnshinContent
{
  AnshinRecord parent_instance;

  char *author_name;
  int author_profession;
  char *author_facility;
  char *text;
  char *subject_id;
  char *subject_name;
  int subject_state;
  gboolean urgent;
  int acknowledgement;        /* of an entry of kind "acknowledged" … */
  int acknowledgement_before; /* … and what the same person had given before */
  AnshinRecord *request;      /* AnshinCareRequest: of a request, as it stood then */
  GPtrArray *mentions;        /* AnshinMention */
  GPtrArray *attachments;
  AnshinRecord *vitals;        /* AnshinVitals */
  AnshinRecord *vital_targets; /* AnshinVitalTargets */
};

ANSHIN_DECLARE_RECORD (AnshinContent, anshin_content, ANSHIN, CONTENT)

/* One thing that happened in a channel; @seq has no gaps. */
struct _AnshinEntry
{
  AnshinRecord parent_instance;

  char *channel;
  gint64 seq;
  char *id;
  int kind;
  gint64 at;
  char *author_id;
  char *client_id;
  char *reply_to;
  AnshinRecord *content;
  AnshinRecord *state; /* AnshinEntryState; NULL if nothing has become of it */
};

ANSHIN_DECLARE_RECORD (AnshinEntry, anshin_entry, ANSHIN, ENTRY)

AnshinCareRequest *anshin_entry_get_request (AnshinEntry *self);
AnshinVitalTargets *anshin_entry_get_vital_targets (AnshinEntry *self);

/* The request that posts a message; @client_id makes sending again harmless. @attachments are ids
 * of what the sender has uploaded to the group; with them there need not be a text. */
struct _AnshinPost
{
  AnshinRecord parent_instance;

  char *client_id;
  char *text;
  char *reply_to;
  gboolean urgent;
  GPtrArray *mentions; /* AnshinMention */
  char **attachments;
};

ANSHIN_DECLARE_RECORD (AnshinPost, anshin_post, ANSHIN, POST)

gboolean anshin_post_has_mention (AnshinPost *self, AnshinMention *mention);
gboolean anshin_post_add_mention (AnshinPost *self, AnshinMention *mention);

/* How far somebody has read a group. As a request only @seq is given. Who it is, and the state of
 * the account today, is said of those who are not in the group any more: its members are known. */
struct _AnshinReadMark
{
  AnshinRecord parent_instance;

  char *channel;
  char *user_id;
  gint64 seq;
  gint64 at;
  char *name;
  int profession;
  char *facility_name;
  int state;
};

ANSHIN_DECLARE_RECORD (AnshinReadMark, anshin_read_mark, ANSHIN, READ_MARK)

/* An entry that a search has found, by its id, and the name of its group. */
struct _AnshinSearchHit
{
  AnshinRecord parent_instance;

  char *id;
  char *group_name;
  AnshinRecord *entry;
};

ANSHIN_DECLARE_RECORD (AnshinSearchHit, anshin_search_hit, ANSHIN, SEARCH_HIT)

G_END_DECLS
