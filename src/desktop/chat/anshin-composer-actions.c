/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-composer-private.h"

#include "anshin-request-editor.h"
#include "anshin-templates-page.h"
#include "anshin-window.h"

/* What can be added to a message, from the menu beside its text. */

static void
on_urgent_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinComposer *self = ANSHIN_COMPOSER (widget);
  g_autoptr (AnshinPost) post = anshin_timeline_get_draft_post (self->timeline);

  post->urgent = !post->urgent;
  anshin_timeline_set_draft_post (self->timeline, post);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

/* A request comes from the message that is being answered, if any. */
static void
on_request_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinComposer *self = ANSHIN_COMPOSER (widget);
  AnshinWindow *window = anshin_window_get_for (self);

  if (window != NULL)
    anshin_window_push_page (
      window, anshin_request_editor_new (anshin_window_get_client (window), self->timeline,
                                         anshin_timeline_get_draft_reply_to (self->timeline)));
}

static void
on_filled_cb (AnshinComposer *self, const char *text)
{
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (self->text_view), text, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
on_template_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinComposer *self = ANSHIN_COMPOSER (widget);
  AnshinWindow *window = anshin_window_get_for (self);
  AnshinPage *page = NULL;

  if (window == NULL)
    return;
  page = anshin_templates_page_new (anshin_window_get_client (window));
  g_signal_connect_object (page, "filled", G_CALLBACK (on_filled_cb), self, G_CONNECT_SWAPPED);
  anshin_window_push_page (window, page);
}

static void
on_attach_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  anshin_attachment_bar_choose (ANSHIN_COMPOSER (widget)->attachment_bar);
}

static void
on_vitals_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinGroup *group = anshin_timeline_get_group (ANSHIN_COMPOSER (widget)->timeline);

  if (group != NULL)
    gtk_widget_activate_action (widget, "win.record-vitals", "s", group->id);
}

void
anshin_composer_actions_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "composer.attach", NULL, on_attach_cb);
  gtk_widget_class_install_action (widget_class, "composer.urgent", NULL, on_urgent_cb);
  gtk_widget_class_install_action (widget_class, "composer.request", NULL, on_request_cb);
  gtk_widget_class_install_action (widget_class, "composer.template", NULL, on_template_cb);
  gtk_widget_class_install_action (widget_class, "composer.vitals", NULL, on_vitals_cb);
}
