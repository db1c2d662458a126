/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-chat-row.h"
#include "anshin-stretch.h"
#include "anshin-timeline-view.h"

G_BEGIN_DECLS

struct _AnshinTimelineView
{
  AdwBin parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkScrolledWindow *scrolled;
  GtkListView *list_view;
  GtkRevealer *older_revealer;
  GtkSpinner *older_spinner;
  GtkWidget *older_error;
  GtkLabel *older_label;
  GtkWidget *way_bar;
  GtkWidget *unread_button;
  GtkImage *unread_icon;
  GtkLabel *unread_label;
  GtkWidget *newest_button;
  GtkLabel *newest_label;
  AdwStatusPage *error_page;
  GtkWidget *retry_button;

  /* owned */
  AnshinTimeline *timeline;
  AnshinStretch *shown; /* the part of it that has rows */
  gint64 first_unread;
  gboolean unread_seen;    /* that has been in sight */
  gboolean starts_at_unread; /* as long as nobody has gone anywhere */
  gint64 newest_known; /* of the group, whether paged in or not */
  gint64 sought; /* the entry that somebody came for */
  gint64 wanted_seq; /* to be shown once it is paged in */
  gboolean can_reply;
  guint arrived;     /* below what is seen, while one reads further up */
  gboolean at_end;   /* stays there when something comes */
  gboolean opened;   /* the first rows have been placed */
  gboolean placed;   /* those that were asked for, before they are shown */
  gboolean attended; /* somebody looks at it */
  double last_upper;
  double last_page_size;
  guint settle_id;
  guint frames;
  guint scroll_id;
  guint grow_id;
  guint read_id;
  guint way_id;
  guint way_frames;
};

guint  anshin_timeline_view_get_n_items    (AnshinTimelineView *self);
gint64 anshin_timeline_view_get_seq        (AnshinTimelineView *self, guint position);
guint  anshin_timeline_view_find_position  (AnshinTimelineView *self, gint64 seq);
void   anshin_timeline_view_update_seen    (AnshinTimelineView *self);
AnshinTimelineItem *anshin_timeline_view_dup_item (AnshinTimelineView *self, gint64 seq);
AnshinChatRow *anshin_timeline_view_find_focused_row (AnshinTimelineView *self);
gboolean anshin_timeline_view_enter        (AnshinTimelineView *self, GtkDirectionType direction);

/* Where it stands */
void   anshin_timeline_view_take_place     (AnshinTimelineView *self);
void   anshin_timeline_view_leave_place    (AnshinTimelineView *self);
void   anshin_timeline_view_settle         (AnshinTimelineView *self);
void   anshin_timeline_view_queue_scroll   (AnshinTimelineView *self);
void   anshin_timeline_view_queue_grow     (AnshinTimelineView *self);
void   anshin_timeline_view_bring          (AnshinTimelineView *self, gint64 seq);

/* What is new, and the way there */
void   anshin_timeline_view_find_first_unread (AnshinTimelineView *self);
void   anshin_timeline_view_take_arrived   (AnshinTimelineView *self, guint position, guint added);
void   anshin_timeline_view_take_unread    (AnshinTimelineView *self);
void   anshin_timeline_view_come_back      (AnshinTimelineView *self);
void   anshin_timeline_view_update_way     (AnshinTimelineView *self);
gboolean anshin_timeline_view_is_own_at    (AnshinTimelineView *self, guint position);
void   anshin_timeline_view_jump_to_end    (AnshinTimelineView *self);

void   anshin_message_deeds_acknowledge (AnshinTimelineView *self, AnshinTimelineItem *item,
                                         int kind);
void   anshin_message_deeds_add_keys      (AnshinTimelineView *self);
void   anshin_message_deeds_class_init    (GtkWidgetClass *widget_class);
void   anshin_timeline_view_actions_class_init (GtkWidgetClass *widget_class);

G_END_DECLS
