/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-job-queue.h"

#include "anshin-limits.h"

void
anshin_job_queue_init (AnshinJobQueue *queue)
{
  g_mutex_init (&queue->mutex);
  g_cond_init (&queue->cond);
}

void
anshin_job_queue_clear (AnshinJobQueue *queue)
{
  g_assert (queue->head == NULL);
  g_mutex_clear (&queue->mutex);
  g_cond_clear (&queue->cond);
}

void
anshin_job_queue_close (AnshinJobQueue *queue)
{
  g_mutex_lock (&queue->mutex);
  queue->closing = TRUE;
  g_cond_broadcast (&queue->cond);
  g_mutex_unlock (&queue->mutex);
}

gboolean
anshin_job_queue_push (AnshinJobQueue *queue, AnshinJob *job)
{
  gboolean room = FALSE;

  g_mutex_lock (&queue->mutex);
  room = !queue->closing && (job->waited_for || queue->waiting < ANSHIN_MAX_WAITING_JOBS);
  if (room)
    {
      if (queue->tail != NULL)
        queue->tail->next = job;
      else
        queue->head = job;
      queue->tail = job;
      queue->waiting++;
      g_cond_signal (&queue->cond);
    }
  g_mutex_unlock (&queue->mutex);
  return room;
}

/* Takes up to @most jobs; waits for the first. %NULL once the queue is closed and empty. What is no
 * transaction comes alone. */
AnshinJob *
anshin_job_queue_take (AnshinJobQueue *queue, guint most)
{
  AnshinJob *first = NULL;
  AnshinJob *last = NULL;

  g_mutex_lock (&queue->mutex);
  while (queue->head == NULL && !queue->closing)
    g_cond_wait (&queue->cond, &queue->mutex);
  first = queue->head;
  for (AnshinJob *job = first; job != NULL && most > 0; job = job->next, most--)
    {
      if (job->func == NULL && job != first)
        break;
      if (job->func == NULL)
        most = 1;
      last = job;
      queue->waiting--;
    }
  if (last != NULL)
    {
      queue->head = last->next;
      if (queue->head == NULL)
        queue->tail = NULL;
      last->next = NULL;
    }
  g_mutex_unlock (&queue->mutex);
  return first;
}

gboolean
anshin_job_queue_is_busy (AnshinJobQueue *queue)
{
  gboolean busy = FALSE;

  g_mutex_lock (&queue->mutex);
  busy = queue->head != NULL;
  g_mutex_unlock (&queue->mutex);
  return busy;
}
