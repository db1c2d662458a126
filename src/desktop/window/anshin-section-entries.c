/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-section-entries.h"

#include "anshin-window.h"

/**
 * anshin_section_open_entry:
 * @self: a section
 * @entries: (array length=n_entries): its entries
 * @n_entries: how many
 * @name: which
 *
 * Returns: whether there is one of that name, whose page is shown now
 */
gboolean
anshin_section_open_entry (AnshinSection *self, const AnshinSectionEntry *entries,
                           guint n_entries, const char *name)
{
  AnshinWindow *window = anshin_window_get_for (self);

  for (guint i = 0; i < n_entries && window != NULL; i++)
    if (g_strcmp0 (entries[i].name, name) == 0)
      {
        AnshinPage *page = entries[i].create (anshin_section_get_client (self));

        gtk_widget_set_name (GTK_WIDGET (page), name);
        anshin_window_show_page (window, page);
        return TRUE;
      }
  return FALSE;
}

/**
 * anshin_section_mark_entry:
 * @list_box: the rows of a section's entries
 * @page: (nullable): the page that is open
 *
 * The row of what is open is marked, as in the other lists.
 */
void
anshin_section_mark_entry (GtkListBox *list_box, AnshinPage *page)
{
  const char *name = page != NULL ? gtk_widget_get_name (GTK_WIDGET (page)) : NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list_box)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (gtk_widget_get_name (row), name) == 0)
      gtk_widget_add_css_class (row, "current");
    else
      gtk_widget_remove_css_class (row, "current");
}
