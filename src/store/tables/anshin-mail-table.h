/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"

G_BEGIN_DECLS

/* Who was seen within so long is on line, and gets no mail. */
#define ANSHIN_MAIL_ON_LINE_SECONDS (2 * 60)
/* What is older leads to no notice: the mail may have been off for long. */
#define ANSHIN_MAIL_OLDEST_SECONDS (24 * 60 * 60)
/* After so long a notice that was claimed and not finished is anybody's again. */
#define ANSHIN_MAIL_LEASE_SECONDS (2 * 60)
/* After a failure a notice waits for a minute, then twice as long each time, up to this. */
#define ANSHIN_MAIL_MAX_WAIT_SECONDS (60 * 60)
/* What cannot be sent for so long is given up. */
#define ANSHIN_MAIL_GIVE_UP_SECONDS (3 * 24 * 60 * 60)

/**
 * AnshinMailNotice:
 * @user_id: (nullable): whom to tell; %NULL if nobody is to be told now
 * @address: (nullable): the user's mail address
 * @claimed_at: what anshin_mail_finish() needs
 */
typedef struct
{
  char *user_id;
  char *address;
  gint64 claimed_at;
} AnshinMailNotice;

void     anshin_mail_notice_clear (AnshinMailNotice *notice);

/* Turns what is new in some channels into notices; @count tells in how many. */
gboolean anshin_mail_collect      (AnshinTx *tx, gint64 now, guint *count, GError **error);
gboolean anshin_mail_claim        (AnshinTx *tx, gint64 now, AnshinMailNotice *notice,
                                   GError **error);
gboolean anshin_mail_finish       (AnshinTx *tx, const AnshinMailNotice *notice, gint64 now,
                                   gboolean sent, GError **error);
/* The sessions whose streams are open. */
gboolean anshin_mail_set_on_line  (AnshinTx *tx, GPtrArray *session_ids, gint64 now,
                                   GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnshinMailNotice, anshin_mail_notice_clear)

G_END_DECLS
