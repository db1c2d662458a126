/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "anshin-choice.h"
#include "anshin-error.h"
#include "anshin-limits.h"

G_BEGIN_DECLS

/**
 * AnshinFieldKind:
 * @ANSHIN_KIND_TEXT: `char *`, a JSON string
 * @ANSHIN_KIND_INT: `gint64`, a JSON integer
 * @ANSHIN_KIND_BOOL: `gboolean`, true or false
 * @ANSHIN_KIND_CHOICE: `int` of a closed list, its wire name
 * @ANSHIN_KIND_DATE: `int` as YYYYMMDD, "YYYY-MM-DD"; 0 is "not given"
 * @ANSHIN_KIND_TIME: `gint64` microseconds since 1970 UTC, RFC 3339 in UTC; 0 is "not given"
 * @ANSHIN_KIND_TEXTS: `char **`, an array of strings
 * @ANSHIN_KIND_RECORD: `AnshinRecord *`, an object
 * @ANSHIN_KIND_RECORDS: `GPtrArray *` of records, an array of objects
 *
 * What is not given (%NULL, 0 in choice, date and time) is left out of the JSON form.
 */
typedef enum
{
  ANSHIN_KIND_TEXT,
  ANSHIN_KIND_INT,
  ANSHIN_KIND_BOOL,
  ANSHIN_KIND_CHOICE,
  ANSHIN_KIND_DATE,
  ANSHIN_KIND_TIME,
  ANSHIN_KIND_TEXTS,
  ANSHIN_KIND_RECORD,
  ANSHIN_KIND_RECORDS,
} AnshinFieldKind;

/**
 * AnshinFieldFlags:
 * @ANSHIN_FIELD_REQUIRED: a request without it is refused, and so is an empty text
 * @ANSHIN_FIELD_SERVICE: the service's own: a request that has it is refused (SECURITY AZ-07)
 * @ANSHIN_FIELD_LINE: one line of text: no control, no bidi characters, trimmed by the validation
 * @ANSHIN_FIELD_PROSE: text with line breaks: no other control, no bidi override characters
 */
typedef enum
{
  ANSHIN_FIELD_OPTIONAL = 0,
  ANSHIN_FIELD_REQUIRED = 1 << 0,
  ANSHIN_FIELD_SERVICE = 1 << 1,
  ANSHIN_FIELD_LINE = 1 << 2,
  ANSHIN_FIELD_PROSE = 1 << 3,
} AnshinFieldFlags;

/**
 * AnshinField:
 * @name: the name on the wire (`birth_date`); the GObject property is the same with dashes
 * @kind: how the value is held and written
 * @offset: where it is in the instance
 * @flags: what a request must and may do
 * @max: longest text in characters, most items of an array, greatest integer; 0 is no limit
 * @list: the closed list of a choice
 * @type: the record type of a record or of the items of an array
 */
typedef struct
{
  const char *name;
  AnshinFieldKind kind;
  gsize offset;
  AnshinFieldFlags flags;
  gint64 max;
  const AnshinChoiceList *list;
  GType (*type) (void);
} AnshinField;

#define ANSHIN_TYPE_RECORD (anshin_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (AnshinRecord, anshin_record, ANSHIN, RECORD, GObject)

/**
 * AnshinRecordClass:
 * @fields: ends with a %NULL name
 * @validate: (nullable): puts readings, addresses and numbers into their one form, and says what
 *   the fields together must fulfil beyond the table; the same for the desktop's form and for the
 *   service
 */
struct _AnshinRecordClass
{
  GObjectClass parent_class;

  const AnshinField *fields;
  gboolean (*validate) (AnshinRecord *self, GError **error);
};

/**
 * AnshinDecodeMode:
 * @ANSHIN_DECODE_REQUEST: strict, as the service reads: unknown fields and the service's own are
 *   refused
 * @ANSHIN_DECODE_ANSWER: as the desktop reads: a newer service may know more fields
 */
typedef enum
{
  ANSHIN_DECODE_REQUEST,
  ANSHIN_DECODE_ANSWER,
} AnshinDecodeMode;

/**
 * ANSHIN_DECLARE_RECORD: declares a record type whose fields are public in the header, as the
 * fields are its definition.
 */
#define ANSHIN_DECLARE_RECORD(TypeName, type_name, MODULE, NAME)                                   \
  GType type_name##_get_type (void);                                                              \
  typedef struct _##TypeName TypeName;                                                            \
  typedef struct                                                                                  \
  {                                                                                               \
    AnshinRecordClass parent_class;                                                               \
  } TypeName##Class;                                                                              \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (TypeName, g_object_unref)                                        \
  G_GNUC_UNUSED static inline TypeName *MODULE##_##NAME (gpointer instance)                       \
  {                                                                                               \
    return G_TYPE_CHECK_INSTANCE_CAST (instance, type_name##_get_type (), TypeName);              \
  }                                                                                               \
  G_GNUC_UNUSED static inline gboolean MODULE##_IS_##NAME (gpointer instance)                     \
  {                                                                                               \
    return G_TYPE_CHECK_INSTANCE_TYPE (instance, type_name##_get_type ());                        \
  }                                                                                               \
  G_GNUC_UNUSED static inline TypeName *type_name##_new (void)                                    \
  {                                                                                               \
    return g_object_new (type_name##_get_type (), NULL);                                          \
  }

/**
 * ANSHIN_DEFINE_RECORD: defines the type from its table of fields `type_name_fields` and its
 * validation, a function or %NULL.
 */
#define ANSHIN_DEFINE_RECORD(TypeName, type_name, validation)                                     \
  G_DEFINE_TYPE (TypeName, type_name, ANSHIN_TYPE_RECORD)                                         \
  static void type_name##_class_init (TypeName##Class *klass)                                     \
  {                                                                                               \
    ANSHIN_RECORD_CLASS (klass)->validate = validation;                                           \
    anshin_record_class_set_fields (ANSHIN_RECORD_CLASS (klass), type_name##_fields);             \
  }                                                                                               \
  static void type_name##_init (TypeName *self) {}

#define ANSHIN_FIELD_TEXT(Type, member, flags, max)                                               \
  { #member, ANSHIN_KIND_TEXT, G_STRUCT_OFFSET (Type, member), flags, max, NULL, NULL }
#define ANSHIN_FIELD_INT(Type, member, flags, max)                                                \
  { #member, ANSHIN_KIND_INT, G_STRUCT_OFFSET (Type, member), flags, max, NULL, NULL }
#define ANSHIN_FIELD_BOOL(Type, member, flags)                                                    \
  { #member, ANSHIN_KIND_BOOL, G_STRUCT_OFFSET (Type, member), flags, 0, NULL, NULL }
#define ANSHIN_FIELD_CHOICE(Type, member, flags, choice_list)                                     \
  { #member, ANSHIN_KIND_CHOICE, G_STRUCT_OFFSET (Type, member), flags, 0, choice_list, NULL }
#define ANSHIN_FIELD_DATE(Type, member, flags)                                                    \
  { #member, ANSHIN_KIND_DATE, G_STRUCT_OFFSET (Type, member), flags, 0, NULL, NULL }
#define ANSHIN_FIELD_TIME(Type, member, flags)                                                    \
  { #member, ANSHIN_KIND_TIME, G_STRUCT_OFFSET (Type, member), flags, 0, NULL, NULL }
#define ANSHIN_FIELD_TEXTS(Type, member, flags, max)                                              \
  { #member, ANSHIN_KIND_TEXTS, G_STRUCT_OFFSET (Type, member), flags, max, NULL, NULL }
#define ANSHIN_FIELD_RECORD(Type, member, flags, type_func)                                       \
  { #member, ANSHIN_KIND_RECORD, G_STRUCT_OFFSET (Type, member), flags, 0, NULL, type_func }
#define ANSHIN_FIELD_RECORDS(Type, member, flags, max, type_func)                                 \
  { #member, ANSHIN_KIND_RECORDS, G_STRUCT_OFFSET (Type, member), flags, max, NULL, type_func }

void               anshin_record_class_set_fields (AnshinRecordClass *klass,
                                                   const AnshinField *fields);
const AnshinField *anshin_record_get_fields       (AnshinRecord *self);
const AnshinField *anshin_record_find_field       (AnshinRecord *self, const char *name);

void               anshin_record_copy_fields      (AnshinRecord *self, AnshinRecord *source);
void               anshin_record_merge            (gpointer self, gpointer base, gpointer now);
gpointer           anshin_record_dup              (gpointer self);
gboolean           anshin_record_equal            (gpointer self, gpointer other);
void               anshin_record_notify           (gpointer self, const char *field);
gboolean           anshin_record_check_field      (AnshinRecord *self, const AnshinField *field,
                                                   GError **error);
gboolean           anshin_record_validate         (gpointer self, GError **error);

G_END_DECLS
