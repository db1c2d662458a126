/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-deed-page.h"

#include "anshin-access-page.h"
#include "anshin-account.h"
#include "anshin-window.h"

typedef struct
{
  /* owned */
  AnshinUser *user;
  char *done;

  /* borrowed */
  AnshinSuccessorRow *successor_row; /* NULL where nobody has to take over */
} AnshinAccountDeedPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AnshinAccountDeedPage, anshin_account_deed_page,
                                     ANSHIN_TYPE_TASK_PAGE)

static AnshinAccountDeedPagePrivate *
get_private (gpointer self)
{
  return anshin_account_deed_page_get_instance_private (ANSHIN_ACCOUNT_DEED_PAGE (self));
}

static gboolean
anshin_account_deed_page_prepare (AnshinTaskPage *page, gpointer request)
{
  AnshinAccountDeedPagePrivate *priv = get_private (page);

  if (priv->successor_row != NULL)
    g_object_set (request, "successor-id", anshin_successor_row_get_user_id (priv->successor_row),
                  NULL);
  return TRUE;
}

/* The last administrator: who takes over is asked for here. */
static gboolean
anshin_account_deed_page_failed (AnshinTaskPage *page, const GError *error)
{
  AnshinAccountDeedPagePrivate *priv = get_private (page);

  if (priv->successor_row != NULL
      && g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_LAST_ADMIN))
    anshin_successor_row_load (priv->successor_row, anshin_task_page_get_client (page), priv->user);
  return FALSE;
}

/* Where nothing had to be given anew, there is nothing to hand over. */
static void
hand_over (AnshinTaskPage *page, AnshinWindow *window, AnshinAccess *access)
{
  g_autoptr (GPtrArray) accesses = g_ptr_array_new ();

  if (access->password == NULL && access->code == NULL)
    return;
  g_ptr_array_add (accesses, access);
  anshin_window_push_page (window, anshin_access_page_new (anshin_task_page_get_client (page),
                                                           accesses));
}

static void
anshin_account_deed_page_done (AnshinTaskPage *page, gpointer answer)
{
  AnshinAccountDeedPagePrivate *priv = get_private (page);
  AnshinWindow *window = anshin_window_get_for (page);
  AnshinAccess *access = ANSHIN_IS_ACCESS (answer) ? ANSHIN_ACCESS (answer) : NULL;

  anshin_record_copy_fields (ANSHIN_RECORD (priv->user), access != NULL ? access->user : answer);
  anshin_window_toast (window, priv->done);
  anshin_window_close_page (window, ANSHIN_PAGE (page));
  if (access != NULL)
    hand_over (page, window, access);
}

static void
anshin_account_deed_page_dispose (GObject *object)
{
  AnshinAccountDeedPagePrivate *priv = get_private (object);

  g_clear_object (&priv->user);
  g_clear_pointer (&priv->done, g_free);
  priv->successor_row = NULL;

  G_OBJECT_CLASS (anshin_account_deed_page_parent_class)->dispose (object);
}

static void
anshin_account_deed_page_class_init (AnshinAccountDeedPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_account_deed_page_dispose;
  ANSHIN_TASK_PAGE_CLASS (klass)->prepare = anshin_account_deed_page_prepare;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_account_deed_page_done;
  ANSHIN_TASK_PAGE_CLASS (klass)->failed = anshin_account_deed_page_failed;
}

static void
anshin_account_deed_page_init (AnshinAccountDeedPage *self)
{
}

/**
 * anshin_account_deed_page_begin:
 * @self: a new page
 * @client: whose network
 * @user: whose account
 * @deed: what the service calls it, at the end of the path
 * @record: what is asked for
 * @answer_type: #AnshinUser, or #AnshinAccess where something may be given anew
 * @done: what is said when it is done
 *
 * Returns: (transfer none): the form, to which the rows are to be added
 */
AnshinRecordForm *
anshin_account_deed_page_begin (AnshinAccountDeedPage *self, AnshinClient *client,
                                AnshinUser *user, const char *deed, gpointer record,
                                GType answer_type, const char *done)
{
  AnshinAccountDeedPagePrivate *priv = get_private (self);
  g_autofree char *path = g_strdup_printf ("/v1/users/%s/%s", user->id, deed);

  priv->user = g_object_ref (user);
  priv->done = g_strdup (done);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), user->name);
  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, "POST", path, answer_type);
  return anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), record);
}

/**
 * anshin_account_deed_page_take_successor:
 * @self: a page
 * @row: comes up where the last administrator of a facility goes, and says who takes over
 */
void
anshin_account_deed_page_take_successor (AnshinAccountDeedPage *self, AnshinSuccessorRow *row)
{
  get_private (self)->successor_row = row;
}
