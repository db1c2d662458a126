/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "anshin-consent.h"
#include "anshin-entry.h"
#include "anshin-group.h"
#include "anshin-invitation.h"
#include "anshin-patient.h"
#include "anshin-sign-in.h"
#include "anshin-user.h"

G_BEGIN_DECLS

/**
 * AnshinClientState:
 * @ANSHIN_CLIENT_SIGNED_OUT: nobody is signed in
 * @ANSHIN_CLIENT_SIGNING_IN: under way
 * @ANSHIN_CLIENT_ONLINE: signed in, the event stream is open
 * @ANSHIN_CLIENT_RECONNECTING: signed in, the service can't be reached; it is tried again
 * @ANSHIN_CLIENT_LOCKED: signed in, but the models are empty until the password is given again
 * @ANSHIN_CLIENT_EXPIRED: the session has ended; drafts are kept until somebody else signs in
 */
typedef enum
{
  ANSHIN_CLIENT_SIGNED_OUT,
  ANSHIN_CLIENT_SIGNING_IN,
  ANSHIN_CLIENT_ONLINE,
  ANSHIN_CLIENT_RECONNECTING,
  ANSHIN_CLIENT_LOCKED,
  ANSHIN_CLIENT_EXPIRED,
} AnshinClientState;

#define ANSHIN_TYPE_CLIENT (anshin_client_get_type ())
G_DECLARE_FINAL_TYPE (AnshinClient, anshin_client, ANSHIN, CLIENT, GObject)

#define ANSHIN_TYPE_TIMELINE (anshin_timeline_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTimeline, anshin_timeline, ANSHIN, TIMELINE, GObject)

/*
 * Properties, all notifying: "state" (AnshinClientState as an int), "user" (AnshinUser),
 * "retry-at" (gint64, when the next attempt is; 0 if none), "unread" (guint, over all groups),
 * "to-answer" (guint, invitations that wait for me).
 * Signals: "session-ended" (GError *why), "message-arrived" (AnshinGroup *, AnshinEntry *).
 */
AnshinClient     *anshin_client_new              (const char *service_uri, GError **error);
AnshinClientState anshin_client_get_state        (AnshinClient *self);
AnshinUser       *anshin_client_get_user         (AnshinClient *self);
gint64            anshin_client_get_retry_at     (AnshinClient *self);
guint             anshin_client_get_unread       (AnshinClient *self);
guint             anshin_client_get_to_answer    (AnshinClient *self);
guint             anshin_client_get_lock_seconds (AnshinClient *self);
const char       *anshin_client_get_service_uri  (AnshinClient *self);

/* Signing in: the terminal's key is looked up in the keyring by service and mail address. */
void     anshin_client_has_terminal_async  (AnshinClient *self, const char *mail,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
gboolean anshin_client_has_terminal_finish (AnshinClient *self, GAsyncResult *result,
                                            GError **error);
void     anshin_client_sign_in_async       (AnshinClient *self, const char *mail,
                                            const char *password, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
gboolean anshin_client_sign_in_finish      (AnshinClient *self, GAsyncResult *result,
                                            GError **error);
/* @enrolment: mail, password, code, terminal_name, and new_password if wanted; the key is made here */
void     anshin_client_enrol_async         (AnshinClient *self, AnshinEnrolment *enrolment,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
gboolean anshin_client_enrol_finish        (AnshinClient *self, GAsyncResult *result,
                                            GError **error);
void     anshin_client_bootstrap_async     (AnshinClient *self, AnshinBootstrap *bootstrap,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
gboolean anshin_client_bootstrap_finish    (AnshinClient *self, GAsyncResult *result,
                                            GError **error);
void     anshin_client_sign_out_async      (AnshinClient *self, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
gboolean anshin_client_sign_out_finish     (AnshinClient *self, GAsyncResult *result,
                                            GError **error);
void     anshin_client_lock                (AnshinClient *self);
void     anshin_client_unlock_async        (AnshinClient *self, const char *password,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
gboolean anshin_client_unlock_finish       (AnshinClient *self, GAsyncResult *result,
                                            GError **error);
void     anshin_client_retry_now           (AnshinClient *self);

/* Any operation. @body may be NULL. The answer is a record of @answer_type, or NULL if that is
 * G_TYPE_NONE; with _call_list_ it is a GListStore of @item_type (all pages are fetched). */
void     anshin_client_call_async          (AnshinClient *self, const char *method,
                                            const char *path, gpointer body, GType answer_type,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
gpointer anshin_client_call_finish         (AnshinClient *self, GAsyncResult *result,
                                            GError **error);
void     anshin_client_call_list_async     (AnshinClient *self, const char *path, GType item_type,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
GListModel *anshin_client_call_list_finish (AnshinClient *self, GAsyncResult *result,
                                            GError **error);

/*
 * Live lists; one object per id for as long as somebody holds it, its properties notify. They
 * are loaded when first asked for and kept true by the event stream. All are AnshinLiveList.
 */
#define ANSHIN_TYPE_LIVE_LIST (anshin_live_list_get_type ())
G_DECLARE_FINAL_TYPE (AnshinLiveList, anshin_live_list, ANSHIN, LIVE_LIST, GObject)

AnshinLiveList *anshin_client_get_patients    (AnshinClient *self);
AnshinLiveList *anshin_client_get_groups      (AnshinClient *self);
AnshinLiveList *anshin_client_get_invitations (AnshinClient *self);

/* Properties: "loading" (gboolean), "loaded" (gboolean: it has been whole once), "error" (GError
 * boxed, why the last load failed). A GListModel. */
gboolean      anshin_live_list_get_loading (AnshinLiveList *self);
gboolean      anshin_live_list_get_loaded  (AnshinLiveList *self);
const GError *anshin_live_list_get_error   (AnshinLiveList *self);
void          anshin_live_list_reload      (AnshinLiveList *self);
gpointer      anshin_live_list_find        (AnshinLiveList *self, const char *id);

/*
 * A group's timeline: a GListModel of AnshinTimelineItem, oldest first: what is on the service
 * as far as it was paged in, then what is on its way. It holds what was typed and not sent.
 */
typedef enum
{
  ANSHIN_DELIVERY_CONFIRMED,
  ANSHIN_DELIVERY_SENDING,
  ANSHIN_DELIVERY_WAITING,   /* the service can't be reached; goes out by itself */
  ANSHIN_DELIVERY_REFUSED,   /* see "error"; kept until taken back or sent again */
} AnshinDelivery;

#define ANSHIN_TYPE_TIMELINE_ITEM (anshin_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTimelineItem, anshin_timeline_item, ANSHIN, TIMELINE_ITEM, GObject)

/* Properties: "entry" (AnshinEntry), "delivery" (int), "own" (gboolean), "starts-day" (gboolean),
 * "follows-author" (gboolean: same author as above, within minutes), "replied" (AnshinEntry of
 * the message it answers, NULL until it is paged in), "readers" (guint: how many have read it),
 * "error" (GError boxed). */
AnshinEntry   *anshin_timeline_item_get_entry          (AnshinTimelineItem *self);
AnshinContent *anshin_timeline_item_get_content        (AnshinTimelineItem *self);
AnshinDelivery anshin_timeline_item_get_delivery       (AnshinTimelineItem *self);
gboolean       anshin_timeline_item_get_own            (AnshinTimelineItem *self);
gboolean       anshin_timeline_item_get_starts_day     (AnshinTimelineItem *self);
gboolean       anshin_timeline_item_get_follows_author (AnshinTimelineItem *self);
AnshinEntry   *anshin_timeline_item_get_replied        (AnshinTimelineItem *self);
guint          anshin_timeline_item_get_readers        (AnshinTimelineItem *self);
const GError  *anshin_timeline_item_get_error          (AnshinTimelineItem *self);

AnshinTimeline *anshin_client_get_timeline        (AnshinClient *self, const char *group_id);
/* Properties: "loading", "complete" (the first entry is there), "draft" (text typed and not sent),
 * "draft-reply-to" (AnshinEntry), "error". */
AnshinGroup    *anshin_timeline_get_group         (AnshinTimeline *self);
gboolean        anshin_timeline_get_loading       (AnshinTimeline *self);
gboolean        anshin_timeline_get_complete      (AnshinTimeline *self);
const char     *anshin_timeline_get_draft         (AnshinTimeline *self);
void            anshin_timeline_set_draft         (AnshinTimeline *self, const char *draft);
AnshinEntry    *anshin_timeline_get_draft_reply_to (AnshinTimeline *self);
void            anshin_timeline_set_draft_reply_to (AnshinTimeline *self, AnshinEntry *entry);
void            anshin_timeline_load              (AnshinTimeline *self);
void            anshin_timeline_load_older        (AnshinTimeline *self);
void            anshin_timeline_send              (AnshinTimeline *self, const char *text,
                                                   AnshinEntry *reply_to);
void            anshin_timeline_send_again        (AnshinTimeline *self, AnshinTimelineItem *item);
void            anshin_timeline_take_back         (AnshinTimeline *self, AnshinTimelineItem *item);
void            anshin_timeline_mark_read         (AnshinTimeline *self, gint64 seq);
/* Members with how far each has read: a GListModel of AnshinMember, live. */
GListModel     *anshin_timeline_get_members       (AnshinTimeline *self);

G_END_DECLS
