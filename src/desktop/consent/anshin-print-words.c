/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-print-words.h"

#include <glib/gi18n.h>

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
