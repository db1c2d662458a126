/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-mailer.h"
#include "mail-relay.h"
#include "walk.h"

G_BEGIN_DECLS

#define MAIL_FROM "network@anshin.example"

/**
 * Rules:
 * @walk: users who act at random, and the model of who may know of what
 * @seen: when each user was last on line
 * @mailed: when each had the last mail
 * @reason: who has got something new to read since, and may be told
 * @owed: who must be told, unless he is there meanwhile
 * @n_mails: how many mails there were
 *
 * Who is to get a mail, said in other words than the service's (SECURITY ML-01 to ML-03).
 */
typedef struct
{
  Walk walk;
  Relay *relay;
  AnshinMailConfig config;
  AnshinMailer *mailer;
  gint64 seen[MAX_PEOPLE];
  gint64 mailed[MAX_PEOPLE];
  gboolean reason[MAX_PEOPLE];
  gboolean owed[MAX_PEOPLE];
  char *address[MAX_PEOPLE];
  char *last_entry;
  int n_invitations;
  guint n_mails;
} Rules;

Rules *rules_new       (guint32 seed);
void   rules_free      (Rules *self);

/* Lets time pass; some users are on line, at random. */
void   rules_pass_time (Rules *self, gint64 microseconds, gboolean on_line);
void   rules_step      (Rules *self);
/* What has come up since becomes what is owed; then the mailer runs, and each mail is looked at. */
void   rules_send      (Rules *self);
/* Nobody waits for a mail any more. */
void   rules_check_end (Rules *self);

/* The mail is the one that there is, to that address alone. */
void   rules_check_mail (const Mail *mail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rules, rules_free)

G_END_DECLS
