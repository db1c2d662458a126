/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-user-pane.h"

#include "anshin-covered.h"
#include "anshin-error-words.h"
#include "anshin-format.h"
#include "anshin-plain-row.h"
#include "anshin-private-input.h"

struct _AnshinUserPane
{
  AdwBin parent_instance;

  /* template widgets */
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *more_button;
  AdwStatusPage *none_page;
  AdwStatusPage *error_page;

  /* owned */
  AnshinUserSearch *users;
  GtkListBoxCreateWidgetFunc create_row;
  gpointer create_data;
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_SEARCH_LABEL,
  PROP_PLACEHOLDER_TEXT,
  PROP_NONE_DESCRIPTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint activated_signal;

G_DEFINE_FINAL_TYPE (AnshinUserPane, anshin_user_pane, ADW_TYPE_BIN)

static void
on_search_state_cb (AnshinUserPane *self)
{
  const GError *error = anshin_user_search_get_error (self->users);
  g_autofree char *words = error != NULL ? anshin_error_words_dup (error) : NULL;
  const char *page = "none-found";

  if (g_list_model_get_n_items (G_LIST_MODEL (self->users)) > 0)
    page = "list";
  else if (error != NULL)
    page = "error";
  else if (anshin_user_search_get_loading (self->users))
    page = "loading";
  gtk_widget_set_visible (self->more_button, anshin_user_search_get_has_more (self->users));
  gtk_widget_set_sensitive (self->more_button, !anshin_user_search_get_loading (self->users));
  adw_status_page_set_description (self->error_page, words);
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
on_search_changed_cb (AnshinUserPane *self)
{
  anshin_user_search_set_text (self->users, gtk_editable_get_text (self->search_entry));
}

static void
on_more_cb (AnshinUserPane *self)
{
  anshin_user_search_load_more (self->users);
}

static void
on_retry_cb (AnshinUserPane *self)
{
  anshin_user_search_now (self->users);
}

static void
on_row_activated_cb (AnshinUserPane *self, GtkListBoxRow *row)
{
  g_autoptr (AnshinUser) user = anshin_user_pane_dup_user (self, GTK_WIDGET (row));

  if (user != NULL)
    g_signal_emit (self, activated_signal, 0, user);
}

static void
set_label (gpointer widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
anshin_user_pane_set_property (GObject *object, guint prop_id, const GValue *value,
                               GParamSpec *pspec)
{
  AnshinUserPane *self = ANSHIN_USER_PANE (object);
  const char *text = g_value_get_string (value);

  switch (prop_id)
    {
    case PROP_LABEL:
      set_label (self->list, text);
      break;
    case PROP_SEARCH_LABEL:
      set_label (self->search_entry, text);
      break;
    case PROP_PLACEHOLDER_TEXT:
      g_object_set (self->search_entry, "placeholder-text", text, NULL);
      break;
    case PROP_NONE_DESCRIPTION:
      adw_status_page_set_description (self->none_page, text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_user_pane_dispose (GObject *object)
{
  AnshinUserPane *self = ANSHIN_USER_PANE (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  self->list = NULL;
  g_clear_object (&self->users);

  G_OBJECT_CLASS (anshin_user_pane_parent_class)->dispose (object);
}

static void
anshin_user_pane_class_init (AnshinUserPaneClass *klass)
{
  static const char *const names[]
    = { "label", "search-label", "placeholder-text", "none-description" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = anshin_user_pane_set_property;
  object_class->dispose = anshin_user_pane_dispose;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    props[PROP_LABEL + i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                                 G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  activated_signal = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, anshin_user_get_type ());

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/common/anshin-user-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinUserPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AnshinUserPane, stack);
  gtk_widget_class_bind_template_child (widget_class, AnshinUserPane, list);
  gtk_widget_class_bind_template_child (widget_class, AnshinUserPane, more_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinUserPane, none_page);
  gtk_widget_class_bind_template_callback (widget_class, on_more_cb);
  gtk_widget_class_bind_template_child (widget_class, AnshinUserPane, error_page);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
}

static void
anshin_user_pane_init (AnshinUserPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_covered_tell (GTK_WIDGET (self->stack));
  anshin_private_input (self->search_entry);
}

/* Who it is, to be chosen by pressing the row. */
static GtkWidget *
create_plain_row (gpointer item, gpointer data)
{
  AnshinUser *user = ANSHIN_USER (item);
  g_autofree char *person = anshin_format_person (user->kana, user->profession,
                                                  user->facility_name);
  GtkWidget *row = anshin_plain_row_new (user->name, person);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

/**
 * anshin_user_pane_set_client:
 * @self: a pane
 * @client: whom to ask
 * @profession: only people of this profession, or 0 for all
 * @create_row: (nullable): makes the row of an #AnshinUser; %NULL for one that says who it is
 * @data: for @create_row
 *
 * Begins to search, with everybody.
 */
void
anshin_user_pane_set_client (AnshinUserPane *self, AnshinClient *client, int profession,
                             GtkListBoxCreateWidgetFunc create_row, gpointer data)
{
  g_return_if_fail (ANSHIN_IS_USER_PANE (self) && self->users == NULL);

  self->users = anshin_user_search_new (client, profession);
  self->create_row = create_row != NULL ? create_row : create_plain_row;
  self->create_data = data;
  g_signal_connect_object (self->users, "notify", G_CALLBACK (on_search_state_cb), self,
                           G_CONNECT_SWAPPED);
  anshin_user_pane_refresh (self);
  anshin_user_search_now (self->users);
}

/* Returns: (transfer full) (nullable): whom the row shows in which @in_row is */
AnshinUser *
anshin_user_pane_dup_user (AnshinUserPane *self, GtkWidget *in_row)
{
  GtkWidget *row = gtk_widget_get_ancestor (in_row, GTK_TYPE_LIST_BOX_ROW);

  return g_list_model_get_item (G_LIST_MODEL (self->users),
                                gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
}

/* Makes the rows anew: what they say of the people has changed. */
void
anshin_user_pane_refresh (AnshinUserPane *self)
{
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->users), self->create_row,
                           self->create_data, NULL);
}

void
anshin_user_pane_focus (AnshinUserPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
