/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-paged-view.h"

#include <glib/gi18n.h>

#include "anshin-covered.h"
#include "anshin-error-words.h"

/* How many heights of the window below what is seen the next page is asked for. */
#define AHEAD 1.5

struct _AnshinPagedView
{
  AdwBin parent_instance;

  /* template widgets */
  GtkScrolledWindow *scroller;
  AdwBin *head;
  GtkStack *stack;
  GtkListBox *list_box;
  GtkSpinner *spinner;
  AdwStatusPage *empty_page;
  AdwStatusPage *error_page;
  GtkWidget *foot;
  GtkSpinner *foot_spinner;
  GtkLabel *foot_label;
  GtkWidget *more_button;
  GtkWidget *foot_cancel_button;

  /* owned */
  AnshinPagedList *list;
  GtkListBoxCreateWidgetFunc create_row;
  gpointer create_data;
  guint look_id;
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_EMPTY_ICON_NAME,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_DESCRIPTION,
  PROP_HEAD,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinPagedView, anshin_paged_view, ADW_TYPE_BIN)

static const char *
choose_page (AnshinPagedView *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    return "list";
  if (anshin_paged_list_get_loading (self->list))
    return "loading";
  return anshin_paged_list_get_loaded (self->list) ? "empty" : "error";
}

/* Near the end of what is there: the next page, unless the last attempt went wrong. */
static gboolean
on_look_cb (gpointer data)
{
  AnshinPagedView *self = ANSHIN_PAGED_VIEW (data);
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scroller);
  double height = gtk_adjustment_get_page_size (place);

  self->look_id = 0;
  if (self->list != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) && height > 0
      && anshin_paged_list_get_error (self->list) == NULL
      && gtk_adjustment_get_value (place) + (1 + AHEAD) * height
           >= gtk_adjustment_get_upper (place))
    anshin_paged_list_load_more (self->list);
  return G_SOURCE_REMOVE;
}

static void
on_scrolled_cb (AnshinPagedView *self)
{
  if (self->look_id == 0 && self->list != NULL && anshin_paged_list_get_has_more (self->list))
    self->look_id = g_idle_add (on_look_cb, self);
}

static void
update_foot (AnshinPagedView *self, gboolean listed)
{
  gboolean loading = anshin_paged_list_get_loading (self->list);
  gboolean more = anshin_paged_list_get_has_more (self->list);
  const GError *error = anshin_paged_list_get_error (self->list);
  g_autofree char *words = error != NULL ? anshin_error_words_dup (error) : NULL;

  gtk_widget_set_visible (self->foot, listed && (loading || more || error != NULL));
  gtk_spinner_set_spinning (self->foot_spinner, loading);
  gtk_widget_set_visible (GTK_WIDGET (self->foot_spinner), loading);
  gtk_widget_set_visible (self->foot_cancel_button, loading);
  gtk_widget_set_visible (self->more_button, !loading);
  gtk_button_set_label (GTK_BUTTON (self->more_button),
                        error != NULL ? _("_Try again") : _("Show _more"));
  gtk_label_set_label (self->foot_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->foot_label), words != NULL);
}

static void
on_list_changed_cb (AnshinPagedView *self)
{
  const char *page = choose_page (self);
  const GError *error = anshin_paged_list_get_error (self->list);
  g_autofree char *words = error != NULL ? anshin_error_words_dup (error) : NULL;

  adw_status_page_set_description (self->error_page, words);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "loading"));
  gtk_stack_set_visible_child_name (self->stack, page);
  update_foot (self, g_str_equal (page, "list"));
  on_scrolled_cb (self);
}

static void
on_reload_cb (AnshinPagedView *self)
{
  anshin_paged_list_reload (self->list);
}

static void
on_more_cb (AnshinPagedView *self)
{
  if (anshin_paged_list_get_has_more (self->list))
    anshin_paged_list_load_more (self->list);
  else
    anshin_paged_list_reload (self->list);
}

static void
on_cancel_cb (AnshinPagedView *self)
{
  anshin_paged_list_cancel (self->list);
}

static void
on_row_activated_cb (AnshinPagedView *self, GtkListBoxRow *row)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->list),
                                                    (guint) gtk_list_box_row_get_index (row));

  if (item != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, item);
}

static void
set_label (AnshinPagedView *self, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
anshin_paged_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AnshinPagedView *self = ANSHIN_PAGED_VIEW (object);

  switch (id)
    {
    case PROP_LABEL:
      set_label (self, g_value_get_string (value));
      break;
    case PROP_EMPTY_ICON_NAME:
      adw_status_page_set_icon_name (self->empty_page, g_value_get_string (value));
      break;
    case PROP_EMPTY_TITLE:
      adw_status_page_set_title (self->empty_page, g_value_get_string (value));
      break;
    case PROP_EMPTY_DESCRIPTION:
      adw_status_page_set_description (self->empty_page, g_value_get_string (value));
      break;
    case PROP_HEAD:
      anshin_paged_view_set_head (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
anshin_paged_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (anshin_paged_view_parent_class)->map (widget);
  on_scrolled_cb (ANSHIN_PAGED_VIEW (widget));
}

static void
anshin_paged_view_dispose (GObject *object)
{
  AnshinPagedView *self = ANSHIN_PAGED_VIEW (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      anshin_paged_list_cancel (self->list);
    }
  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (anshin_paged_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AnshinPagedView, scroller);
  gtk_widget_class_bind_template_child (widget_class, AnshinPagedView, head);
  gtk_widget_class_bind_template_child (widget_class, AnshinPagedView, stack);
  gtk_widget_class_bind_template_child (widget_class, AnshinPagedView, list_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinPagedView, spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinPagedView, empty_page);
  gtk_widget_class_bind_template_child (widget_class, AnshinPagedView, error_page);
  gtk_widget_class_bind_template_child (widget_class, AnshinPagedView, foot);
  gtk_widget_class_bind_template_child (widget_class, AnshinPagedView, foot_spinner);
  gtk_widget_class_bind_template_child (widget_class, AnshinPagedView, foot_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinPagedView, more_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinPagedView, foot_cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, on_reload_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_more_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
anshin_paged_view_class_init (AnshinPagedViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = anshin_paged_view_set_property;
  object_class->dispose = anshin_paged_view_dispose;
  widget_class->map = anshin_paged_view_map;

  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  props[PROP_EMPTY_ICON_NAME] = g_param_spec_string ("empty-icon-name", NULL, NULL, NULL, flags);
  props[PROP_EMPTY_TITLE] = g_param_spec_string ("empty-title", NULL, NULL, NULL, flags);
  props[PROP_EMPTY_DESCRIPTION]
    = g_param_spec_string ("empty-description", NULL, NULL, NULL, flags);
  props[PROP_HEAD] = g_param_spec_object ("head", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/common/anshin-paged-view.ui");
  bind_children (widget_class);
}

static void
anshin_paged_view_init (AnshinPagedView *self)
{
  GtkAdjustment *place = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_covered_tell (GTK_WIDGET (self->stack));
  place = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (place, "value-changed", G_CALLBACK (on_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (place, "changed", G_CALLBACK (on_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * anshin_paged_view_set_list:
 * @self: a view without a list
 * @list: what it shows; it is loaded if it isn't yet
 * @create_row: makes the row of an item, see gtk_list_box_bind_model(); the row follows its item
 *   by itself
 * @data: for @create_row
 */
void
anshin_paged_view_set_list (AnshinPagedView *self, AnshinPagedList *list,
                            GtkListBoxCreateWidgetFunc create_row, gpointer data)
{
  g_return_if_fail (ANSHIN_IS_PAGED_VIEW (self) && self->list == NULL);

  self->list = g_object_ref (list);
  self->create_row = create_row;
  self->create_data = data;
  g_signal_connect_object (list, "notify", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (list), create_row, data, NULL);
  if (!anshin_paged_list_get_loaded (list) && !anshin_paged_list_get_loading (list))
    anshin_paged_list_reload (list);
  on_list_changed_cb (self);
}

/**
 * anshin_paged_view_set_header_func:
 * @self: a view
 * @update_header: puts a heading above the rows that begin something, see
 *   gtk_list_box_set_header_func(); it gets no data
 */
void
anshin_paged_view_set_header_func (AnshinPagedView *self, GtkListBoxUpdateHeaderFunc update_header)
{
  g_return_if_fail (ANSHIN_IS_PAGED_VIEW (self));

  gtk_list_box_set_header_func (self->list_box, update_header, NULL, NULL);
}

/* Makes all rows anew, where they show more than their items. */
void
anshin_paged_view_refresh_rows (AnshinPagedView *self)
{
  g_return_if_fail (ANSHIN_IS_PAGED_VIEW (self) && self->list != NULL);

  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->list), self->create_row,
                           self->create_data, NULL);
}

/* Returns: (transfer none) (nullable): what it shows */
AnshinPagedList *
anshin_paged_view_get_list (AnshinPagedView *self)
{
  return self->list;
}

/**
 * anshin_paged_view_set_head:
 * @self: a view
 * @head: (nullable): stands above the rows and scrolls with them
 */
void
anshin_paged_view_set_head (AnshinPagedView *self, GtkWidget *head)
{
  g_return_if_fail (ANSHIN_IS_PAGED_VIEW (self));

  adw_bin_set_child (self->head, head);
  gtk_widget_set_visible (GTK_WIDGET (self->head), head != NULL);
}

/* What is said where there is nothing, e.g. after a search. */
void
anshin_paged_view_set_empty (AnshinPagedView *self, const char *title, const char *description)
{
  g_return_if_fail (ANSHIN_IS_PAGED_VIEW (self));

  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, description);
}
