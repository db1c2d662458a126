/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-safety-bar.h"

#include <glib/gi18n.h>

#include "anshin-broadcast.h"
#include "anshin-office-words.h"
#include "anshin-paged-list.h"
#include "anshin-safety-answer-page.h"
#include "anshin-window.h"

struct _AnshinSafetyBar
{
  AdwBin parent_instance;

  /* template widgets */
  GtkRevealer *revealer;
  GtkWidget *box;
  GtkLabel *label;
  GtkButton *button;

  /* owned */
  AnshinClient *client;
  AnshinPagedList *list;
  AnshinSafetyCheck *check;
};

G_DEFINE_FINAL_TYPE (AnshinSafetyBar, anshin_safety_bar, ADW_TYPE_BIN)

/* The newest that is open; in a disaster there may be one after the other. */
static AnshinSafetyCheck *
find_open (AnshinSafetyBar *self)
{
  GListModel *list = G_LIST_MODEL (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (AnshinSafetyCheck) check = g_list_model_get_item (list, i);

      if (check->closed_at == 0)
        return g_steal_pointer (&check);
    }
  return NULL;
}

static void
update (AnshinSafetyBar *self)
{
  AnshinSafetyCheck *check = self->check;
  const char *own = NULL;
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->revealer, check != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), check != NULL);
  if (check == NULL)
    return;
  own = anshin_office_words_choice (&anshin_safety_answers, check->own_answer);
  if (own != NULL)
    text = g_strdup_printf (_("Safety check: you have answered “%s”"), own);
  else
    text = g_strdup (_("Safety check: are you safe? Please answer."));
  gtk_label_set_label (self->label, text);
  gtk_button_set_label (self->button, own != NULL ? _("_Look") : _("_Answer"));
  if (own != NULL)
    gtk_widget_add_css_class (self->box, "answered");
  else
    gtk_widget_remove_css_class (self->box, "answered");
}

static void
on_list_changed_cb (AnshinSafetyBar *self)
{
  g_autoptr (AnshinSafetyCheck) check = find_open (self);

  if (self->check == check)
    return;
  g_set_object (&self->check, check);
  update (self);
}

static void
on_check_changed_cb (AnshinSafetyBar *self)
{
  on_list_changed_cb (self);
  update (self);
}

static void
follow (AnshinSafetyBar *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) check = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      g_signal_connect_object (check, "notify", G_CALLBACK (on_check_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  on_list_changed_cb (self);
}

static void
on_clicked_cb (AnshinSafetyBar *self)
{
  anshin_safety_bar_open (self);
}

static void
anshin_safety_bar_dispose (GObject *object)
{
  AnshinSafetyBar *self = ANSHIN_SAFETY_BAR (object);

  g_clear_object (&self->client);
  g_clear_object (&self->list);
  g_clear_object (&self->check);

  G_OBJECT_CLASS (anshin_safety_bar_parent_class)->dispose (object);
}

static void
anshin_safety_bar_class_init (AnshinSafetyBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_safety_bar_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/safety/anshin-safety-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyBar, box);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyBar, label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSafetyBar, button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked_cb);
}

static void
anshin_safety_bar_init (AnshinSafetyBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
anshin_safety_bar_set_client (AnshinSafetyBar *self, AnshinClient *client)
{
  g_return_if_fail (ANSHIN_IS_SAFETY_BAR (self) && self->client == NULL);

  self->client = g_object_ref (client);
  self->list = anshin_paged_list_new (client, "/v1/safety-checks?limit=5",
                                      anshin_safety_check_get_type (), "id");
  anshin_paged_list_set_topic (self->list, "safety-checks");
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (follow), self,
                           G_CONNECT_SWAPPED);
  anshin_paged_list_reload (self->list);
  update (self);
}

/* Opens the page to answer on; FALSE if no check is open. */
gboolean
anshin_safety_bar_open (AnshinSafetyBar *self)
{
  AnshinWindow *window = anshin_window_get_for (self);

  if (self->check == NULL || window == NULL)
    return FALSE;
  if (!ANSHIN_IS_SAFETY_ANSWER_PAGE (anshin_window_get_page (window)))
    anshin_window_push_page (window, anshin_safety_answer_page_new (self->client, self->check));
  anshin_window_show_content (window);
  return TRUE;
}
