/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-id.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "anshin-clock.h"

#define ID_LENGTH 26
#define POOL_BYTES 1024

/* Crockford's base 32 in lower case: no i, l, o, u, and in the order of ASCII. */
static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

/* The last id made, and random bytes fetched in advance: one system call for a hundred ids. */
static struct
{
  GMutex mutex;
  gint64 milliseconds;
  guint16 high;
  guint64 low;
  guint8 pool[POOL_BYTES];
  gsize used;
} state = { .milliseconds = -1, .used = POOL_BYTES };

static void
fill_pool (void)
{
  gsize have = 0;

  while (have < POOL_BYTES)
    {
      ssize_t got = getrandom (state.pool + have, POOL_BYTES - have, 0);

      if (got > 0)
        have += (gsize) got;
      else if (errno != EINTR)
        g_error ("No random numbers from the system: %s", g_strerror (errno));
    }
  state.used = 0;
}

static void
take_random (gpointer target, gsize size)
{
  if (state.used + size > POOL_BYTES)
    fill_pool ();
  memcpy (target, state.pool + state.used, size);
  memset (state.pool + state.used, 0, size);
  state.used += size;
}

/* A new millisecond starts at a random number whose top bit is clear, so that counting up within
 * the millisecond has room; within it the number grows by a random step. */
static void
advance (gint64 now)
{
  guint32 step = 0;

  if (now > state.milliseconds)
    {
      state.milliseconds = now;
      take_random (&state.high, sizeof state.high);
      take_random (&state.low, sizeof state.low);
      state.high &= 0x7fff;
      return;
    }

  take_random (&step, sizeof step);
  state.low += (guint64) step + 1;
  if (state.low <= step && ++state.high == 0)
    state.milliseconds++;
}

/**
 * anshin_id_new:
 *
 * Makes an id: 48 bits of milliseconds since 1970, then 80 random bits, as 26 characters of
 * Crockford's base 32 in lower case. Ids sort as text in the order of their making; within one
 * process strictly, also when the clock goes back. Safe to call from any thread. The clock is
 * [func@clock_now], so that sample data of the past sorts into the past.
 *
 * Returns: (transfer full): a new id
 */
char *
anshin_id_new (void)
{
  char *id = g_malloc (ID_LENGTH + 1);
  gint64 now = anshin_clock_now () / 1000;
  guint64 high = 0;
  guint64 low = 0;

  g_mutex_lock (&state.mutex);
  advance (MAX (now, 0));
  high = (guint64) state.milliseconds << 16 | state.high;
  low = state.low;
  g_mutex_unlock (&state.mutex);

  for (int i = ID_LENGTH - 1; i >= 0; i--)
    {
      id[i] = digits[low & 31];
      low = low >> 5 | high << 59;
      high >>= 5;
    }
  id[ID_LENGTH] = '\0';
  return id;
}

/**
 * anshin_id_is_valid:
 * @id: (nullable): what claims to be an id
 *
 * Returns: whether @id has the form that [func@id_new] makes
 */
gboolean
anshin_id_is_valid (const char *id)
{
  if (id == NULL || id[0] < '0' || id[0] > '7')
    return FALSE;
  for (int i = 1; i < ID_LENGTH; i++)
    if (id[i] == '\0' || strchr (digits, id[i]) == NULL)
      return FALSE;
  return id[ID_LENGTH] == '\0';
}
