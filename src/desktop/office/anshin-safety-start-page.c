/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-safety-start-page.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-broadcast.h"
#include "anshin-safety-check-page.h"
#include "anshin-window.h"

struct _AnshinSafetyStartPage
{
  AnshinTaskPage parent_instance;

  /* template widgets */
  GtkWidget *text_row;
  GtkTextView *text_view;

  /* owned */
  AnshinSafetyCheck *request;
};

G_DEFINE_FINAL_TYPE (AnshinSafetyStartPage, anshin_safety_start_page, ANSHIN_TYPE_TASK_PAGE)

static void
on_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinSafetyStartPage) self = data;
  g_autoptr (AnshinSafetyCheck) request = g_steal_pointer (&self->request);

  if (confirmed && request != NULL)
    anshin_task_page_send (ANSHIN_TASK_PAGE (self), request);
}

static gboolean
anshin_safety_start_page_prepare (AnshinTaskPage *page, gpointer request)
{
  AnshinSafetyStartPage *self = ANSHIN_SAFETY_START_PAGE (page);

  g_set_object (&self->request, request);
  anshin_alert_ask (GTK_WIDGET (self), _("Ask all users now?"),
                    _("Everybody is told at once and asked to answer."), _("_Start"), FALSE,
                    on_confirmed_cb, g_object_ref (self));
  return FALSE;
}

static void
anshin_safety_start_page_done (AnshinTaskPage *page, gpointer answer)
{
  AnshinWindow *window = anshin_window_get_for (page);
  AnshinClient *client = anshin_task_page_get_client (page);

  anshin_window_toast (window, _("Safety check started"));
  anshin_window_close_page (window, ANSHIN_PAGE (page));
  anshin_window_push_page (window, anshin_safety_check_page_new (client, answer));
}

static void
anshin_safety_start_page_dispose (GObject *object)
{
  AnshinSafetyStartPage *self = ANSHIN_SAFETY_START_PAGE (object);

  g_clear_object (&self->request);

  G_OBJECT_CLASS (anshin_safety_start_page_parent_class)->dispose (object);
}

static void
anshin_safety_start_page_class_init (AnshinSafetyStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_safety_start_page_dispose;
  ANSHIN_TASK_PAGE_CLASS (klass)->prepare = anshin_safety_start_page_prepare;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_safety_start_page_done;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-safety-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyStartPage, text_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyStartPage, text_view);
}

static void
anshin_safety_start_page_init (AnshinSafetyStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_safety_start_page_new (AnshinClient *client)
{
  AnshinSafetyStartPage *self = g_object_new (ANSHIN_TYPE_SAFETY_START_PAGE, NULL);
  g_autoptr (AnshinSafetyCheck) record = anshin_safety_check_new ();
  AnshinRecordForm *form = NULL;

  record->text = g_strdup (_("Are you safe? Please answer as soon as you can."));
  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, "POST", "/v1/safety-checks",
                             anshin_safety_check_get_type ());
  form = anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), record);
  anshin_record_form_add_prose (form, "text", self->text_row, self->text_view);
  anshin_record_form_load (form);
  return ANSHIN_PAGE (self);
}
