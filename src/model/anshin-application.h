/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"

G_BEGIN_DECLS

/* 登録申請: somebody is to become a user (source A7). A facility admin submits it for own staff,
 * the office for anybody; the office decides. */
struct _AnshinApplication
{
  AnshinRecord parent_instance;

  char *id;
  char *name;
  char *kana;
  char *mail;
  int profession;
  char *facility_id;
  char *facility_name;
  gboolean facility_admin;
  char *note;
  int state;
  char *submitted_by;
  char *submitted_by_name;
  gint64 created_at;
  char *decided_by_name;
  gint64 decided_at;
  char *turned_down_reason;
  char *user_id;
  char **capabilities;
};

ANSHIN_DECLARE_RECORD (AnshinApplication, anshin_application, ANSHIN, APPLICATION)

/* Several at once. Nothing is stored if one is refused, unless @skip_refused. */
struct _AnshinApplicationBatch
{
  AnshinRecord parent_instance;

  GPtrArray *items;
  gboolean skip_refused;
};

ANSHIN_DECLARE_RECORD (AnshinApplicationBatch, anshin_application_batch, ANSHIN, APPLICATION_BATCH)

/* Why one of a batch was refused; @line counts from 1. */
struct _AnshinRefusedLine
{
  AnshinRecord parent_instance;

  gint64 line;
  char *code;
  char *field;
};

ANSHIN_DECLARE_RECORD (AnshinRefusedLine, anshin_refused_line, ANSHIN, REFUSED_LINE)

/* @stored: what was taken in; @refused: what was not. */
struct _AnshinApplicationReport
{
  AnshinRecord parent_instance;

  GPtrArray *stored;
  GPtrArray *refused;
};

ANSHIN_DECLARE_RECORD (AnshinApplicationReport, anshin_application_report, ANSHIN,
                       APPLICATION_REPORT)

/* Why an application is turned down. */
struct _AnshinTurnDown
{
  AnshinRecord parent_instance;

  char *reason;
};

ANSHIN_DECLARE_RECORD (AnshinTurnDown, anshin_turn_down, ANSHIN, TURN_DOWN)

G_END_DECLS
