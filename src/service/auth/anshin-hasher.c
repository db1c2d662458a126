/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-hasher.h"

#include <sodium.h>
#include <string.h>

#include "anshin-limits.h"

#define HASH_OPERATIONS 3
#define HASH_MEMORY (64 * 1024 * 1024)

typedef struct
{
  AnshinHasher *hasher;
  AnshinHasherFunc work;
  AnshinHasherFunc done;
  AnshinHasherFunc displaced;
  gpointer job;
} Task;

/* What waits from one source. */
typedef struct
{
  char *source;
  GQueue tasks;
} Line;

struct _AnshinHasher
{
  GMutex lock;
  GThreadPool *pool;
  GMainContext *context;
  GHashTable *lines;
  GQueue turns;
  guint n_waiting;
};

static void
line_free (gpointer data)
{
  Line *line = data;

  g_queue_clear_full (&line->tasks, g_free);
  g_free (line->source);
  g_free (line);
}

static gboolean
on_done_cb (gpointer user_data)
{
  g_autofree Task *task = user_data;

  task->done (task->job);
  return G_SOURCE_REMOVE;
}

static gboolean
on_displaced_cb (gpointer user_data)
{
  g_autofree Task *task = user_data;

  task->displaced (task->job);
  return G_SOURCE_REMOVE;
}

/* Never at once, as the lock may be held. */
static void
call_later (AnshinHasher *self, GSourceFunc func, Task *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, task, NULL);
  g_source_attach (source, self->context);
}

/* Makes room for a source that has less waiting than another: the last of the longest line goes.
 * Returns whether there is room now. */
static gboolean
displace (AnshinHasher *self, guint n_own)
{
  Line *longest = NULL;
  Task *task = NULL;

  for (GList *l = self->turns.head; l != NULL; l = l->next)
    {
      Line *line = l->data;

      if (longest == NULL || line->tasks.length > longest->tasks.length)
        longest = line;
    }
  if (longest == NULL || longest->tasks.length <= n_own + 1)
    return FALSE;

  task = g_queue_pop_tail (&longest->tasks);
  self->n_waiting--;
  call_later (self, on_displaced_cb, task);
  return TRUE;
}

/* The next task, of the source whose turn it is. */
static Task *
take_task (AnshinHasher *self)
{
  Task *task = NULL;
  Line *line = NULL;

  g_mutex_lock (&self->lock);
  line = g_queue_pop_head (&self->turns);
  if (line != NULL)
    {
      task = g_queue_pop_head (&line->tasks);
      self->n_waiting--;
      if (line->tasks.length > 0)
        g_queue_push_tail (&self->turns, line);
      else
        g_hash_table_remove (self->lines, line->source);
    }
  g_mutex_unlock (&self->lock);
  return task;
}

static void
run_task (gpointer token, gpointer user_data)
{
  AnshinHasher *self = user_data;
  Task *task = take_task (self);

  if (task == NULL)
    return;
  task->work (task->job);
  call_later (self, on_done_cb, task);
}

/**
 * anshin_hasher_new:
 *
 * Returns: (transfer full): a pool whose answers come in the thread's default main context
 */
AnshinHasher *
anshin_hasher_new (void)
{
  AnshinHasher *self = g_new0 (AnshinHasher, 1);

  anshin_password_get_dummy_hash ();
  g_mutex_init (&self->lock);
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, line_free);
  g_queue_init (&self->turns);
  self->context = g_main_context_ref_thread_default ();
  self->pool = g_thread_pool_new (run_task, self, ANSHIN_HASHER_THREADS, TRUE, NULL);
  return self;
}

/**
 * anshin_hasher_free:
 * @self: (nullable) (transfer full): a pool; what runs is waited for, what waits is dropped
 */
void
anshin_hasher_free (AnshinHasher *self)
{
  if (self == NULL)
    return;

  g_thread_pool_free (self->pool, TRUE, TRUE);
  g_queue_clear (&self->turns);
  g_hash_table_unref (self->lines);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * anshin_hasher_push:
 * @self: a pool
 * @source: where the request comes from
 * @work: what is done in a thread of the pool
 * @done: called in the main thread afterwards
 * @displaced: called in the main thread instead, if others have to come first
 * @job: for all of them
 *
 * Returns: %FALSE if too many wait already, in all or from @source; nothing is called then
 */
gboolean
anshin_hasher_push (AnshinHasher *self, const char *source, AnshinHasherFunc work,
                    AnshinHasherFunc done, AnshinHasherFunc displaced, gpointer job)
{
  Line *line = NULL;
  Task *task = NULL;
  guint n_own = 0;

  g_mutex_lock (&self->lock);
  line = g_hash_table_lookup (self->lines, source);
  n_own = line != NULL ? line->tasks.length : 0;
  if (n_own >= ANSHIN_MAX_WAITING_HASHES_PER_SOURCE
      || (self->n_waiting >= ANSHIN_MAX_WAITING_HASHES && !displace (self, n_own)))
    {
      g_mutex_unlock (&self->lock);
      return FALSE;
    }

  task = g_new0 (Task, 1);
  task->hasher = self;
  task->work = work;
  task->done = done;
  task->displaced = displaced;
  task->job = job;
  if (line == NULL)
    {
      line = g_new0 (Line, 1);
      line->source = g_strdup (source);
      g_queue_init (&line->tasks);
      g_hash_table_insert (self->lines, line->source, line);
      g_queue_push_tail (&self->turns, line);
    }
  g_queue_push_tail (&line->tasks, task);
  self->n_waiting++;
  g_mutex_unlock (&self->lock);

  g_thread_pool_push (self->pool, self, NULL);
  return TRUE;
}

/**
 * anshin_hasher_refuse_waiting:
 * @self: a pool
 *
 * Before the service stops: what waits is displaced, what runs goes on.
 */
void
anshin_hasher_refuse_waiting (AnshinHasher *self)
{
  Line *line = NULL;

  g_mutex_lock (&self->lock);
  while ((line = g_queue_pop_head (&self->turns)) != NULL)
    {
      Task *task = NULL;

      while ((task = g_queue_pop_head (&line->tasks)) != NULL)
        call_later (self, on_displaced_cb, task);
      g_hash_table_remove (self->lines, line->source);
    }
  self->n_waiting = 0;
  g_mutex_unlock (&self->lock);
}

/**
 * anshin_password_hash:
 * @password: a password, as it was typed
 *
 * Takes some 100 ms and 64 MiB.
 *
 * Returns: (transfer full): Argon2id with its salt and parameters
 */
char *
anshin_password_hash (const char *password)
{
  char hash[crypto_pwhash_STRBYTES];

  if (crypto_pwhash_str (hash, password, strlen (password), HASH_OPERATIONS, HASH_MEMORY) != 0)
    g_error ("no memory to hash a password");
  return g_strdup (hash);
}

/**
 * anshin_password_verify:
 * @hash: what anshin_password_hash() gave
 * @password: a password, as it was typed
 *
 * Takes as long for a wrong password as for the right one.
 *
 * Returns: whether it is the same password
 */
gboolean
anshin_password_verify (const char *hash, const char *password)
{
  return crypto_pwhash_str_verify (hash, password, strlen (password)) == 0;
}

/**
 * anshin_password_get_dummy_hash:
 *
 * Returns: (transfer none): the hash of a password that nobody knows, with the same parameters as
 *   all others: what is checked in place of an account's that there is not (SECURITY AUTH-10)
 */
const char *
anshin_password_get_dummy_hash (void)
{
  static char *hash = NULL;

  if (g_once_init_enter (&hash))
    {
      char password[33] = { 0 };

      for (guint i = 0; i + 1 < sizeof password; i++)
        password[i] = (char) ('a' + randombytes_uniform (26));
      g_once_init_leave (&hash, anshin_password_hash (password));
    }
  return hash;
}
