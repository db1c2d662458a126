/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-consent-effects.h"

#include "anshin-happening.h"
#include "anshin-invitation-effects.h"
#include "anshin-membership-table.h"

/**
 * anshin_consent_tell:
 * @call: a writing call
 * @view: the patient
 * @error: return location
 *
 * All who see the patient see its consent's state.
 */
gboolean
anshin_consent_tell (AnshinCall *call, const AnshinPatientView *view, GError **error)
{
  const char *physician_id = view->patient->attending_physician_id;

  if (physician_id != NULL)
    anshin_call_refresh (call, physician_id, "patients");
  return anshin_tell_keepers (call, view->patient->facility_id, "patients", error) &&
         (view->group_id == NULL ||
          anshin_tell_readers (call, view->group_id, "patients", error));
}

static gboolean
write_entry (AnshinCall *call, const char *group_id, int kind, GError **error)
{
  AnshinHappening what = { 0 };

  what.channel = group_id;
  what.kind = kind;
  return anshin_happen (call, &what, NULL, error);
}

/**
 * anshin_consent_freeze:
 * @call: a writing call
 * @view: the patient as it was before the withdrawal
 * @error: return location
 *
 * Members of other facilities hear nothing more, from the entry itself on.
 */
gboolean
anshin_consent_freeze (AnshinCall *call, const AnshinPatientView *view, GError **error)
{
  if (view->group_id == NULL || view->group_state == ANSHIN_GROUP_FROZEN)
    return TRUE;

  anshin_call_effect (call, ANSHIN_EFFECT_FREEZE, view->group_id, view->group_owner_id);
  return anshin_invitation_void_all (call, view->group_id, error) &&
         write_entry (call, view->group_id, ANSHIN_ENTRY_GROUP_FROZEN, error) &&
         anshin_tell_readers (call, view->group_id, "groups", error) &&
         anshin_tell_admins (call, view->group_id, "invitations", error);
}

/**
 * anshin_consent_thaw:
 * @call: a writing call
 * @view: the patient as it was before the new consent
 * @error: return location
 *
 * The members hear the group again.
 */
gboolean
anshin_consent_thaw (AnshinCall *call, const AnshinPatientView *view, GError **error)
{
  g_autoptr (GPtrArray) readers = g_ptr_array_new_with_free_func (g_free);

  if (view->group_id == NULL || view->group_state != ANSHIN_GROUP_FROZEN)
    return TRUE;

  if (!anshin_group_list_readers (call->tx, view->group_id, readers, error))
    return FALSE;
  for (guint i = 0; i < readers->len; i++)
    anshin_call_effect (call, ANSHIN_EFFECT_JOIN, view->group_id, g_ptr_array_index (readers, i));
  return write_entry (call, view->group_id, ANSHIN_ENTRY_GROUP_THAWED, error) &&
         anshin_tell_readers (call, view->group_id, "groups", error);
}
