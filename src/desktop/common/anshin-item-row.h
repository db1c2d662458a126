/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * A row of a section's list: it shows one record for as long as the list binds it, follows the
 * record's changes, and is painted as chosen while "current-id" is the record's id.
 */
#define ANSHIN_TYPE_ITEM_ROW (anshin_item_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (AnshinItemRow, anshin_item_row, ANSHIN, ITEM_ROW, AdwBin)

/**
 * AnshinItemRowClass:
 * @show: shows the record, now and after each change of it
 * @describe: (transfer full): the row in one sentence, for a screen reader
 */
struct _AnshinItemRowClass
{
  AdwBinClass parent_class;

  void (*show) (AnshinItemRow *self, gpointer record);
  char *(*describe) (AnshinItemRow *self, gpointer record);
};

void anshin_item_row_set_item (AnshinItemRow *self, GtkListItem *item);

/* All records of the list, shown or not, so that a row can say what tells its own apart. */
void        anshin_item_row_set_all (AnshinItemRow *self, GListModel *all);
GListModel *anshin_item_row_get_all (AnshinItemRow *self);

/* A label with the number of unread messages; hidden if there are none. */
void anshin_item_row_show_unread (GtkLabel *label, gint64 unread);
char *anshin_item_row_describe_unread (gint64 unread);

G_END_DECLS
