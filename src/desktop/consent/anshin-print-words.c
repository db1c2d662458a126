/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-print-words.h"

#include <glib/gi18n.h>

/* What goes wrong with files rather than with printers. */
static gboolean
is_of_file (const GError *error)
{
  static const GIOErrorEnum codes[]
    = { G_IO_ERROR_IS_DIRECTORY,     G_IO_ERROR_NOT_DIRECTORY, G_IO_ERROR_NOT_FOUND,
        G_IO_ERROR_PERMISSION_DENIED, G_IO_ERROR_NO_SPACE,      G_IO_ERROR_READ_ONLY,
        G_IO_ERROR_CANT_CREATE_BACKUP, G_IO_ERROR_NOT_REGULAR_FILE };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_IO_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

/**
 * anshin_print_words_error:
 * @error: why printing ended
 *
 * Returns: (transfer none): what happened, and what to do next, in the user's language
 */
const char *
anshin_print_words_error (const GError *error)
{
  if (g_error_matches (error, GTK_PRINT_ERROR, GTK_PRINT_ERROR_NOMEM))
    return _("There is not enough memory to print now. Close other programs and try again.");
  if (g_error_matches (error, GTK_PRINT_ERROR, GTK_PRINT_ERROR_INVALID_FILE))
    return _("The settings of the printer can’t be read. Choose the printer again.");
  if (is_of_file (error))
    return _("The file could not be written. Choose another place.");
  return _("The printer can’t be reached. See whether it is switched on and connected, or choose "
           "another one; the paper can be saved as PDF, too.");
}

/**
 * anshin_print_words_status:
 * @status: what the printer says about a job
 *
 * Returns: (transfer none) (nullable): what somebody has to do, or %NULL where all goes well
 */
const char *
anshin_print_words_status (GtkPrintStatus status)
{
  switch (status)
    {
    case GTK_PRINT_STATUS_PENDING_ISSUE:
      return _("The printer waits: it may be out of paper or ink, or a cover is open. It goes on "
               "by itself when that is mended.");
    case GTK_PRINT_STATUS_FINISHED_ABORTED:
      return _("The printer has given up this paper. See to the printer, then print again.");
    case GTK_PRINT_STATUS_INITIAL:
    case GTK_PRINT_STATUS_PREPARING:
    case GTK_PRINT_STATUS_GENERATING_DATA:
    case GTK_PRINT_STATUS_SENDING_DATA:
    case GTK_PRINT_STATUS_PENDING:
    case GTK_PRINT_STATUS_PRINTING:
    case GTK_PRINT_STATUS_FINISHED:
    default:
      return NULL;
    }
}
