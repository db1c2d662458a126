/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-dispatcher-private.h"

#include "anshin-care-operations.h"
#include "anshin-log.h"

/* Nobody asks for it: an act without a request. */
typedef struct
{
  AnshinDispatcher *dispatcher;
  AnshinPrincipal nobody;
  AnshinCall call;
  gboolean more;
} Expiry;

static void
expiry_free (Expiry *expiry)
{
  expiry->dispatcher->n_questions--;
  anshin_call_clear (&expiry->call);
  g_free (expiry);
}

static gboolean
expire (AnshinTx *tx, gpointer job, GError **error)
{
  Expiry *expiry = job;

  anshin_call_clear (&expiry->call);
  anshin_call_init (&expiry->call, tx, &expiry->nobody);
  return anshin_consents_expire (&expiry->call, &expiry->more, error)
         && anshin_peers_tell (tx, expiry->call.effects, error);
}

static void
on_expired_cb (gpointer job, const GError *error)
{
  Expiry *expiry = job;
  AnshinDispatcher *dispatcher = expiry->dispatcher;
  gboolean more = error == NULL && expiry->more;

  if (error == NULL)
    anshin_hub_apply (dispatcher->hub, expiry->call.effects);
  else
    anshin_log (G_LOG_LEVEL_WARNING, "expiry-failed", "reason", error->message, NULL);
  expiry_free (expiry);
  if (more)
    anshin_dispatcher_end_consents (dispatcher);
}

/**
 * anshin_dispatcher_end_consents:
 * @self: a dispatcher
 *
 * Ends the consents whose last day is over. What goes wrong is made good by the next time.
 */
void
anshin_dispatcher_end_consents (AnshinDispatcher *self)
{
  Expiry *expiry = NULL;

  if (self->stopping)
    return;
  expiry = g_new0 (Expiry, 1);
  expiry->dispatcher = self;
  self->n_questions++;
  if (!anshin_db_write (self->db, expire, on_expired_cb, expiry))
    expiry_free (expiry);
}
