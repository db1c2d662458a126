/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-event-stream.h"
#include "anshin-live-list-private.h"
#include "anshin-timeline-private.h"
#include "anshin-transport.h"

G_BEGIN_DECLS

struct _AnshinClient
{
  GObject parent_instance;

  AnshinTransport *transport;
  AnshinEventStream *stream;
  AnshinClientState state;

  AnshinSessionInfo *info; /* without the token */
  AnshinUser *user;
  char *drafts_of; /* whose drafts are in @timelines */

  AnshinLiveList *patients;
  AnshinLiveList *groups;
  AnshinLiveList *invitations;
  GHashTable *timelines; /* group id → AnshinTimeline */

  GHashTable *due_groups; /* ids of those to be fetched soon */
  guint due_id;
  guint count_id; /* the sums below are to be made anew */
  guint unread;
  guint to_answer;
  guint acts;         /* changes whose answer is waited for */
  GPtrArray *settling; /* tasks that wait until there are none, and nothing to be sent */
  guint settle_id;
  int day; /* that was today when it was last looked, as YYYYMMDD */
  guint day_id;
};

void anshin_client_set_state     (AnshinClient *self, AnshinClientState state);
void anshin_client_adopt         (AnshinClient *self, AnshinSessionInfo *info);
void anshin_client_expire        (AnshinClient *self, const GError *why);
void anshin_client_halt          (AnshinClient *self, const GError *why);
void anshin_client_hide_all      (AnshinClient *self);
void anshin_client_forget_all    (AnshinClient *self);
void anshin_client_forget_person (AnshinClient *self);
void anshin_client_let_send      (AnshinClient *self, gboolean may);
void anshin_client_set_online    (AnshinClient *self, gboolean online);
void anshin_client_emit_moved    (AnshinClient *self, AnshinGroup *group);
void anshin_client_emit_arrived  (AnshinClient *self, AnshinGroup *group, AnshinEntry *entry);
void anshin_client_emit_outdated (AnshinClient *self, const char *what);
void anshin_client_fetch_group   (AnshinClient *self, const char *id);
void anshin_client_reconcile     (gpointer held, gpointer fresh);
void anshin_client_watch_counts  (AnshinClient *self);
void anshin_client_watch_day     (AnshinClient *self);
void anshin_client_check_day     (AnshinClient *self);
void anshin_client_listen        (AnshinClient *self);
void anshin_client_clear_user    (AnshinClient *self);
void anshin_client_end           (AnshinClient *self);
gboolean anshin_client_is_open   (AnshinClient *self);

G_END_DECLS
