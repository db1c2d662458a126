/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-record-private.h"

/*
 * A record is a GObject whose values are public members of its instance; the class's table of
 * fields says where they are, and from it come the properties, the JSON form and the checks.
 */

G_DEFINE_ABSTRACT_TYPE (AnshinRecord, anshin_record, G_TYPE_OBJECT)

static void
clear_member (AnshinRecord *self, const AnshinField *field)
{
  switch (field->kind)
    {
    case ANSHIN_KIND_TEXT:
      g_clear_pointer (&ANSHIN_MEMBER (char *, self, field), g_free);
      break;
    case ANSHIN_KIND_TEXTS:
      g_clear_pointer (&ANSHIN_MEMBER (char **, self, field), g_strfreev);
      break;
    case ANSHIN_KIND_RECORD:
      g_clear_object (&ANSHIN_MEMBER (AnshinRecord *, self, field));
      break;
    case ANSHIN_KIND_RECORDS:
      g_clear_pointer (&ANSHIN_MEMBER (GPtrArray *, self, field), g_ptr_array_unref);
      break;
    case ANSHIN_KIND_INT:
    case ANSHIN_KIND_TIME:
      ANSHIN_MEMBER (gint64, self, field) = 0;
      break;
    case ANSHIN_KIND_BOOL:
    case ANSHIN_KIND_CHOICE:
    case ANSHIN_KIND_DATE:
      ANSHIN_MEMBER (int, self, field) = 0;
      break;
    }
}

static gboolean
member_equal (AnshinRecord *self, AnshinRecord *other, const AnshinField *field)
{
  switch (field->kind)
    {
    case ANSHIN_KIND_TEXT:
      return g_strcmp0 (ANSHIN_MEMBER (char *, self, field),
                        ANSHIN_MEMBER (char *, other, field)) == 0;
    case ANSHIN_KIND_TEXTS:
      {
        const char *const *a = ANSHIN_MEMBER (const char *const *, self, field);
        const char *const *b = ANSHIN_MEMBER (const char *const *, other, field);

        return a == b || (a != NULL && b != NULL && g_strv_equal (a, b));
      }
    case ANSHIN_KIND_RECORD:
      return anshin_record_equal (ANSHIN_MEMBER (gpointer, self, field),
                                  ANSHIN_MEMBER (gpointer, other, field));
    case ANSHIN_KIND_RECORDS:
      {
        GPtrArray *a = ANSHIN_MEMBER (GPtrArray *, self, field);
        GPtrArray *b = ANSHIN_MEMBER (GPtrArray *, other, field);

        if (a == NULL || b == NULL || a->len != b->len)
          return a == b;
        for (guint i = 0; i < a->len; i++)
          if (!anshin_record_equal (a->pdata[i], b->pdata[i]))
            return FALSE;
        return TRUE;
      }
    case ANSHIN_KIND_INT:
    case ANSHIN_KIND_TIME:
      return ANSHIN_MEMBER (gint64, self, field) == ANSHIN_MEMBER (gint64, other, field);
    case ANSHIN_KIND_BOOL:
    case ANSHIN_KIND_CHOICE:
    case ANSHIN_KIND_DATE:
      return ANSHIN_MEMBER (int, self, field) == ANSHIN_MEMBER (int, other, field);
    }
  return FALSE;
}

static void
copy_member (AnshinRecord *self, AnshinRecord *source, const AnshinField *field)
{
  clear_member (self, field);
  switch (field->kind)
    {
    case ANSHIN_KIND_TEXT:
      ANSHIN_MEMBER (char *, self, field) = g_strdup (ANSHIN_MEMBER (char *, source, field));
      break;
    case ANSHIN_KIND_TEXTS:
      ANSHIN_MEMBER (char **, self, field) = g_strdupv (ANSHIN_MEMBER (char **, source, field));
      break;
    case ANSHIN_KIND_RECORD:
      if (ANSHIN_MEMBER (gpointer, source, field) != NULL)
        ANSHIN_MEMBER (gpointer, self, field) =
          anshin_record_dup (ANSHIN_MEMBER (gpointer, source, field));
      break;
    case ANSHIN_KIND_RECORDS:
      {
        GPtrArray *items = ANSHIN_MEMBER (GPtrArray *, source, field);
        GPtrArray *copy = NULL;

        if (items == NULL)
          break;
        copy = g_ptr_array_new_full (items->len, g_object_unref);
        for (guint i = 0; i < items->len; i++)
          g_ptr_array_add (copy, anshin_record_dup (items->pdata[i]));
        ANSHIN_MEMBER (GPtrArray *, self, field) = copy;
        break;
      }
    case ANSHIN_KIND_INT:
    case ANSHIN_KIND_TIME:
      ANSHIN_MEMBER (gint64, self, field) = ANSHIN_MEMBER (gint64, source, field);
      break;
    case ANSHIN_KIND_BOOL:
    case ANSHIN_KIND_CHOICE:
    case ANSHIN_KIND_DATE:
      ANSHIN_MEMBER (int, self, field) = ANSHIN_MEMBER (int, source, field);
      break;
    }
}

static void
anshin_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AnshinRecord *self = ANSHIN_RECORD (object);
  const AnshinField *field = &ANSHIN_RECORD_GET_CLASS (self)->fields[id - 1];

  switch (field->kind)
    {
    case ANSHIN_KIND_TEXT:
      g_value_set_string (value, ANSHIN_MEMBER (char *, self, field));
      break;
    case ANSHIN_KIND_TEXTS:
      g_value_set_boxed (value, ANSHIN_MEMBER (char **, self, field));
      break;
    case ANSHIN_KIND_RECORD:
      g_value_set_object (value, ANSHIN_MEMBER (gpointer, self, field));
      break;
    case ANSHIN_KIND_RECORDS:
      g_value_set_boxed (value, ANSHIN_MEMBER (GPtrArray *, self, field));
      break;
    case ANSHIN_KIND_INT:
    case ANSHIN_KIND_TIME:
      g_value_set_int64 (value, ANSHIN_MEMBER (gint64, self, field));
      break;
    case ANSHIN_KIND_BOOL:
      g_value_set_boolean (value, ANSHIN_MEMBER (gboolean, self, field));
      break;
    case ANSHIN_KIND_CHOICE:
    case ANSHIN_KIND_DATE:
      g_value_set_int (value, ANSHIN_MEMBER (int, self, field));
      break;
    }
}

static void
anshin_record_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AnshinRecord *self = ANSHIN_RECORD (object);
  const AnshinField *field = &ANSHIN_RECORD_GET_CLASS (self)->fields[id - 1];

  clear_member (self, field);
  switch (field->kind)
    {
    case ANSHIN_KIND_TEXT:
      ANSHIN_MEMBER (char *, self, field) = g_value_dup_string (value);
      break;
    case ANSHIN_KIND_TEXTS:
      ANSHIN_MEMBER (gpointer, self, field) = g_value_dup_boxed (value);
      break;
    case ANSHIN_KIND_RECORD:
      ANSHIN_MEMBER (gpointer, self, field) = g_value_dup_object (value);
      break;
    case ANSHIN_KIND_RECORDS:
      ANSHIN_MEMBER (gpointer, self, field) = g_value_dup_boxed (value);
      break;
    case ANSHIN_KIND_INT:
    case ANSHIN_KIND_TIME:
      ANSHIN_MEMBER (gint64, self, field) = g_value_get_int64 (value);
      break;
    case ANSHIN_KIND_BOOL:
      ANSHIN_MEMBER (gboolean, self, field) = g_value_get_boolean (value);
      break;
    case ANSHIN_KIND_CHOICE:
    case ANSHIN_KIND_DATE:
      ANSHIN_MEMBER (int, self, field) = g_value_get_int (value);
      break;
    }
}

static void
anshin_record_finalize (GObject *object)
{
  AnshinRecord *self = ANSHIN_RECORD (object);

  for (const AnshinField *field = anshin_record_get_fields (self); field->name != NULL; field++)
    clear_member (self, field);
  G_OBJECT_CLASS (anshin_record_parent_class)->finalize (object);
}

static void
anshin_record_class_init (AnshinRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = anshin_record_finalize;
}

static void
anshin_record_init (AnshinRecord *self)
{
}

static GParamSpec *
make_pspec (const AnshinField *field)
{
  g_autofree char *name = g_strdelimit (g_strdup (field->name), "_", '-');
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_NICK | G_PARAM_STATIC_BLURB;

  switch (field->kind)
    {
    case ANSHIN_KIND_TEXT:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case ANSHIN_KIND_TEXTS:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_STRV, flags);
    case ANSHIN_KIND_RECORD:
      return g_param_spec_object (name, NULL, NULL, ANSHIN_TYPE_RECORD, flags);
    case ANSHIN_KIND_RECORDS:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_PTR_ARRAY, flags);
    case ANSHIN_KIND_INT:
    case ANSHIN_KIND_TIME:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case ANSHIN_KIND_BOOL:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case ANSHIN_KIND_CHOICE:
    case ANSHIN_KIND_DATE:
      return g_param_spec_int (name, NULL, NULL, 0, G_MAXINT, 0, flags);
    }
  g_assert_not_reached ();
}

/**
 * anshin_record_class_set_fields: (skip)
 * @klass: the class of a record type
 * @fields: its table, static, ending with a %NULL name
 *
 * Gives the type its fields and a property for each. A field `birth_date` is the property
 * `birth-date`.
 */
void
anshin_record_class_set_fields (AnshinRecordClass *klass, const AnshinField *fields)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  /* GObject does not hand these two down to a subclass. */
  object_class->get_property = anshin_record_get_property;
  object_class->set_property = anshin_record_set_property;
  klass->fields = fields;
  for (guint i = 0; fields[i].name != NULL; i++)
    g_object_class_install_property (object_class, i + 1, make_pspec (&fields[i]));
}

/**
 * anshin_record_get_fields: (skip)
 * @self: a record
 *
 * Returns: (transfer none): its table of fields, ending with a %NULL name
 */
const AnshinField *
anshin_record_get_fields (AnshinRecord *self)
{
  return ANSHIN_RECORD_GET_CLASS (self)->fields;
}

/**
 * anshin_record_find_field: (skip)
 * @self: a record
 * @name: a name on the wire
 *
 * Returns: (transfer none) (nullable): the field called @name
 */
const AnshinField *
anshin_record_find_field (AnshinRecord *self, const char *name)
{
  for (const AnshinField *field = anshin_record_get_fields (self); field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return field;
  return NULL;
}

/**
 * anshin_record_copy_fields:
 * @self: a record
 * @source: another of the same type
 *
 * Makes @self hold what @source holds, and notifies of the properties that thereby changed.
 */
void
anshin_record_copy_fields (AnshinRecord *self, AnshinRecord *source)
{
  g_return_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (source));

  g_object_freeze_notify (G_OBJECT (self));
  for (const AnshinField *field = anshin_record_get_fields (self); field->name != NULL; field++)
    if (!member_equal (self, source, field))
      {
        copy_member (self, source, field);
        g_object_notify (G_OBJECT (self), field->name);
      }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * anshin_record_merge:
 * @self: what somebody has made of @base
 * @base: what both began with
 * @now: what somebody else has made of @base meanwhile
 *
 * Gives @self what is new in @now wherever @self has left @base as it was, and notifies of it. What
 * is the service's own stays.
 */
void
anshin_record_merge (gpointer self, gpointer base, gpointer now)
{
  g_return_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (base));
  g_return_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (now));

  g_object_freeze_notify (G_OBJECT (self));
  for (const AnshinField *field = anshin_record_get_fields (self); field->name != NULL; field++)
    if (!(field->flags & ANSHIN_FIELD_SERVICE) && member_equal (self, base, field)
        && !member_equal (self, now, field))
      {
        copy_member (self, now, field);
        g_object_notify (G_OBJECT (self), field->name);
      }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * anshin_record_dup:
 * @self: a record
 *
 * Returns: (transfer full): a deep copy
 */
gpointer
anshin_record_dup (gpointer self)
{
  AnshinRecord *copy = g_object_new (G_OBJECT_TYPE (self), NULL);

  for (const AnshinField *field = anshin_record_get_fields (self); field->name != NULL; field++)
    copy_member (copy, self, field);
  return copy;
}

/**
 * anshin_record_equal:
 * @self: (nullable): a record
 * @other: (nullable): another
 *
 * Returns: whether both are of one type and hold the same
 */
gboolean
anshin_record_equal (gpointer self, gpointer other)
{
  if (self == NULL || other == NULL)
    return self == other;
  if (G_OBJECT_TYPE (self) != G_OBJECT_TYPE (other))
    return FALSE;
  for (const AnshinField *field = anshin_record_get_fields (self); field->name != NULL; field++)
    if (!member_equal (self, other, field))
      return FALSE;
  return TRUE;
}

/**
 * anshin_record_notify:
 * @self: a record
 * @field: a name on the wire
 *
 * Says that the member was changed directly.
 */
void
anshin_record_notify (gpointer self, const char *field)
{
  g_object_notify (G_OBJECT (self), field);
}
