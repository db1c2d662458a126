/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-list-pane.h"

#include "anshin-covered.h"
#include "anshin-error-words.h"
#include "anshin-item-row.h"
#include "anshin-private-input.h"

struct _AnshinListPane
{
  AdwBin parent_instance;

  /* template widgets */
  GtkEditable *search_entry;
  GtkBox *tools_box;
  GtkStack *stack;
  GtkListView *list_view;
  GtkSpinner *spinner;
  AdwStatusPage *empty_page;
  GtkButton *empty_button;
  AdwStatusPage *none_page;
  GtkButton *show_all_button;
  AdwStatusPage *error_page;

  /* owned */
  AnshinLiveList *source;
  GListModel *shown;
  GType row_type;
  char *current_id;
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_SEARCH_LABEL,
  PROP_TOOLS,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_DESCRIPTION,
  PROP_EMPTY_BUTTON,
  PROP_NONE_DESCRIPTION,
  PROP_SHOW_ALL_LABEL,
  PROP_ERROR_TITLE,
  PROP_CURRENT_ID,
  N_PROPS
};

enum
{
  SEARCH_CHANGED,
  ACTIVATED,
  SHOW_ALL,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinListPane, anshin_list_pane, ADW_TYPE_BIN)

static const char *
choose_page (AnshinListPane *self)
{
  if (self->shown == NULL)
    return "loading";
  if (g_list_model_get_n_items (self->shown) > 0)
    return "list";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->source)) > 0)
    return "none-found";
  if (anshin_live_list_get_loaded (self->source))
    return "empty";
  return anshin_live_list_get_error (self->source) != NULL ? "error" : "loading";
}

static void
on_lists_changed_cb (AnshinListPane *self)
{
  const char *page = choose_page (self);
  const GError *error = self->source != NULL ? anshin_live_list_get_error (self->source) : NULL;
  g_autofree char *words = error != NULL ? anshin_error_words_dup (error) : NULL;

  adw_status_page_set_description (self->error_page, words);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "loading"));
  gtk_stack_set_visible_child_name (self->stack, page);
}

/* Who looks at the top of the list is to see what comes there, also where the keyboard is in it: it
 * stays on its row, which is a place further down. */
static void
on_shown_changed_cb (AnshinListPane *self)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view));

  if (gtk_adjustment_get_value (place) < 1 && g_list_model_get_n_items (self->shown) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", 0);
  on_lists_changed_cb (self);
}

static void
on_row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AnshinListPane *self)
{
  GtkWidget *row = g_object_new (self->row_type, NULL);

  anshin_item_row_set_all (ANSHIN_ITEM_ROW (row), G_LIST_MODEL (self->source));
  g_object_bind_property (self, "current-id", row, "current-id", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
on_row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AnshinListPane *self)
{
  anshin_item_row_set_item (ANSHIN_ITEM_ROW (gtk_list_item_get_child (item)), item);
}

static void
on_row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AnshinListPane *self)
{
  anshin_item_row_set_item (ANSHIN_ITEM_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
on_search_changed_cb (AnshinListPane *self)
{
  g_signal_emit (self, signals[SEARCH_CHANGED], 0, gtk_editable_get_text (self->search_entry));
  on_lists_changed_cb (self);
}

static void
on_stop_search_cb (AnshinListPane *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

static void
on_show_all_cb (AnshinListPane *self)
{
  gtk_editable_set_text (self->search_entry, "");
  g_signal_emit (self, signals[SHOW_ALL], 0);
}

static void
on_reload_cb (AnshinListPane *self)
{
  anshin_live_list_reload (self->source);
}

static void
on_activate_cb (AnshinListPane *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->shown, position);

  if (item != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, item);
}

/* Return in the search opens what is found first. */
static void
on_search_activate_cb (AnshinListPane *self)
{
  on_search_changed_cb (self);
  on_activate_cb (self, 0);
}

static void
set_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
set_text (AnshinListPane *self, guint prop_id, const char *text)
{
  switch (prop_id)
    {
    case PROP_LABEL:
      set_label (GTK_WIDGET (self->list_view), text);
      break;
    case PROP_SEARCH_LABEL:
      g_object_set (self->search_entry, "placeholder-text", text, NULL);
      set_label (GTK_WIDGET (self->search_entry), text);
      break;
    case PROP_EMPTY_TITLE:
      adw_status_page_set_title (self->empty_page, text);
      break;
    case PROP_EMPTY_DESCRIPTION:
      adw_status_page_set_description (self->empty_page, text);
      break;
    case PROP_EMPTY_BUTTON:
      gtk_button_set_label (self->empty_button, text);
      gtk_widget_set_visible (GTK_WIDGET (self->empty_button), text != NULL);
      break;
    case PROP_NONE_DESCRIPTION:
      adw_status_page_set_description (self->none_page, text);
      break;
    case PROP_SHOW_ALL_LABEL:
      gtk_button_set_label (self->show_all_button, text);
      break;
    case PROP_ERROR_TITLE:
    default:
      adw_status_page_set_title (self->error_page, text);
      break;
    }
}

static void
anshin_list_pane_set_property (GObject *object, guint prop_id, const GValue *value,
                               GParamSpec *pspec)
{
  AnshinListPane *self = ANSHIN_LIST_PANE (object);

  switch (prop_id)
    {
    case PROP_TOOLS:
      gtk_box_append (self->tools_box, g_value_get_object (value));
      break;
    case PROP_CURRENT_ID:
      anshin_list_pane_set_current_id (self, g_value_get_string (value));
      break;
    default:
      set_text (self, prop_id, g_value_get_string (value));
    }
}

static void
anshin_list_pane_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CURRENT_ID:
      g_value_set_string (value, ANSHIN_LIST_PANE (object)->current_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_list_pane_dispose (GObject *object)
{
  AnshinListPane *self = ANSHIN_LIST_PANE (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->source);
  g_clear_pointer (&self->current_id, g_free);

  G_OBJECT_CLASS (anshin_list_pane_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  static const struct
  {
    guint id;
    const char *name;
  } texts[] = {
    { PROP_LABEL, "label" },
    { PROP_SEARCH_LABEL, "search-label" },
    { PROP_EMPTY_TITLE, "empty-title" },
    { PROP_EMPTY_DESCRIPTION, "empty-description" },
    { PROP_EMPTY_BUTTON, "empty-button" },
    { PROP_NONE_DESCRIPTION, "none-description" },
    { PROP_SHOW_ALL_LABEL, "show-all-label" },
    { PROP_ERROR_TITLE, "error-title" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    props[texts[i].id] = g_param_spec_string (texts[i].name, NULL, NULL, NULL,
                                              G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_TOOLS] = g_param_spec_object ("tools", NULL, NULL, GTK_TYPE_WIDGET,
                                           G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_CURRENT_ID]
    = g_param_spec_string ("current-id", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
anshin_list_pane_class_init (AnshinListPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = anshin_list_pane_get_property;
  object_class->set_property = anshin_list_pane_set_property;
  object_class->dispose = anshin_list_pane_dispose;
  install_properties (object_class);
  signals[SEARCH_CHANGED] = g_signal_new ("search-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_OBJECT);
  signals[SHOW_ALL] = g_signal_new ("show-all", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/common/anshin-list-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinListPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AnshinListPane, tools_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinListPane, stack);
  gtk_widget_class_bind_template_child (widget_class, AnshinListPane, list_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinListPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinListPane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, AnshinListPane, empty_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinListPane, none_page);
  gtk_widget_class_bind_template_child (widget_class, AnshinListPane, show_all_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinListPane, error_page);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reload_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
}

static void
anshin_list_pane_init (AnshinListPane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_covered_tell (GTK_WIDGET (self->stack));
  anshin_private_input (self->search_entry);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_row_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_row_unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
}

/**
 * anshin_list_pane_set_lists:
 * @self: a pane
 * @source: what there is
 * @shown: what is left of @source after searching and filtering, in the order of the list
 * @row_type: a type of #AnshinItemRow that shows one of them
 */
void
anshin_list_pane_set_lists (AnshinListPane *self, AnshinLiveList *source, GListModel *shown,
                            GType row_type)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_if_fail (ANSHIN_IS_LIST_PANE (self) && self->source == NULL);
  g_return_if_fail (g_type_is_a (row_type, ANSHIN_TYPE_ITEM_ROW));

  self->source = g_object_ref (source);
  self->shown = g_object_ref (shown);
  self->row_type = row_type;
  g_signal_connect_object (source, "notify", G_CALLBACK (on_lists_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "items-changed", G_CALLBACK (on_lists_changed_cb), self,
                           G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (shown)));
  gtk_list_view_set_model (self->list_view, selection);
  /* After the list has heard of it. */
  g_signal_connect_object (shown, "items-changed", G_CALLBACK (on_shown_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  on_lists_changed_cb (self);
}

void
anshin_list_pane_set_current_id (AnshinListPane *self, const char *id)
{
  g_return_if_fail (ANSHIN_IS_LIST_PANE (self));

  if (g_strcmp0 (self->current_id, id) == 0)
    return;
  g_free (self->current_id);
  self->current_id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CURRENT_ID]);
}

/* Returns: (nullable): the id of what is open in the content pane */
const char *
anshin_list_pane_get_current_id (AnshinListPane *self)
{
  return self->current_id;
}

void
anshin_list_pane_focus_search (AnshinListPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
