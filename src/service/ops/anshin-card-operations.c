/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-card-table.h"
#include "anshin-care-operations.h"
#include "anshin-facility-table.h"
#include "anshin-happening.h"
#include "anshin-json.h"

static const AnshinAction card_actions[] = { ANSHIN_ACTION_EDIT_CARD };

/* Fills in what nobody has written, and says that it is not written. */
static void
derive (GStrvBuilder *derived, const char *field, char **name, char **telephone,
        const char *known_name, const char *known_telephone)
{
  if (*name != NULL || *telephone != NULL || known_name == NULL)
    return;
  *name = g_strdup (known_name);
  *telephone = g_strdup (known_telephone);
  g_strv_builder_add (derived, field);
}

/* "name(facility)", and the facility's telephone. */
static gboolean
derive_person (AnshinCall *call, GStrvBuilder *derived, const char *field, const char *user_id,
               char **name, char **telephone, GError **error)
{
  g_autoptr (AnshinUser) user = NULL;
  g_autoptr (AnshinFacility) facility = NULL;
  g_autofree char *text = NULL;

  if (user_id == NULL)
    return TRUE;
  user = anshin_account_load (call->tx, user_id, error);
  if (user == NULL)
    return FALSE;
  facility = anshin_facility_load (call->tx, user->facility_id, error);
  if (facility == NULL)
    return FALSE;
  text = g_strdup_printf ("%s(%s)", user->name, user->facility_name);
  derive (derived, field, name, telephone, text,
          facility->telephone != NULL && *facility->telephone != '\0' ? facility->telephone : NULL);
  return TRUE;
}

static gboolean
derive_member (AnshinCall *call, GStrvBuilder *derived, const char *field, const char *group_id,
               int facility_kind, int profession, char **name, char **telephone, GError **error)
{
  g_autofree char *user_id = NULL;
  g_autofree char *facility = NULL;
  g_autofree char *number = NULL;

  if (group_id == NULL)
    return TRUE;
  if (!anshin_card_find_member (call->tx, group_id, facility_kind, profession, &user_id, &facility,
                                &number, error))
    return FALSE;
  if (profession != ANSHIN_PROFESSION_NONE)
    return derive_person (call, derived, field, user_id, name, telephone, error);
  derive (derived, field, name, telephone, facility, number);
  return TRUE;
}

/* The attending physician is the patient's; the others are those in the patient's group. */
static gboolean
fill_derived (AnshinCall *call, AnshinPatientView *view, AnshinCard *card, GError **error)
{
  g_autoptr (GStrvBuilder) derived = g_strv_builder_new ();

  if (!derive_person (call, derived, "physician", view->patient->attending_physician_id,
                      &card->physician, &card->physician_telephone, error) ||
      !derive_member (call, derived, "care_manager", view->group_id, ANSHIN_FACILITY_NONE,
                      ANSHIN_PROFESSION_CARE_MANAGER, &card->care_manager,
                      &card->care_manager_telephone, error) ||
      !derive_member (call, derived, "nurse_station", view->group_id,
                      ANSHIN_FACILITY_VISITING_NURSE_STATION, ANSHIN_PROFESSION_NONE,
                      &card->nurse_station, &card->nurse_station_telephone, error) ||
      !derive_member (call, derived, "pharmacy", view->group_id, ANSHIN_FACILITY_PHARMACY,
                      ANSHIN_PROFESSION_NONE, &card->pharmacy, &card->pharmacy_telephone, error))
    return FALSE;
  card->derived = g_strv_builder_end (derived);
  return TRUE;
}

static gboolean
answer_card (AnshinCall *call, AnshinPatientView *view, AnshinFacts facts, GError **error)
{
  g_autoptr (AnshinCard) card =
    anshin_card_load (call->tx, view->patient->id, call->principal->user_id, error);

  if (card == NULL || !fill_derived (call, view, card, error))
    return FALSE;
  card->capabilities =
    anshin_policy_capabilities (facts, card_actions, G_N_ELEMENTS (card_actions));
  anshin_json_append_record (call->out, card);
  return TRUE;
}

static AnshinPatientView *
load (AnshinCall *call, AnshinAction action, AnshinFacts *facts, GError **error)
{
  g_autoptr (AnshinPatientView) view =
    anshin_facts_load_patient (call, call->args[0], facts, error);

  if (view == NULL || !anshin_check_patient (call, action, view, *facts, error))
    return NULL;
  return g_steal_pointer (&view);
}

/**
 * anshin_card_get:
 * @call: a reading call; argument: the patient
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * The emergency card belongs to the patient: whoever may see the patient sees it.
 */
gboolean
anshin_card_get (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view = load (call, ANSHIN_ACTION_READ_PATIENT, &facts, error);

  return view != NULL && answer_card (call, view, facts, error);
}

/* Says in the patient's group that the card has changed, and to all who may be looking at it. */
static gboolean
tell (AnshinCall *call, AnshinPatientView *view, GError **error)
{
  g_autofree char *what = g_strconcat ("card:", view->patient->id, NULL);
  AnshinHappening changed = { 0 };

  if (!anshin_tell_keepers (call, view->patient->facility_id, what, error))
    return FALSE;
  if (view->group_id == NULL)
    return TRUE;
  changed.channel = view->group_id;
  changed.kind = ANSHIN_ENTRY_CARD_CHANGED;
  changed.subject_id = view->patient->id;
  return anshin_happen (call, &changed, NULL, error) &&
         anshin_tell_readers (call, view->group_id, what, error);
}

/**
 * anshin_card_put:
 * @call: a writing call; argument: the patient; body: AnshinCard with the version it was read at, 0
 *   for the first
 * @error: %ANSHIN_ERROR_VERSION_STALE, %ANSHIN_ERROR_NEEDS_ELIGIBLE_PROFESSION,
 *   %ANSHIN_ERROR_GROUP_FROZEN, %ANSHIN_ERROR_GROUP_CLOSED
 *
 * A new version; the ones before stay.
 */
gboolean
anshin_card_put (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view = load (call, ANSHIN_ACTION_EDIT_CARD, &facts, error);
  g_autoptr (AnshinCard) card = anshin_record_dup (call->body);

  if (view == NULL)
    return FALSE;
  card->patient_id = g_strdup (view->patient->id);
  card->changed_by_name = g_strdup (call->principal->name);
  card->changed_by_facility = g_strdup (call->principal->facility_name);
  return anshin_card_insert (call->tx, card, call->principal->user_id, error) &&
         tell (call, view, error) && answer_card (call, view, facts, error);
}

/**
 * anshin_card_versions_list:
 * @call: a reading call; argument: the patient; query: limit, cursor
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * What the card has said, newest first, with who wrote it and when.
 */
gboolean
anshin_card_versions_list (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view = load (call, ANSHIN_ACTION_READ_PATIENT, &facts, error);
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *cursor = NULL;
  gint64 before = 0;
  guint limit = 0;

  if (view == NULL || !anshin_call_get_limit (call, &limit, error) ||
      !anshin_call_get_number (call, "cursor", 0, &before, error) ||
      !anshin_card_list_versions (call->tx, view->patient->id, before, limit + 1, cards, error))
    return FALSE;
  if (cards->len > limit)
    cursor = g_strdup_printf ("%" G_GINT64_FORMAT,
                              ANSHIN_CARD (g_ptr_array_index (cards, limit - 1))->version);
  anshin_answer_begin_list (call);
  for (guint i = 0; i < MIN (cards->len, limit); i++)
    anshin_answer_add_item (call, g_ptr_array_index (cards, i));
  anshin_answer_end_list (call, cursor);
  return TRUE;
}

/**
 * anshin_card_put_seen:
 * @call: a writing call; argument: the patient; body: AnshinCardSeen
 * @error: %ANSHIN_ERROR_NOT_FOUND, %ANSHIN_ERROR_FIELD_INVALID naming `version`
 *
 * Until then the card is "changed" for the asker.
 */
gboolean
anshin_card_put_seen (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view = load (call, ANSHIN_ACTION_READ_PATIENT, &facts, error);
  AnshinCardSeen *seen = call->body;
  g_autoptr (AnshinCard) card = NULL;

  if (view == NULL)
    return FALSE;
  card = anshin_card_load (call->tx, view->patient->id, call->principal->user_id, error);
  if (card == NULL)
    return FALSE;
  if (seen->version > card->version)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "version", "There is no such version");
      return FALSE;
    }
  call->status = 204;
  return anshin_card_mark_seen (call->tx, view->patient->id, call->principal->user_id,
                                seen->version, error);
}

/**
 * anshin_card_mark_printed:
 * @call: a writing call; argument: the patient
 * @error: %ANSHIN_ERROR_NOT_FOUND
 *
 * The card goes onto paper, and that onto record (SECURITY AUD-01). The password is not asked for
 * once more, as it is for what is taken out of a group at leisure (SESS-07): the card is for the
 * ambulance crew at the door, and who holds it in the hand reads no more than the screen shows.
 */
gboolean
anshin_card_mark_printed (AnshinCall *call, GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view = load (call, ANSHIN_ACTION_READ_PATIENT, &facts, error);

  call->status = 204;
  return view != NULL;
}
