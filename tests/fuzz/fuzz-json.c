/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-json.h"

#include <string.h>

#include "anshin-consent.h"
#include "anshin-entry.h"
#include "anshin-fuzz.h"
#include "anshin-invitation.h"
#include "anshin-patient.h"
#include "anshin-sign-in.h"

/* What was read is written, and read again as the same. */
static void
try_type (const uint8_t *data, size_t size, GType type, AnshinDecodeMode mode)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) record =
    anshin_json_decode ((const char *) data, (gssize) size, type, mode, &error);
  g_autoptr (GObject) back = NULL;
  g_autofree char *text = NULL;

  g_assert_true ((record == NULL) == (error != NULL));
  if (record == NULL)
    {
      g_assert_true (error->domain == ANSHIN_ERROR);
      return;
    }
  text = anshin_json_from_record (record);
  back = anshin_json_decode (text, -1, type, ANSHIN_DECODE_ANSWER, NULL);
  g_assert_true (anshin_record_equal (record, back));
  if (mode == ANSHIN_DECODE_REQUEST)
    (void) anshin_record_validate (record, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  try_type (data, size, anshin_patient_get_type (), ANSHIN_DECODE_REQUEST);
  try_type (data, size, anshin_consent_get_type (), ANSHIN_DECODE_REQUEST);
  try_type (data, size, anshin_post_get_type (), ANSHIN_DECODE_REQUEST);
  try_type (data, size, anshin_invite_get_type (), ANSHIN_DECODE_REQUEST);
  try_type (data, size, anshin_entry_get_type (), ANSHIN_DECODE_ANSWER);
  try_type (data, size, anshin_session_info_get_type (), ANSHIN_DECODE_ANSWER);
  return 0;
}
