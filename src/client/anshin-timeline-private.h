/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-live-list-private.h"
#include "anshin-timeline-item-private.h"
#include "anshin-timeline.h"
#include "anshin-user.h"

G_BEGIN_DECLS

#define ANSHIN_TIMELINE_PAGE 50
/* Farther behind than this, the last page is fetched anew instead of all that lies between. */
#define ANSHIN_TIMELINE_LONGEST_GAP 500
/* What was answered over HTTP is often just about to come over the stream, in milliseconds. */
#define ANSHIN_TIMELINE_GAP_PATIENCE 250
/* So many rows at least are fetched at a time: what is folded makes none. */
#define ANSHIN_TIMELINE_FEWEST_ROWS 15
/* Marks set while scrolling are put together, in milliseconds. */
#define ANSHIN_TIMELINE_READ_PATIENCE 400

struct _AnshinTimeline
{
  GObject parent_instance;

  AnshinTransport *transport;
  AnshinGroup *group;
  AnshinUser *me;
  AnshinLiveList *members;
  guint team; /* of those who can be addressed, so that one sees when it is another */
  gboolean team_known;

  /* What the model shows: the channel's entries from @first_seq to @last_seq, then what is on its
   * way. Nothing while @hidden. */
  GPtrArray *confirmed;
  GPtrArray *outgoing;
  GHashTable *by_id;      /* entry id → item of @confirmed */
  GHashTable *changes;    /* entry id → GPtrArray of what waits to be folded into it */
  GPtrArray *unresolved;  /* items of @confirmed whose answered message isn't paged in */
  gboolean hidden;

  /* Fetching */
  GCancellable *cancellable; /* of all fetches; a new one after each clearing */
  gint64 first_seq;
  gint64 last_seq;
  gint64 wanted_seq; /* the greatest number heard of */
  guint gap_id;
  guint gap_attempt;
  gboolean online;
  gboolean opened;
  gboolean left; /* it was open when one lost sight of the group */
  gboolean loaded;
  gboolean complete;
  gboolean detached; /* there is more below than is paged in, and it isn't fetched by itself */
  gboolean newest_busy;
  gboolean newer_busy;
  gboolean older_busy;
  GError *error;

  /* Sending */
  AnshinTimelineItem *sending;
  guint send_attempt;
  guint send_id;
  guint hold_ms;
  guint hold_id;

  /* Reading */
  GHashTable *marks; /* user id → gint64 */
  gint64 read_wanted;
  gint64 read_sent;
  guint read_id;
  gboolean read_busy;
  char *attending_id;   /* whose reading is shown with each message */
  GPtrArray *addressed; /* AnshinEntry to me that I haven't looked at */

  char *draft;
  AnshinEntry *draft_reply_to;
  AnshinPost *draft_post; /* what goes with the text */
  GListStore *draft_files;
  AnshinEntry *editing; /* what is given another text meanwhile */
  char *edit_text;
  GPtrArray *edit_mentions; /* AnshinMention: whom it names then */
};

/* What the client tells a timeline. */
AnshinTimeline *anshin_timeline_new         (AnshinTransport *transport, AnshinGroup *group,
                                             AnshinUser *me);
void            anshin_timeline_push        (AnshinTimeline *self, AnshinEntry *entry);
void            anshin_timeline_expect      (AnshinTimeline *self, gint64 last_seq);
void            anshin_timeline_set_online  (AnshinTimeline *self, gboolean online);
void            anshin_timeline_take_mark   (AnshinTimeline *self, const char *user_id,
                                             gint64 seq);
void            anshin_timeline_hide        (AnshinTimeline *self);
void            anshin_timeline_show        (AnshinTimeline *self, AnshinUser *me);
void            anshin_timeline_leave       (AnshinTimeline *self, const GError *why);
void            anshin_timeline_rejoin      (AnshinTimeline *self);
void            anshin_timeline_forget      (AnshinTimeline *self);

/* Between the files of the timeline. */
void     anshin_timeline_emit_changed    (AnshinTimeline *self, guint position, guint removed,
                                          guint added);
gboolean anshin_timeline_append          (AnshinTimeline *self, AnshinEntry *entry,
                                          gint64 as_of);
guint    anshin_timeline_prepend         (AnshinTimeline *self, GPtrArray *newest_first,
                                          gint64 as_of);
void     anshin_timeline_recheck_requests (AnshinTimeline *self);
void     anshin_timeline_recheck_own     (AnshinTimeline *self);
void     anshin_timeline_fold            (AnshinTimeline *self, AnshinEntry *change);
void     anshin_timeline_refresh_origin  (AnshinTimeline *self, AnshinEntry *entry);
void     anshin_timeline_fetch_again     (AnshinTimeline *self, AnshinTimelineItem *item);
gboolean anshin_timeline_find_replied    (AnshinTimeline *self, AnshinTimelineItem *item);
void     anshin_timeline_fold_waiting    (AnshinTimeline *self, AnshinTimelineItem *item);
void     anshin_timeline_emit_folded     (AnshinTimeline *self, AnshinEntry *change);
void     anshin_timeline_drop_confirmed  (AnshinTimeline *self);
void     anshin_timeline_join_outgoing   (AnshinTimeline *self);
void     anshin_timeline_remove_outgoing (AnshinTimeline *self, AnshinTimelineItem *item);
guint    anshin_timeline_count_readers   (AnshinTimeline *self, AnshinEntry *entry);
void     anshin_timeline_set_error       (AnshinTimeline *self, const GError *error);
void     anshin_timeline_notify_loading  (AnshinTimeline *self);
void     anshin_timeline_notify_complete (AnshinTimeline *self);
gboolean anshin_timeline_is_passing     (const GError *error);
gboolean anshin_timeline_has_lost_sight  (const GError *error);
void     anshin_timeline_fetch_newer     (AnshinTimeline *self);
void     anshin_timeline_fetch_marks     (AnshinTimeline *self);
void     anshin_timeline_fetch_addressed (AnshinTimeline *self);
void     anshin_timeline_note_addressed  (AnshinTimeline *self, AnshinEntry *entry);
gboolean anshin_entry_may_be_to          (AnshinEntry *entry, const char *user_id);
void     anshin_timeline_note_answered   (AnshinTimeline *self, AnshinTimelineItem *answer);
void     anshin_timeline_notify_addressed (AnshinTimeline *self);
void     anshin_timeline_update_detached (AnshinTimeline *self);
void     anshin_timeline_show_attending  (AnshinTimeline *self, AnshinTimelineItem *item);
gboolean anshin_timeline_hold            (AnshinTimeline *self, AnshinPost *post);
void     anshin_timeline_release         (AnshinTimeline *self);
gboolean anshin_timeline_has_unsent      (AnshinTimeline *self);
gboolean anshin_timeline_has_draft       (AnshinTimeline *self);
void     anshin_timeline_note_drained    (AnshinTimeline *self);
void     anshin_timeline_emit_drained    (AnshinTimeline *self);
void     anshin_timeline_pump            (AnshinTimeline *self);
void     anshin_timeline_pump_read       (AnshinTimeline *self);
void     anshin_timeline_forget_files    (AnshinTimeline *self);
GPtrArray *anshin_timeline_take_draft_files (AnshinTimeline *self);
void     anshin_timeline_put_back_files  (AnshinTimeline *self, GPtrArray *files);
GPtrArray *anshin_timeline_dup_attachments (GPtrArray *files);
char   **anshin_timeline_dup_file_ids    (GPtrArray *files);
void     anshin_timeline_put_out         (AnshinTimeline *self, AnshinPost *post,
                                          GPtrArray *files, AnshinEntry *reply_to);
void     anshin_timeline_merge_draft     (AnshinTimeline *self, AnshinTimelineItem *item);
void anshin_timeline_merge_text (AnshinTimeline *self, const char *text);
void     anshin_timeline_wipe_draft      (AnshinTimeline *self);
void     anshin_timeline_forget_edit     (AnshinTimeline *self);
void     anshin_timeline_notify_editing  (AnshinTimeline *self);
void     anshin_timeline_notify_draft    (AnshinTimeline *self);
void     anshin_timeline_notify_draft_reply_to (AnshinTimeline *self);
void     anshin_timeline_stop_timers     (AnshinTimeline *self);

G_END_DECLS
