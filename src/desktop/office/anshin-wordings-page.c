/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-wordings-page.h"

#include "anshin-form-editor.h"
#include "anshin-paged-view.h"
#include "anshin-rules-editor.h"
#include "anshin-window.h"
#include "anshin-wording-page.h"
#include "anshin-wording-row.h"
#include "anshin-wording.h"

struct _AnshinWordingsPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPagedView *view;
  GtkToggleButton *rules_button;
  GtkWidget *new_button;

  /* owned */
  AnshinClient *client;
  AnshinPagedList *list;
};

G_DEFINE_FINAL_TYPE (AnshinWordingsPage, anshin_wordings_page, ANSHIN_TYPE_PAGE)

static AnshinWording *
dup_newest (AnshinWordingsPage *self)
{
  return g_list_model_get_item (G_LIST_MODEL (self->list), 0);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinWordingsPage *self = ANSHIN_WORDINGS_PAGE (data);
  g_autoptr (AnshinWording) newest = dup_newest (self);

  return anshin_wording_row_new (item, item == (gpointer) newest);
}

static void
on_list_changed_cb (AnshinWordingsPage *self)
{
  gtk_widget_set_sensitive (self->new_button,
                            g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0);
}

static void
on_kind_cb (AnshinWordingsPage *self)
{
  gboolean rules = gtk_toggle_button_get_active (self->rules_button);

  if (self->list != NULL)
    anshin_paged_list_set_path (self->list, rules ? "/v1/wordings?kind=rules"
                                                  : "/v1/wordings?kind=form-4");
}

static void
on_new_cb (AnshinWordingsPage *self)
{
  g_autoptr (AnshinWording) newest = dup_newest (self);
  AnshinPage *page = NULL;

  if (newest == NULL)
    return;
  page = newest->kind == ANSHIN_WORDING_RULES
           ? anshin_rules_editor_new (self->client, newest->version)
           : anshin_form_editor_new (self->client, newest->version);
  anshin_window_push_page (anshin_window_get_for (self), page);
}

static void
on_activated_cb (AnshinWordingsPage *self, AnshinWording *wording)
{
  AnshinPage *page = anshin_wording_page_new (self->client, wording);

  anshin_window_push_page (anshin_window_get_for (self), page);
}

/* Back from an editor: there may be one more. */
static void
anshin_wordings_page_shown (AnshinPage *page)
{
  AnshinWordingsPage *self = ANSHIN_WORDINGS_PAGE (page);

  if (anshin_paged_list_get_loaded (self->list))
    anshin_paged_list_reload (self->list);
}

static void
anshin_wordings_page_dispose (GObject *object)
{
  AnshinWordingsPage *self = ANSHIN_WORDINGS_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (anshin_wordings_page_parent_class)->dispose (object);
}

static void
anshin_wordings_page_class_init (AnshinWordingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_wordings_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_wordings_page_shown;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-wordings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinWordingsPage, view);
  gtk_widget_class_bind_template_child (widget_class, AnshinWordingsPage, rules_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinWordingsPage, new_button);
  gtk_widget_class_bind_template_callback (widget_class, on_new_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
anshin_wordings_page_init (AnshinWordingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_wordings_page_new (AnshinClient *client)
{
  AnshinWordingsPage *self = g_object_new (ANSHIN_TYPE_WORDINGS_PAGE, NULL);

  self->client = g_object_ref (client);
  self->list = anshin_paged_list_new (client, "/v1/wordings?kind=rules",
                                      anshin_wording_get_type (), NULL);
  anshin_paged_view_set_list (self->view, self->list, create_row, self);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_list_changed_cb (self);
  return ANSHIN_PAGE (self);
}
