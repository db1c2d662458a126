/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "anshin-consent.h"
#include "anshin-entry.h"
#include "anshin-group.h"
#include "anshin-invitation.h"
#include "anshin-live-list.h"
#include "anshin-patient.h"
#include "anshin-sign-in.h"
#include "anshin-timeline.h"
#include "anshin-transfer.h"
#include "anshin-user.h"

G_BEGIN_DECLS

/**
 * AnshinClientState:
 * @ANSHIN_CLIENT_SIGNED_OUT: nobody is signed in
 * @ANSHIN_CLIENT_SIGNING_IN: under way
 * @ANSHIN_CLIENT_ONLINE: signed in, the event stream is open
 * @ANSHIN_CLIENT_RECONNECTING: signed in, the service can't be reached; it is tried again
 * @ANSHIN_CLIENT_LOCKED: signed in, but the models are empty until the password is given again
 * @ANSHIN_CLIENT_PENDING: signed in, but the models are empty until the rules are accepted
 * @ANSHIN_CLIENT_EXPIRED: the session has ended; drafts are kept until somebody else signs in
 */
typedef enum
{
  ANSHIN_CLIENT_SIGNED_OUT,
  ANSHIN_CLIENT_SIGNING_IN,
  ANSHIN_CLIENT_ONLINE,
  ANSHIN_CLIENT_RECONNECTING,
  ANSHIN_CLIENT_LOCKED,
  ANSHIN_CLIENT_PENDING,
  ANSHIN_CLIENT_EXPIRED,
} AnshinClientState;

/* How many items of a list have come so far. */
typedef void (*AnshinListProgress) (guint n_items, gpointer data);

#define ANSHIN_TYPE_CLIENT (anshin_client_get_type ())
G_DECLARE_FINAL_TYPE (AnshinClient, anshin_client, ANSHIN, CLIENT, GObject)

/*
 * Properties, all notifying: "state" (AnshinClientState as an int), "user" (AnshinUser),
 * "retry-at" (gint64, when the next attempt is; 0 if none), "unread" (guint, over all groups),
 * "to-answer" (guint, invitations that wait for me).
 * Signals: "session-ended" (GError *why), "message-arrived" (AnshinGroup *, AnshinEntry *) of what
 * others write, and where what they had written names one now, "group-moved" (AnshinGroup *) where
 * anybody wrote, so that it comes first, "outdated" (const char *what: "safety-checks",
 * "applications" … has changed, "day" where it is another day; NULL if anything may have, as the
 * event stream was lost for a while).
 */
AnshinClient     *anshin_client_new              (const char *service_uri, GError **error);
AnshinClientState anshin_client_get_state        (AnshinClient *self);
AnshinUser       *anshin_client_get_user         (AnshinClient *self);
gint64            anshin_client_get_retry_at     (AnshinClient *self);
guint             anshin_client_get_unread       (AnshinClient *self);
guint             anshin_client_get_to_answer    (AnshinClient *self);
guint             anshin_client_get_lock_seconds (AnshinClient *self);
AnshinSessionInfo *anshin_client_get_session_info (AnshinClient *self);
gboolean          anshin_client_set_ca_file      (AnshinClient *self, const char *path,
                                                  GError **error);
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
/* @enrolment: mail, password, code, terminal_name, and new_password if wanted. */
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
gboolean anshin_client_has_drafts          (AnshinClient *self);
gboolean anshin_client_has_unsent          (AnshinClient *self);
gboolean anshin_client_can_send            (AnshinClient *self);
void     anshin_client_release             (AnshinClient *self);
void     anshin_client_lock                (AnshinClient *self);
void     anshin_client_unlock_async        (AnshinClient *self, const char *password,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
gboolean anshin_client_unlock_finish       (AnshinClient *self, GAsyncResult *result,
                                            GError **error);
void     anshin_client_retry_now           (AnshinClient *self);

/* The password once more, for an act that asks for it (ANSHIN_ERROR_STEP_UP_REQUIRED). */
void     anshin_client_confirm_async       (AnshinClient *self, const char *password,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
gboolean anshin_client_confirm_finish      (AnshinClient *self, GAsyncResult *result,
                                            GError **error);
/* The version of the rules that was read is accepted; the session then goes on. */
void     anshin_client_accept_rules_async  (AnshinClient *self, gint64 version,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
gboolean anshin_client_accept_rules_finish (AnshinClient *self, GAsyncResult *result,
                                            GError **error);
gint64   anshin_client_get_rules_version   (AnshinClient *self);

/* Any operation. @body may be NULL. The answer is a record of @answer_type, or NULL if that is
 * G_TYPE_NONE; with _call_list_ it is a GListStore of @item_type (all pages are fetched). */
gboolean anshin_client_is_busy             (AnshinClient *self);
void     anshin_client_settle_async        (AnshinClient *self, GAsyncReadyCallback callback,
                                            gpointer data);
gboolean anshin_client_settle_finish       (AnshinClient *self, GAsyncResult *result);
void     anshin_client_call_async          (AnshinClient *self, const char *method,
                                            const char *path, gpointer body, GType answer_type,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
gpointer anshin_client_call_finish         (AnshinClient *self, GAsyncResult *result,
                                            GError **error);
void     anshin_client_call_list_async     (AnshinClient *self, const char *path, GType item_type,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
void     anshin_client_call_long_list_async (AnshinClient *self, const char *path,
                                            GType item_type, AnshinListProgress progress,
                                            gpointer progress_data, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer data);
GListModel *anshin_client_call_list_finish (AnshinClient *self, GAsyncResult *result,
                                            GError **error);

/*
 * Live lists; one object per id for as long as somebody holds it, its properties notify. They
 * are loaded when first asked for and kept true by the event stream. All are AnshinLiveList.
 */
AnshinLiveList *anshin_client_get_patients    (AnshinClient *self);
AnshinLiveList *anshin_client_get_groups      (AnshinClient *self);
AnshinLiveList *anshin_client_get_invitations (AnshinClient *self);

/* The same timeline each time, for as long as one is signed in; it isn't loaded by this. */
AnshinTimeline *anshin_client_get_timeline    (AnshinClient *self, const char *group_id);
GPtrArray *anshin_client_list_timelines (AnshinClient *self);

/* Files, chunk by chunk, in memory alone. */
AnshinTransfer *anshin_client_download        (AnshinClient *self, AnshinAttachment *attachment);
AnshinTransfer *anshin_client_upload          (AnshinClient *self, const char *owner,
                                               AnshinAttachment *attachment, GBytes *file);

G_END_DECLS
