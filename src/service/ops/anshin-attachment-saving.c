/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-holding.h"
#include "anshin-care-operations.h"
#include "anshin-facility-table.h"
#include "anshin-facts.h"
#include "anshin-json.h"

/* Whether the asker's facility lets its staff save files. */
static gboolean
add_saving (AnshinCall *call, AnshinFacts *facts, GError **error)
{
  g_autoptr (AnshinFacility) facility =
    anshin_facility_load (call->tx, call->principal->facility_id, error);

  if (facility == NULL)
    return FALSE;
  if (facility->saving)
    *facts |= ANSHIN_FACT_SAVING;
  return TRUE;
}

/**
 * anshin_attachment_note_saving:
 * @call: a writing call; argument: the attachment
 * @error: %ANSHIN_ERROR_NOT_FOUND, those of reading what it is part of, and
 *   %ANSHIN_ERROR_SAVING_NOT_ALLOWED, naming the admins of the facility who could allow it
 *
 * Writes down that the asker saves a file on the terminal, before it is done (SECURITY TRM-02). The
 * service can't see what a terminal does with what it shows; ours saves nothing without this.
 */
gboolean
anshin_attachment_note_saving (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinAttachmentRow) row =
    anshin_attachment_load_for (call, call->args[0], ANSHIN_ACTION_READ_ATTACHMENT, error);
  AnshinFacts facts = anshin_facts_own (call) | ANSHIN_FACT_ATTACHED;

  call->status = 204;
  return row != NULL && add_saving (call, &facts, error) &&
         anshin_check_facility (call, ANSHIN_ACTION_SAVE_ATTACHMENT, facts, error);
}

/**
 * anshin_file_scanning_get:
 * @call: a reading call
 * @error: %ANSHIN_ERROR_NEEDS_OFFICE
 *
 * Whether files are looked through before anybody gets them, for those who run the network
 * (SECURITY FL-02). Asks the scanner, and waits for it as long as anshin_scanner_ping() does.
 */
gboolean
anshin_file_scanning_get (AnshinCall *call, GError **error)
{
  g_autoptr (AnshinFileScanning) scanning = anshin_file_scanning_new ();

  if (!anshin_check_facility (call, ANSHIN_ACTION_EDIT_NETWORK, anshin_facts_own (call), error))
    return FALSE;
  scanning->configured = call->scanner != NULL;
  scanning->answering = call->scanner != NULL && anshin_scanner_ping (call->scanner);
  anshin_json_append_record (call->out, scanning);
  return TRUE;
}
