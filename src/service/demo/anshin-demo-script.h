/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-choice.h"

G_BEGIN_DECLS

/* The texts of data/demo, read. All strings are owned by the script. */

/* @retired, @suspended: how many days ago; 0 if not. */
typedef struct
{
  char *name;
  char *kana;
  char *mail;
  int profession;
  gboolean admin;
  gboolean office;
  char *role;
  int retired;
  int suspended;
} AnshinDemoPerson;

/* Somebody for whom @by applied @days ago, and the state it came to. */
typedef struct
{
  char *by;
  int profession;
  char *name;
  char *kana;
  char *mail;
  int days;
  int state;
  char *note;
} AnshinDemoApplicant;

typedef struct
{
  int kind;
  char *name;
  char *address;
  char *telephone;
  char *number;
  GPtrArray *staff; /* AnshinDemoPerson */
} AnshinDemoFacility;

/**
 * AnshinDemoLine:
 * @profession: who speaks; 0 is the office
 * @delay: minutes after the line before it
 * @answers: the number, from 1, of the line of the thread that it answers; 0 if none
 */
typedef struct
{
  int profession;
  int delay;
  guint answers;
  char *text;
} AnshinDemoLine;

typedef struct
{
  char *title;
  GPtrArray *lines; /* AnshinDemoLine */
} AnshinDemoThread;

typedef struct
{
  char *name;
  char *kana;
} AnshinDemoName;

typedef struct
{
  GPtrArray *facilities; /* AnshinDemoFacility */
  GPtrArray *applicants; /* AnshinDemoApplicant */
  GPtrArray *threads;    /* AnshinDemoThread, about patients */
  GPtrArray *notices;    /* AnshinDemoThread, in other groups; the first is the office's */
  GPtrArray *family;     /* AnshinDemoName */
  GPtrArray *female;
  GPtrArray *male;
  GPtrArray *streets;
} AnshinDemoScript;

AnshinDemoScript *anshin_demo_script_load (GError **error);
void              anshin_demo_script_free (AnshinDemoScript *script);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinDemoScript, anshin_demo_script_free)

G_END_DECLS
