/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db-private.h"

G_BEGIN_DECLS

/*
 * Jobs that wait for a worker, first come first served. It takes no more than
 * ANSHIN_MAX_WAITING_JOBS: what comes faster than it can be done is refused, not heaped up.
 */
typedef struct
{
  GMutex mutex;
  GCond cond;
  AnshinJob *head;
  AnshinJob *tail;
  guint waiting;
  gboolean closing;
} AnshinJobQueue;

void       anshin_job_queue_init    (AnshinJobQueue *queue);
void       anshin_job_queue_clear   (AnshinJobQueue *queue);
void       anshin_job_queue_close   (AnshinJobQueue *queue);
gboolean   anshin_job_queue_push    (AnshinJobQueue *queue, AnshinJob *job);
AnshinJob *anshin_job_queue_take    (AnshinJobQueue *queue, guint most);
gboolean   anshin_job_queue_is_busy (AnshinJobQueue *queue);

G_END_DECLS
