/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-table.h"
#include "anshin-answer.h"
#include "anshin-audit-operations.h"
#include "anshin-clock.h"
#include "anshin-facility-table.h"

/* Whose days with many patients are looked for, unless it is said. */
#define MASS_SPAN (G_GINT64_CONSTANT (31) * 24 * 60 * 60 * ANSHIN_SECOND)

static const char *const findings[] = {
  [ANSHIN_AUDIT_NIGHT] = "night",
  [ANSHIN_AUDIT_MASS_VIEW] = "mass",
  [ANSHIN_AUDIT_REFUSED] = "refused",
  [ANSHIN_AUDIT_BY_RIGHT] = "by-right",
};

static gboolean
fail_field (const char *field, GError **error)
{
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, field, "Not understood");
  return FALSE;
}

static gboolean
get_time (AnshinCall *call, const char *name, gint64 absent, gint64 *time, GError **error)
{
  const char *text = anshin_call_get_query (call, name);

  *time = absent;
  return text == NULL || anshin_time_parse (text, time) || fail_field (name, error);
}

/**
 * anshin_call_get_times:
 * @call: a call
 * @from: (out): no earlier; 0 where the query has no `from`
 * @to: (out): earlier than that; %G_MAXINT64 where it has no `to`
 * @error: %ANSHIN_ERROR_FIELD_INVALID naming the parameter; `to` also where it is before `from`
 */
gboolean
anshin_call_get_times (AnshinCall *call, gint64 *from, gint64 *to, GError **error)
{
  return get_time (call, "from", 0, from, error) && get_time (call, "to", G_MAXINT64, to, error) &&
         (*from <= *to || fail_field ("to", error));
}

static gboolean
get_finding (AnshinCall *call, AnshinAuditFinding *finding, GError **error)
{
  const char *text = anshin_call_get_query (call, "finding");

  *finding = ANSHIN_AUDIT_ANYTHING;
  if (text == NULL)
    return TRUE;
  for (guint i = ANSHIN_AUDIT_NIGHT; i < G_N_ELEMENTS (findings); i++)
    if (g_str_equal (text, findings[i]))
      *finding = i;
  return *finding != ANSHIN_AUDIT_ANYTHING || fail_field ("finding", error);
}

/* The cursor is the last record of the page before: "time.chain.number". */
static gboolean
get_place (AnshinCall *call, AnshinAuditQuery *query, GError **error)
{
  const char *cursor = anshin_call_get_query (call, "cursor");
  g_auto (GStrv) parts = NULL;

  if (cursor == NULL)
    return TRUE;
  parts = g_strsplit (cursor, ".", 4);
  return (g_strv_length (parts) == 3 &&
          g_ascii_string_to_signed (parts[0], 10, 0, G_MAXINT64, &query->at, NULL) &&
          g_ascii_string_to_signed (parts[1], 10, 0, G_MAXINT, &query->chain, NULL) &&
          g_ascii_string_to_signed (parts[2], 10, 0, G_MAXINT64, &query->seq, NULL)) ||
         fail_field ("cursor", error);
}

/* A patient's log: of the attributes, the consents, the group, and of the lists that showed it. */
static gboolean
add_patient (AnshinCall *call, AnshinAuditQuery *query, const char *id, gint64 from, gint64 to,
             GError **error)
{
  AnshinFacts facts = 0;
  g_autoptr (AnshinPatientView) view = anshin_facts_load_patient (call, id, &facts, error);

  if (view == NULL || !anshin_policy_check (ANSHIN_ACTION_READ_AUDIT, facts, error))
    return FALSE;
  anshin_audit_query_add (query, ANSHIN_AUDIT_OF_PATIENT, id, from, to);
  anshin_audit_query_add (query, ANSHIN_AUDIT_OF_SHOWN, id, from, to);
  return TRUE;
}

static gboolean
add_group (AnshinCall *call, AnshinAuditQuery *query, const char *id, gint64 from, gint64 to,
           GError **error)
{
  g_auto (AnshinGroupStanding) standing = { 0 };
  AnshinFacts facts = 0;

  if (!anshin_facts_load_group (call, id, &standing, &facts, error) ||
      !anshin_policy_check (ANSHIN_ACTION_READ_AUDIT, facts, error))
    return FALSE;
  /* What is in the group is not shown. */
  call->audit.reason = NULL;
  anshin_audit_query_add (query, standing.kind == ANSHIN_GROUP_PATIENT
                                   ? ANSHIN_AUDIT_OF_PATIENT_GROUP
                                   : ANSHIN_AUDIT_OF_GROUP,
                          id, from, to);
  return TRUE;
}

/* Of oneself, without a right over others, the signing in alone. */
static gboolean
add_person (AnshinCall *call, AnshinAuditQuery *query, const char *id, gint64 from, gint64 to,
            GError **error)
{
  g_autoptr (AnshinUser) user = anshin_account_load (call->tx, id, error);
  AnshinFacts facts = 0;
  gboolean everything = FALSE;

  if (user == NULL)
    return FALSE;
  facts = anshin_facts_of_user (call, user);
  call->audit.object_id = anshin_call_keep (call, g_strdup (id));
  if (!anshin_policy_check (ANSHIN_ACTION_READ_AUDIT, facts, error))
    return FALSE;
  everything = anshin_policy_allows (ANSHIN_ACTION_READ_AUDIT, facts & ~ANSHIN_FACT_SELF);
  if (query->finding == ANSHIN_AUDIT_MASS_VIEW && everything)
    return anshin_audit_view_add_mass (call->tx, query, from, to, error);
  anshin_audit_query_add (query,
                          everything ? ANSHIN_AUDIT_OF_ACTOR : ANSHIN_AUDIT_OF_SIGN_INS, id, from,
                          to);
  return TRUE;
}

static gboolean
add_terminal (AnshinCall *call, AnshinAuditQuery *query, const char *id, gint64 from, gint64 to,
              GError **error)
{
  g_autofree char *user_id = NULL;

  return anshin_audit_view_find_terminal (call->tx, id, &user_id, error) &&
         add_person (call, query, user_id, from, to, error);
}

static gboolean
add_facility (AnshinCall *call, AnshinAuditQuery *query, const char *id, gint64 from, gint64 to,
              guint limit, GError **error)
{
  g_autoptr (AnshinFacility) facility = anshin_facility_load (call->tx, id, error);
  AnshinFacts facts = anshin_facts_own (call);

  if (facility == NULL)
    return FALSE;
  if (g_strcmp0 (id, call->principal->facility_id) == 0)
    facts |= ANSHIN_FACT_OWN_FACILITY;
  call->audit.object_id = anshin_call_keep (call, g_strdup (id));
  if (!anshin_policy_check (ANSHIN_ACTION_READ_AUDIT, facts, error))
    return FALSE;
  if (query->finding == ANSHIN_AUDIT_MASS_VIEW)
    return anshin_audit_view_add_mass (call->tx, query, from, to, error);
  return anshin_audit_view_add_staff (call->tx, query, id, from, to, limit, error);
}

/* Without a filter: what the asker's roles give. Roles add up (PRODUCT section 2). */
static gboolean
add_own (AnshinCall *call, AnshinAuditQuery *query, gint64 from, gint64 to, guint limit,
         GError **error)
{
  AnshinFacts facts = anshin_facts_own (call);
  AnshinScope scope = anshin_facts_get_scope (call);

  if (anshin_policy_allows (ANSHIN_ACTION_READ_AUDIT, facts))
    {
      if (query->finding == ANSHIN_AUDIT_MASS_VIEW)
        return anshin_audit_view_add_mass (call->tx, query, from, to, error);
      if (query->action != NULL && anshin_audit_is_rare (query->action))
        anshin_audit_query_add (query, ANSHIN_AUDIT_OF_ACTION, query->action, from, to);
      else
        anshin_audit_query_add (query, ANSHIN_AUDIT_OF_TIME, "", from, to);
      return TRUE;
    }
  if (anshin_policy_allows (ANSHIN_ACTION_READ_AUDIT, facts | ANSHIN_FACT_OWN_FACILITY))
    {
      if (query->finding == ANSHIN_AUDIT_MASS_VIEW)
        {
          query->facility_id = scope.facility_id;
          return anshin_audit_view_add_mass (call->tx, query, from, to, error);
        }
      if (!anshin_audit_view_add_staff (call->tx, query, scope.facility_id, from, to, limit,
                                        error) ||
          !anshin_audit_view_add_patients (call->tx, query, scope.facility_id, from, to, limit,
                                           error))
        return FALSE;
    }
  else
    anshin_audit_query_add (query, ANSHIN_AUDIT_OF_SIGN_INS, scope.user_id, from, to);
  return query->finding == ANSHIN_AUDIT_MASS_VIEW ||
         anshin_audit_view_add_groups (call->tx, query, &scope, from, to, limit, error);
}

/**
 * anshin_facts_load_audit:
 * @call: a reading call; query: person, patient, group, terminal, facility, action, from, to,
 *   finding, cursor
 * @query: an initialised query; gets what is asked for, as far as the asker may see it
 * @limit: how many records the page may have
 * @error: %ANSHIN_ERROR_NOT_FOUND where the asker has no right over what is named,
 *   %ANSHIN_ERROR_FIELD_INVALID
 *
 * The first that is given of patient, group, person, terminal and facility is what the right is
 * asked for; the others narrow it down.
 */
gboolean
anshin_facts_load_audit (AnshinCall *call, AnshinAuditQuery *query, guint limit, GError **error)
{
  const char *patient = anshin_call_get_query (call, "patient");
  gint64 from = 0;
  gint64 to = 0;

  query->action = anshin_call_get_query (call, "action");
  query->actor_id = anshin_call_get_query (call, "person");
  query->group_id = anshin_call_get_query (call, "group");
  query->terminal_id = anshin_call_get_query (call, "terminal");
  query->facility_id = anshin_call_get_query (call, "facility");
  if (!anshin_call_get_times (call, &from, &to, error) ||
      !get_finding (call, &query->finding, error) || !get_place (call, query, error))
    return FALSE;
  if (query->finding == ANSHIN_AUDIT_MASS_VIEW)
    {
      if (patient != NULL || query->group_id != NULL)
        return fail_field ("finding", error);
      if (from == 0)
        from = MIN (to, anshin_clock_now ()) - MASS_SPAN;
    }
  if (patient != NULL)
    return add_patient (call, query, patient, from, to, error);
  if (query->group_id != NULL)
    return add_group (call, query, query->group_id, from, to, error);
  if (query->actor_id != NULL)
    return add_person (call, query, query->actor_id, from, to, error);
  if (query->terminal_id != NULL)
    return add_terminal (call, query, query->terminal_id, from, to, error);
  if (query->facility_id != NULL)
    return add_facility (call, query, query->facility_id, from, to, limit, error);
  return add_own (call, query, from, to, limit, error);
}
