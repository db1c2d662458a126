/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* The request that gives a message another text. */
struct _AnshinMessageEdit
{
  AnshinRecord parent_instance;

  char *text;
  GPtrArray *mentions; /* AnshinMention: whom it names besides those whom it named before */
};

ANSHIN_DECLARE_RECORD (AnshinMessageEdit, anshin_message_edit, ANSHIN, MESSAGE_EDIT)

/* What a message said, and until when; the newest without an end is what it says now, unless it
 * is deleted. */
struct _AnshinMessageVersion
{
  AnshinRecord parent_instance;

  gint64 version;
  char *text;
  gint64 until;
};

ANSHIN_DECLARE_RECORD (AnshinMessageVersion, anshin_message_version, ANSHIN, MESSAGE_VERSION)

/* Who has acknowledged a message, how and when; @earlier: before it was last changed, so that it is
 * no word on what it says now. As a request only @kind is given. */
struct _AnshinAcknowledgement
{
  AnshinRecord parent_instance;

  int kind;
  char *user_id;
  char *name;
  int profession;
  char *facility_name;
  int state;
  gint64 at;
  gboolean earlier;
};

ANSHIN_DECLARE_RECORD (AnshinAcknowledgement, anshin_acknowledgement, ANSHIN, ACKNOWLEDGEMENT)

G_END_DECLS
