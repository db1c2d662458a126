/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-task-page.h"

#include "anshin-step-up.h"
#include "anshin-window.h"

typedef struct
{
  AnshinClient *client;
  AnshinRecord *record;
  char *method;
  char *path;
  GType answer_type;
} AnshinTaskPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AnshinTaskPage, anshin_task_page, ANSHIN_TYPE_FORM_PAGE)

static AnshinTaskPagePrivate *
get_private (gpointer self)
{
  return anshin_task_page_get_instance_private (ANSHIN_TASK_PAGE (self));
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTaskPage) self = data;
  AnshinTaskPageClass *klass = ANSHIN_TASK_PAGE_GET_CLASS (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) answer = NULL;
  gboolean said = FALSE;

  answer = anshin_step_up_call_finish (ANSHIN_CLIENT (source), result, &error);
  /* The page was left: what became of it is seen in the lists. */
  if (anshin_window_get_for (self) == NULL)
    return;
  said = error != NULL && klass->failed != NULL && klass->failed (self, error);
  if (!anshin_form_page_end (ANSHIN_FORM_PAGE (self), said ? NULL : error) || said)
    return;
  anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
  klass->done (self, answer);
}

static void
anshin_task_page_save (AnshinFormPage *page)
{
  AnshinTaskPagePrivate *priv = get_private (page);
  AnshinTaskPageClass *klass = ANSHIN_TASK_PAGE_GET_CLASS (page);
  g_autoptr (AnshinRecord) request = anshin_record_dup (priv->record);

  if (!anshin_form_page_check (page, request)
      || (klass->prepare != NULL && !klass->prepare (ANSHIN_TASK_PAGE (page), request)))
    return;
  anshin_task_page_send (ANSHIN_TASK_PAGE (page), request);
}

static void
anshin_task_page_dispose (GObject *object)
{
  AnshinTaskPagePrivate *priv = get_private (object);

  g_clear_object (&priv->record);
  g_clear_object (&priv->client);
  g_clear_pointer (&priv->method, g_free);
  g_clear_pointer (&priv->path, g_free);

  G_OBJECT_CLASS (anshin_task_page_parent_class)->dispose (object);
}

static void
anshin_task_page_class_init (AnshinTaskPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_task_page_dispose;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_task_page_save;
}

static void
anshin_task_page_init (AnshinTaskPage *self)
{
}

/**
 * anshin_task_page_set_call:
 * @self: a page
 * @client: who sends it
 * @method: the HTTP method
 * @path: of the operation
 * @answer_type: the record type of the answer, or %G_TYPE_NONE
 */
void
anshin_task_page_set_call (AnshinTaskPage *self, AnshinClient *client, const char *method,
                           const char *path, GType answer_type)
{
  AnshinTaskPagePrivate *priv = get_private (self);

  g_set_object (&priv->client, client);
  g_free (priv->method);
  priv->method = g_strdup (method);
  g_free (priv->path);
  priv->path = g_strdup (path);
  priv->answer_type = answer_type;
}

/**
 * anshin_task_page_create_form:
 * @self: a page without a form
 * @record: what the fields fill
 *
 * Returns: (transfer none): the form, to which the page's rows are to be added
 */
AnshinRecordForm *
anshin_task_page_create_form (AnshinTaskPage *self, gpointer record)
{
  get_private (self)->record = g_object_ref (record);
  return anshin_form_page_create_form (ANSHIN_FORM_PAGE (self), record);
}

/* Returns: (transfer none): what the fields fill */
gpointer
anshin_task_page_get_record (AnshinTaskPage *self)
{
  return get_private (self)->record;
}

AnshinClient *
anshin_task_page_get_client (AnshinTaskPage *self)
{
  return get_private (self)->client;
}

/**
 * anshin_task_page_send:
 * @self: a page
 * @request: (nullable): what is sent
 *
 * Sends it now, e.g. after a question was answered.
 */
void
anshin_task_page_send (AnshinTaskPage *self, gpointer request)
{
  AnshinTaskPagePrivate *priv = get_private (self);
  GCancellable *cancellable = NULL;

  if (priv->client == NULL)
    return;
  cancellable = anshin_form_page_begin (ANSHIN_FORM_PAGE (self));
  anshin_step_up_call_async (GTK_WIDGET (self), priv->client, priv->method, priv->path, request,
                             priv->answer_type, cancellable, on_answered_cb, g_object_ref (self));
}
