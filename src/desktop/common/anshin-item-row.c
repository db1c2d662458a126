/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-item-row.h"

#include <glib/gi18n.h>

#include "anshin-limits.h"
#include "anshin-list-row.h"
#include "anshin-record.h"

typedef struct
{
  GSignalGroup *record_signals;
  char *current_id;
  GListModel *all;

  /* borrowed, while it is bound */
  GtkListItem *item;
} AnshinItemRowPrivate;

enum
{
  PROP_0,
  PROP_CURRENT_ID,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AnshinItemRow, anshin_item_row, ADW_TYPE_BIN)

/* The list's own row is what a screen reader stops at, and what is painted as chosen. */
static void
update_list_row (AnshinItemRow *self, gpointer record)
{
  AnshinItemRowPrivate *priv = anshin_item_row_get_instance_private (self);
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *description = ANSHIN_ITEM_ROW_GET_CLASS (self)->describe (self, record);
  g_autofree char *id = NULL;

  if (priv->item != NULL)
    anshin_list_row_set_label (priv->item, description);
  if (row == NULL)
    return;
  g_object_get (record, "id", &id, NULL);
  if (g_strcmp0 (id, priv->current_id) == 0)
    gtk_widget_add_css_class (row, "current");
  else
    gtk_widget_remove_css_class (row, "current");
}

static void
update (AnshinItemRow *self)
{
  AnshinItemRowPrivate *priv = anshin_item_row_get_instance_private (self);
  g_autoptr (GObject) record = g_signal_group_dup_target (priv->record_signals);

  if (record == NULL)
    return;
  ANSHIN_ITEM_ROW_GET_CLASS (self)->show (self, record);
  update_list_row (self, record);
}

static void
on_all_changed_cb (AnshinItemRow *self)
{
  AnshinItemRowPrivate *priv = anshin_item_row_get_instance_private (self);

  if (priv->record_signals != NULL)
    update (self);
}

static void
anshin_item_row_set_property (GObject *object, guint prop_id, const GValue *value,
                              GParamSpec *pspec)
{
  AnshinItemRow *self = ANSHIN_ITEM_ROW (object);
  AnshinItemRowPrivate *priv = anshin_item_row_get_instance_private (self);

  switch (prop_id)
    {
    case PROP_CURRENT_ID:
      g_free (priv->current_id);
      priv->current_id = g_value_dup_string (value);
      update (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_item_row_dispose (GObject *object)
{
  AnshinItemRowPrivate *priv = anshin_item_row_get_instance_private (ANSHIN_ITEM_ROW (object));

  g_clear_object (&priv->record_signals);
  g_clear_object (&priv->all);
  g_clear_pointer (&priv->current_id, g_free);

  G_OBJECT_CLASS (anshin_item_row_parent_class)->dispose (object);
}

static void
anshin_item_row_class_init (AnshinItemRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = anshin_item_row_set_property;
  object_class->dispose = anshin_item_row_dispose;

  props[PROP_CURRENT_ID] = g_param_spec_string ("current-id", NULL, NULL, NULL,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
anshin_item_row_init (AnshinItemRow *self)
{
  AnshinItemRowPrivate *priv = anshin_item_row_get_instance_private (self);

  priv->record_signals = g_signal_group_new (ANSHIN_TYPE_RECORD);
  g_signal_group_connect_swapped (priv->record_signals, "notify", G_CALLBACK (update), self);
}

/**
 * anshin_item_row_set_item:
 * @self: a row
 * @item: (nullable): what the list bound the row to, or %NULL when it lets go of it
 */
void
anshin_item_row_set_item (AnshinItemRow *self, GtkListItem *item)
{
  AnshinItemRowPrivate *priv = anshin_item_row_get_instance_private (self);

  g_return_if_fail (ANSHIN_IS_ITEM_ROW (self));

  priv->item = item;
  g_signal_group_set_target (priv->record_signals,
                             item != NULL ? gtk_list_item_get_item (item) : NULL);
  update (self);
}

/**
 * anshin_item_row_set_all:
 * @self: a row
 * @all: all records of the list; the row follows who comes and goes
 */
void
anshin_item_row_set_all (AnshinItemRow *self, GListModel *all)
{
  AnshinItemRowPrivate *priv = anshin_item_row_get_instance_private (self);

  g_return_if_fail (ANSHIN_IS_ITEM_ROW (self) && priv->all == NULL);

  priv->all = g_object_ref (all);
  g_signal_connect_object (all, "items-changed", G_CALLBACK (on_all_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Returns: (transfer none) (nullable): all records of the list */
GListModel *
anshin_item_row_get_all (AnshinItemRow *self)
{
  AnshinItemRowPrivate *priv = anshin_item_row_get_instance_private (self);

  return priv->all;
}

void
anshin_item_row_show_unread (GtkLabel *label, gint64 unread)
{
  g_autofree char *text = NULL;

  text = unread >= ANSHIN_MAX_UNREAD_COUNTED
           ? g_strdup_printf ("%d+", ANSHIN_MAX_UNREAD_COUNTED - 1)
           : g_strdup_printf ("%d", (int) unread);
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), unread > 0);
}

/* Returns: (transfer full) (nullable): how many are unread, in words; %NULL if none */
char *
anshin_item_row_describe_unread (gint64 unread)
{
  if (unread == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%d unread message", "%d unread messages", (gulong) unread),
                          (int) unread);
}
