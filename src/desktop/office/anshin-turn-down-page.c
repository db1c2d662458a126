/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-turn-down-page.h"

#include <glib/gi18n.h>

#include "anshin-application.h"
#include "anshin-window.h"

struct _AnshinTurnDownPage
{
  AnshinTaskPage parent_instance;

  /* template widgets */
  GtkWidget *reason_row;
  GtkTextView *reason_view;

  /* owned */
  AnshinApplication *application;
};

G_DEFINE_FINAL_TYPE (AnshinTurnDownPage, anshin_turn_down_page, ANSHIN_TYPE_TASK_PAGE)

static void
anshin_turn_down_page_done (AnshinTaskPage *page, gpointer answer)
{
  AnshinTurnDownPage *self = ANSHIN_TURN_DOWN_PAGE (page);
  AnshinWindow *window = anshin_window_get_for (self);

  anshin_record_copy_fields (ANSHIN_RECORD (self->application), answer);
  anshin_window_toast (window, _("Application turned down"));
  anshin_window_close_page (window, ANSHIN_PAGE (self));
}

static void
anshin_turn_down_page_shown (AnshinPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (ANSHIN_TURN_DOWN_PAGE (page)->reason_view));
}

static void
anshin_turn_down_page_dispose (GObject *object)
{
  AnshinTurnDownPage *self = ANSHIN_TURN_DOWN_PAGE (object);

  g_clear_object (&self->application);

  G_OBJECT_CLASS (anshin_turn_down_page_parent_class)->dispose (object);
}

static void
anshin_turn_down_page_class_init (AnshinTurnDownPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_turn_down_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_turn_down_page_shown;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_turn_down_page_done;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-turn-down-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinTurnDownPage, reason_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinTurnDownPage, reason_view);
}

static void
anshin_turn_down_page_init (AnshinTurnDownPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_turn_down_page_new (AnshinClient *client, AnshinApplication *application)
{
  AnshinTurnDownPage *self = g_object_new (ANSHIN_TYPE_TURN_DOWN_PAGE, NULL);
  g_autoptr (AnshinTurnDown) record = anshin_turn_down_new ();
  g_autofree char *path = g_strdup_printf ("/v1/applications/%s/turn-down", application->id);

  self->application = g_object_ref (application);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), application->name);
  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, "POST", path,
                             anshin_application_get_type ());
  anshin_record_form_add_prose (anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), record),
                                "reason", self->reason_row, self->reason_view);
  return ANSHIN_PAGE (self);
}
