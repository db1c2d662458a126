/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-private-input.h"

/**
 * anshin_private_input:
 * @entry: an entry without a property for it, such as #GtkSearchEntry
 *
 * Asks input methods not to learn from what is typed here (SECURITY TRM-03). ibus passes it on;
 * that mozc up to 2.28 learns all the same has to be set in mozc, as the README says.
 */
void
anshin_private_input (GtkEditable *entry)
{
  GtkEditable *text = gtk_editable_get_delegate (entry);

  g_return_if_fail (GTK_IS_TEXT (text));

  gtk_text_set_input_hints (GTK_TEXT (text), GTK_INPUT_HINT_PRIVATE);
}
