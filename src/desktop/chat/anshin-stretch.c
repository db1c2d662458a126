/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-stretch.h"

/**
 * AnshinStretch:
 *
 * The part of a list that is shown. A list view makes the rows of two hundred items at once,
 * wherever it stands; so it is given what is seen, and the rest by and by.
 *
 * It begins empty and shows what it was opened at. What the list gets at its end belongs to a
 * stretch that reaches to the end; what it gets before the stretch, even right before it, waits
 * until the stretch grows.
 */
struct _AnshinStretch
{
  GObject parent_instance;

  GListModel *list;
  guint n_list;
  guint above;
  guint n_items;
};

static GType
anshin_stretch_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (ANSHIN_STRETCH (model)->list);
}

static guint
anshin_stretch_get_n_items (GListModel *model)
{
  return ANSHIN_STRETCH (model)->n_items;
}

static gpointer
anshin_stretch_get_item (GListModel *model, guint position)
{
  AnshinStretch *self = ANSHIN_STRETCH (model);

  return position < self->n_items ? g_list_model_get_item (self->list, self->above + position)
                                  : NULL;
}

static void
anshin_stretch_model_init (GListModelInterface *iface)
{
  iface->get_item_type = anshin_stretch_get_item_type;
  iface->get_n_items = anshin_stretch_get_n_items;
  iface->get_item = anshin_stretch_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AnshinStretch, anshin_stretch, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      anshin_stretch_model_init))

/* @removed items at @position of the stretch have become @added. */
static void
change (AnshinStretch *self, guint position, guint removed, guint added)
{
  self->n_items += added - removed;
  if (self->n_items == 0)
    self->above = 0;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* What takes the place of something that was shown is shown. */
static void
on_items_changed_cb (AnshinStretch *self, guint position, guint removed, guint added)
{
  guint start = self->above;
  guint end = start + self->n_items;
  gboolean at_end = end == self->n_list;
  guint from = CLAMP (position, start, end);
  guint to = CLAMP (position + removed, start, end);

  self->n_list += added - removed;
  if (self->n_items == 0 || (position >= end && !(at_end && position == end)))
    return;
  if (from == to && position <= start)
    self->above += added - removed;
  else
    {
      self->above = MIN (position, start);
      change (self, from - start, to - from, added);
    }
}

static void
anshin_stretch_dispose (GObject *object)
{
  AnshinStretch *self = ANSHIN_STRETCH (object);

  self->n_items = 0;
  g_clear_object (&self->list);

  G_OBJECT_CLASS (anshin_stretch_parent_class)->dispose (object);
}

static void
anshin_stretch_class_init (AnshinStretchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_stretch_dispose;
}

static void
anshin_stretch_init (AnshinStretch *self)
{
}

/**
 * anshin_stretch_new:
 * @list: (transfer none): a list
 *
 * Returns: (transfer full): a stretch that shows nothing of it
 */
AnshinStretch *
anshin_stretch_new (GListModel *list)
{
  AnshinStretch *self = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (list), NULL);

  self = g_object_new (ANSHIN_TYPE_STRETCH, NULL);
  self->list = g_object_ref (list);
  self->n_list = g_list_model_get_n_items (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * anshin_stretch_open:
 * @position: where it begins in the list
 * @n_items: how long it is, unless the list ends before
 *
 * Shows these items instead of those that it has shown.
 */
void
anshin_stretch_open (AnshinStretch *self, guint position, guint n_items)
{
  g_return_if_fail (ANSHIN_IS_STRETCH (self));

  self->above = MIN (position, self->n_list);
  change (self, 0, self->n_items, MIN (n_items, self->n_list - self->above));
}

/**
 * anshin_stretch_grow:
 * @above: how many items more to show before those that are shown
 * @below: how many more after them
 *
 * Returns: whether there were any
 */
gboolean
anshin_stretch_grow (AnshinStretch *self, guint above, guint below)
{
  g_return_val_if_fail (ANSHIN_IS_STRETCH (self), FALSE);

  above = MIN (above, self->above);
  below = MIN (below, anshin_stretch_get_below (self));
  self->above -= above;
  change (self, 0, 0, above);
  change (self, self->n_items, 0, below);
  return above > 0 || below > 0;
}

/**
 * anshin_stretch_cut:
 * @above: how many of its first items it lets go
 * @below: how many of its last
 */
void
anshin_stretch_cut (AnshinStretch *self, guint above, guint below)
{
  g_return_if_fail (ANSHIN_IS_STRETCH (self));
  g_return_if_fail (above + below <= self->n_items);

  self->above += above;
  change (self, 0, above, 0);
  change (self, self->n_items - below, below, 0);
}

/**
 * anshin_stretch_get_above:
 *
 * Returns: how many items of the list stand before the stretch
 */
guint
anshin_stretch_get_above (AnshinStretch *self)
{
  g_return_val_if_fail (ANSHIN_IS_STRETCH (self), 0);

  return self->above;
}

/**
 * anshin_stretch_get_below:
 *
 * Returns: how many items of the list stand after the stretch
 */
guint
anshin_stretch_get_below (AnshinStretch *self)
{
  g_return_val_if_fail (ANSHIN_IS_STRETCH (self), 0);

  return self->n_items > 0 ? self->n_list - self->above - self->n_items : 0;
}
