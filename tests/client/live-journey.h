/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-fixture.h"
#include "live-service.h"

/*
 * Two clients, a physician's and a nurse's, against the real service with sample data, each with
 * a terminal enrolled in the real keyring. The tests run in their order: what one does to the
 * service the next one finds.
 */
extern LiveService *service;
extern AnshinClient *physician;
extern AnshinClient *nurse;
extern char *group_id;

AnshinClient   *live_new_client    (void);
AnshinTimeline *live_open_timeline (AnshinClient *client);
void            live_act           (AnshinClient *client, AnshinTimelineItem *item,
                                    const char *method, const char *rest, gpointer body);
void            live_write_some    (AnshinTimeline *timeline, const char *who, guint first,
                                    guint n);

/* live-chat.c: what is written to each other, and what becomes of it. */
void live_chat (void);
void live_refused (void);
void live_changes (void);
void live_addressed (void);
void live_seen_by_answering (void);
void live_hold (void);

/* live-past.c: what was written before, and that nothing of it is lost. */
void live_around (void);
void live_around_at_once (void);
void live_kill (void);
void live_paging (void);
void live_answered (void);
