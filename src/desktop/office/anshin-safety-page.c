/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-safety-page.h"

#include "anshin-broadcast.h"
#include "anshin-paged-view.h"
#include "anshin-safety-check-page.h"
#include "anshin-safety-row.h"
#include "anshin-safety-start-page.h"
#include "anshin-window.h"

struct _AnshinSafetyPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPagedView *view;
  GtkWidget *start_button;

  /* owned */
  AnshinClient *client;
  AnshinPagedList *list;
};

G_DEFINE_FINAL_TYPE (AnshinSafetyPage, anshin_safety_page, ANSHIN_TYPE_PAGE)

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return anshin_safety_row_new (ANSHIN_SAFETY_CHECK (item));
}

static void
on_start_cb (AnshinSafetyPage *self)
{
  AnshinPage *page = anshin_safety_start_page_new (self->client);

  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
on_activated_cb (AnshinSafetyPage *self, AnshinSafetyCheck *check)
{
  AnshinPage *page = anshin_safety_check_page_new (self->client, check);

  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
anshin_safety_page_dispose (GObject *object)
{
  AnshinSafetyPage *self = ANSHIN_SAFETY_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (anshin_safety_page_parent_class)->dispose (object);
}

static void
anshin_safety_page_class_init (AnshinSafetyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_safety_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-safety-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyPage, view);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyPage, start_button);
  gtk_widget_class_bind_template_callback (widget_class, on_start_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
anshin_safety_page_init (AnshinSafetyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_safety_page_new (AnshinClient *client)
{
  AnshinSafetyPage *self = g_object_new (ANSHIN_TYPE_SAFETY_PAGE, NULL);

  self->client = g_object_ref (client);
  self->list = anshin_paged_list_new (client, "/v1/safety-checks",
                                      anshin_safety_check_get_type (), "id");
  anshin_paged_list_set_topic (self->list, "safety-checks");
  anshin_paged_view_set_list (self->view, self->list, create_row, NULL);
  return ANSHIN_PAGE (self);
}
