/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"

G_BEGIN_DECLS

/* Turns the main loop until CONDITION holds; after 20 seconds the test fails. */
#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 give_up_at = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;                             \
                                                                                                   \
    while (!(condition))                                                                           \
      {                                                                                            \
        if (g_get_monotonic_time () > give_up_at)                                                  \
          g_error ("%s:%d: waited in vain for: %s", __FILE__, __LINE__, #condition);               \
        turn_once ();                                                                              \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

void     turn_once         (void);
void     turn_for          (guint milliseconds);

/* Somebody who has just enrolled at a fake service, with the groups there. */
AnshinClient *client_new_enrolled (const char *uri);

gboolean enrol_and_wait    (AnshinClient *client, const char *mail, const char *password,
                            const char *code, GError **error);
gboolean bootstrap_and_wait (AnshinClient *client, AnshinBootstrap *bootstrap, GError **error);
gboolean sign_in_and_wait  (AnshinClient *client, const char *mail, const char *password,
                            GError **error);
gboolean unlock_and_wait   (AnshinClient *client, const char *password, GError **error);
gboolean confirm_and_wait  (AnshinClient *client, const char *password, GError **error);
gboolean accept_rules_and_wait (AnshinClient *client, gint64 version, GError **error);
void     sign_out_and_wait (AnshinClient *client);
gpointer call_and_wait     (AnshinClient *client, const char *method, const char *path,
                            gpointer body, GType answer_type, GError **error);
GListModel *call_list_and_wait (AnshinClient *client, const char *path, GType item_type,
                                GError **error);
gboolean has_terminal_and_wait (AnshinClient *client, const char *mail, GError **error);

/* Follows a model by its own words alone, and fails the test where they weren't true. */
typedef struct
{
  GListModel *model;
  GPtrArray *items;
  guint changes;
} Mirror;

Mirror *mirror_new  (GListModel *model);
void    mirror_free (Mirror *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mirror, mirror_free)

guint               count           (gpointer model);
AnshinTimelineItem *get_item        (AnshinTimeline *timeline, guint position);
const char         *get_item_text   (AnshinTimeline *timeline, guint position);
guint               count_delivery  (AnshinTimeline *timeline, AnshinDelivery delivery);
void                assert_in_order (AnshinTimeline *timeline);

G_END_DECLS
