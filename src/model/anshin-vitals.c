/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-vitals.h"

#include "anshin-clock.h"
#include "anshin-record-private.h"

/* A terminal's clock may be ahead; and nobody enters what was measured ten years ago. */
#define CLOCK_AHEAD (5 * 60 * ANSHIN_SECOND)
#define LONGEST_AGO (G_GINT64_CONSTANT (3660) * 24 * 60 * 60 * ANSHIN_SECOND)

static const AnshinField anshin_vital_fields[] = {
  ANSHIN_FIELD_CHOICE (AnshinVital, kind, ANSHIN_FIELD_REQUIRED, &anshin_vital_kinds),
  ANSHIN_FIELD_INT (AnshinVital, value, ANSHIN_FIELD_REQUIRED, 0),
  ANSHIN_FIELD_CHOICE (AnshinVital, mark, ANSHIN_FIELD_SERVICE, &anshin_vital_marks),
  { NULL },
};

static gboolean
validate_vital (AnshinRecord *record, GError **error)
{
  AnshinVital *self = ANSHIN_VITAL (record);

  if (anshin_vital_is_possible (self->kind, self->value))
    return TRUE;
  return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "value", "Not possible", error);
}

G_DEFINE_TYPE (AnshinVital, anshin_vital, ANSHIN_TYPE_RECORD)

static void
anshin_vital_class_init (AnshinVitalClass *klass)
{
  ANSHIN_RECORD_CLASS (klass)->validate = validate_vital;
  anshin_record_class_set_fields (ANSHIN_RECORD_CLASS (klass), anshin_vital_fields);
}

/* No pain is 0 and a number; what was not given is none. */
static void
anshin_vital_init (AnshinVital *self)
{
  self->value = -1;
}

static const AnshinField anshin_vitals_fields[] = {
  ANSHIN_FIELD_TIME (AnshinVitals, measured_at, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_RECORDS (AnshinVitals, values, ANSHIN_FIELD_REQUIRED, ANSHIN_N_VITAL_KINDS - 1,
                        anshin_vital_get_type),
  ANSHIN_FIELD_TEXT (AnshinVitals, note, ANSHIN_FIELD_PROSE, ANSHIN_MAX_NOTE),
  ANSHIN_FIELD_BOOL (AnshinVitals, confirmed, ANSHIN_FIELD_OPTIONAL),
  { NULL },
};

static gboolean
check_time (AnshinVitals *self, GError **error)
{
  gint64 now = anshin_clock_now ();

  if (self->measured_at > now + CLOCK_AHEAD)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_FUTURE, "measured_at", "In the future", error);
  if (self->measured_at != 0 && self->measured_at < now - LONGEST_AGO)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "measured_at", "Too long ago", error);
  return TRUE;
}

/* Each kind once; the lower pressure is below the upper one and is not measured without it. */
static gboolean
check_values (AnshinVitals *self, GError **error)
{
  gint64 systolic = 0;
  gint64 diastolic = 0;
  guint seen = 0;

  if (self->values->len == 0)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, "values", "Nothing was measured",
                               error);
  for (guint i = 0; i < self->values->len; i++)
    {
      guint bit = 1u << ANSHIN_VITAL (g_ptr_array_index (self->values, i))->kind;

      if (seen & bit)
        return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "values", "A kind twice", error);
      seen |= bit;
    }
  if (!anshin_vitals_get (self, ANSHIN_VITAL_DIASTOLIC, &diastolic))
    return TRUE;
  if (!anshin_vitals_get (self, ANSHIN_VITAL_SYSTOLIC, &systolic))
    return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, "values",
                               "A lower blood pressure without the upper one", error);
  if (anshin_vital_pressures_fit (systolic, diastolic))
    return TRUE;
  return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "values",
                             "The lower blood pressure is not below the upper one", error);
}

static gboolean
validate_vitals (AnshinRecord *record, GError **error)
{
  return check_time (ANSHIN_VITALS (record), error) && check_values (ANSHIN_VITALS (record), error);
}

ANSHIN_DEFINE_RECORD (AnshinVitals, anshin_vitals, validate_vitals)

static const AnshinField anshin_vitals_post_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinVitalsPost, client_id, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_ID),
  ANSHIN_FIELD_RECORD (AnshinVitalsPost, vitals, ANSHIN_FIELD_REQUIRED, anshin_vitals_get_type),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinVitalsPost, anshin_vitals_post, NULL)

static const AnshinField anshin_vital_target_fields[] = {
  ANSHIN_FIELD_CHOICE (AnshinVitalTarget, kind, ANSHIN_FIELD_REQUIRED, &anshin_vital_kinds),
  ANSHIN_FIELD_INT (AnshinVitalTarget, low, ANSHIN_FIELD_OPTIONAL, 0),
  ANSHIN_FIELD_INT (AnshinVitalTarget, high, ANSHIN_FIELD_OPTIONAL, 0),
  { NULL },
};

static gboolean
validate_vital_target (AnshinRecord *record, GError **error)
{
  AnshinVitalTarget *self = ANSHIN_VITAL_TARGET (record);

  if (self->low != 0 && !anshin_vital_is_possible (self->kind, self->low))
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "low", "Not possible", error);
  if (self->high != 0 && !anshin_vital_is_possible (self->kind, self->high))
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "high", "Not possible", error);
  if (self->high != 0 && self->low > self->high)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "high", "Below the lower limit", error);
  return TRUE;
}

ANSHIN_DEFINE_RECORD (AnshinVitalTarget, anshin_vital_target, validate_vital_target)

static const AnshinField anshin_vital_targets_fields[] = {
  ANSHIN_FIELD_INT (AnshinVitalTargets, version, ANSHIN_FIELD_OPTIONAL, G_MAXINT32),
  ANSHIN_FIELD_RECORDS (AnshinVitalTargets, targets, ANSHIN_FIELD_REQUIRED,
                        ANSHIN_N_VITAL_KINDS - 1, anshin_vital_target_get_type),
  ANSHIN_FIELD_TEXT (AnshinVitalTargets, reason, ANSHIN_FIELD_LINE, ANSHIN_MAX_LINE),
  { NULL },
};

static gboolean
validate_vital_targets (AnshinRecord *record, GError **error)
{
  AnshinVitalTargets *self = ANSHIN_VITAL_TARGETS (record);
  guint seen = 0;

  for (guint i = 0; i < self->targets->len; i++)
    {
      guint bit = 1u << ANSHIN_VITAL_TARGET (g_ptr_array_index (self->targets, i))->kind;

      if (seen & bit)
        return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "targets", "A kind twice", error);
      seen |= bit;
    }
  return TRUE;
}

ANSHIN_DEFINE_RECORD (AnshinVitalTargets, anshin_vital_targets, validate_vital_targets)

static const AnshinField anshin_vitals_export_fields[] = {
  ANSHIN_FIELD_BOOL (AnshinVitalsExport, printed, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_CHOICE (AnshinVitalsExport, purpose, ANSHIN_FIELD_REQUIRED,
                       &anshin_export_purposes),
  ANSHIN_FIELD_TIME (AnshinVitalsExport, from, ANSHIN_FIELD_REQUIRED),
  ANSHIN_FIELD_TIME (AnshinVitalsExport, to, ANSHIN_FIELD_REQUIRED),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinVitalsExport, anshin_vitals_export, NULL)

/**
 * anshin_vitals_find:
 * @self: vital signs
 * @kind: a kind
 *
 * Returns: (transfer none) (nullable): what was measured of it
 */
AnshinVital *
anshin_vitals_find (AnshinVitals *self, int kind)
{
  for (guint i = 0; self->values != NULL && i < self->values->len; i++)
    if (ANSHIN_VITAL (g_ptr_array_index (self->values, i))->kind == kind)
      return g_ptr_array_index (self->values, i);
  return NULL;
}

/**
 * anshin_vitals_get:
 * @self: vital signs
 * @kind: a kind
 * @value: (out): the number; untouched where there is none
 *
 * Returns: whether the kind was measured
 */
gboolean
anshin_vitals_get (AnshinVitals *self, int kind, gint64 *value)
{
  AnshinVital *vital = anshin_vitals_find (self, kind);

  if (vital != NULL)
    *value = vital->value;
  return vital != NULL;
}

/**
 * anshin_vitals_set:
 * @self: vital signs
 * @kind: a kind
 * @value: the number, in place of one that was there
 */
void
anshin_vitals_set (AnshinVitals *self, int kind, gint64 value)
{
  AnshinVital *vital = anshin_vitals_find (self, kind);

  if (self->values == NULL)
    self->values = g_ptr_array_new_with_free_func (g_object_unref);
  if (vital == NULL)
    {
      vital = anshin_vital_new ();
      vital->kind = kind;
      g_ptr_array_add (self->values, vital);
    }
  vital->value = value;
}

/**
 * anshin_vitals_get_unusual:
 * @self: vital signs
 *
 * Returns: the first kind whose number is to be asked about; %ANSHIN_VITAL_NONE if there is none,
 *   or if whoever wrote them down stands by them
 */
int
anshin_vitals_get_unusual (AnshinVitals *self)
{
  for (guint i = 0; !self->confirmed && i < self->values->len; i++)
    {
      AnshinVital *vital = g_ptr_array_index (self->values, i);

      if (anshin_vital_is_unusual (vital->kind, vital->value))
        return vital->kind;
    }
  return ANSHIN_VITAL_NONE;
}

/**
 * anshin_vitals_same:
 * @self: (nullable): vital signs
 * @other: (nullable): others
 *
 * Returns: whether both say the same; what the service adds, marks and a time that was left out,
 *   does not count
 */
gboolean
anshin_vitals_same (AnshinVitals *self, AnshinVitals *other)
{
  if (self == NULL || other == NULL)
    return self == other;
  if (self->values->len != other->values->len || g_strcmp0 (self->note, other->note) != 0 ||
      (self->measured_at != 0 && other->measured_at != 0 &&
       self->measured_at != other->measured_at))
    return FALSE;
  for (guint i = 0; i < self->values->len; i++)
    {
      AnshinVital *vital = g_ptr_array_index (self->values, i);
      gint64 value = 0;

      if (!anshin_vitals_get (other, vital->kind, &value) || value != vital->value)
        return FALSE;
    }
  return TRUE;
}

/**
 * anshin_vitals_mark:
 * @self: vital signs
 * @targets: (nullable): the patient's own ranges
 *
 * Marks each number as what it is beside the range that is aimed at.
 */
void
anshin_vitals_mark (AnshinVitals *self, AnshinVitalTargets *targets)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      AnshinVital *vital = g_ptr_array_index (self->values, i);

      vital->mark = anshin_vital_targets_judge (targets, vital->kind, vital->value);
    }
}

/**
 * anshin_vitals_brief:
 * @self: vital signs
 *
 * Returns: (transfer full): the numbers as a list shows them, each with the sign that nurses write
 *   before it: "BP 128/74  P 72  T 36.5 °C  SpO₂ 96 %"
 */
char *
anshin_vitals_brief (AnshinVitals *self)
{
  GString *brief = g_string_new (NULL);

  for (guint i = 0; self->values != NULL && i < self->values->len; i++)
    {
      AnshinVital *vital = g_ptr_array_index (self->values, i);
      const AnshinVitalInfo *info = anshin_vital_get_info (vital->kind);
      g_autofree char *number = anshin_vital_format (vital->kind, vital->value);
      gint64 diastolic = 0;

      if (vital->kind == ANSHIN_VITAL_DIASTOLIC)
        continue;
      g_string_append_printf (brief, "%s%s %s", brief->len > 0 ? "  " : "", info->sign, number);
      if (vital->kind == ANSHIN_VITAL_SYSTOLIC &&
          anshin_vitals_get (self, ANSHIN_VITAL_DIASTOLIC, &diastolic))
        g_string_append_printf (brief, "/%" G_GINT64_FORMAT, diastolic);
      else if (*info->unit != '\0' && *info->unit != '/')
        g_string_append_printf (brief, " %s", info->unit);
    }
  return g_string_free (brief, FALSE);
}
