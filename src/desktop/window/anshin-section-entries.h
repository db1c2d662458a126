/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-section.h"

G_BEGIN_DECLS

/**
 * AnshinSectionEntry:
 * @name: the name of the row in the section's template, and of the page that it opens
 * @create: makes the page
 *
 * A section whose list is a fixed one, each row of which opens a page.
 */
typedef struct
{
  const char *name;
  AnshinPage *(*create) (AnshinClient *client);
} AnshinSectionEntry;

gboolean anshin_section_open_entry (AnshinSection *self, const AnshinSectionEntry *entries,
                                    guint n_entries, const char *name);
void     anshin_section_mark_entry (GtkListBox *list_box, AnshinPage *page);

G_END_DECLS
