/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-template.h"

#include <string.h>

#include "anshin-clock.h"
#include "anshin-record-private.h"
#include "anshin-text.h"

#define MOST_PARTS 4

static const AnshinField anshin_template_fields[] = {
  ANSHIN_FIELD_TEXT (AnshinTemplate, id, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_ID),
  ANSHIN_FIELD_INT (AnshinTemplate, version, ANSHIN_FIELD_OPTIONAL, 0),
  ANSHIN_FIELD_TEXT (AnshinTemplate, name, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE,
                     ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TEXT (AnshinTemplate, text, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_PROSE,
                     ANSHIN_MAX_TEMPLATE),
  ANSHIN_FIELD_BOOL (AnshinTemplate, facility, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_TIME (AnshinTemplate, updated_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXTS (AnshinTemplate, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

static gboolean
validate_template (AnshinRecord *record, GError **error)
{
  g_autoptr (GPtrArray) pieces = anshin_template_parse (ANSHIN_TEMPLATE (record)->text, error);

  return pieces != NULL;
}

ANSHIN_DEFINE_RECORD (AnshinTemplate, anshin_template, validate_template)

static const struct
{
  const char *word;
  AnshinTemplateKind kind;
  guint parts;
} field_kinds[] = {
  { "number", ANSHIN_TEMPLATE_NUMBER, 4 },
  { "date", ANSHIN_TEMPLATE_DATE, 2 },
  { "check", ANSHIN_TEMPLATE_CHECK, 2 },
  { "text", ANSHIN_TEMPLATE_LINE, 2 },
};

static void
piece_free (gpointer data)
{
  AnshinTemplatePiece *piece = data;

  g_free (piece->text);
  g_free (piece->unit);
  g_free (piece);
}

static gboolean
fail (const char *message, GError **error)
{
  return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, "text", message, error);
}

static void
add_literal (GPtrArray *pieces, GString *literal)
{
  AnshinTemplatePiece *piece = NULL;

  if (literal->len == 0)
    return;
  piece = g_new0 (AnshinTemplatePiece, 1);
  piece->text = g_strdup (literal->str);
  g_ptr_array_add (pieces, piece);
  g_string_truncate (literal, 0);
}

/* A decimal number as it is typed in Japan, in digits of either width; nothing else. */
static gboolean
read_number (const char *text, double *number)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  char *end = NULL;

  if (plain == NULL)
    return FALSE;
  g_strstrip (plain);
  if (*plain == '\0' || strlen (plain) > 12 || strspn (plain, "0123456789.-") != strlen (plain))
    return FALSE;
  *number = g_ascii_strtod (plain, &end);
  return *end == '\0';
}

/* "34..42" */
static gboolean
read_bounds (AnshinTemplatePiece *piece, const char *text, GError **error)
{
  g_auto (GStrv) ends = g_strsplit (text, "..", 2);

  if (g_strv_length (ends) != 2 || !read_number (ends[0], &piece->least) ||
      !read_number (ends[1], &piece->most) || piece->least > piece->most)
    return fail ("Bounds are written as 34..42", error);
  piece->bounded = TRUE;
  return TRUE;
}

static gboolean
check_label (const char *label, GError **error)
{
  g_autofree char *line = anshin_text_normalize_line (label);

  if (*line == '\0')
    return fail ("A field has no label", error);
  if (anshin_text_length (label) > ANSHIN_MAX_TEMPLATE_LABEL || strchr (label, '\n') != NULL)
    return fail ("A label is one short line", error);
  return TRUE;
}

/* "number:体温:℃:34..42", "date:次回の訪問", "check:食事", "text:様子" */
static gboolean
add_field (GPtrArray *pieces, const char *markup, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (markup, ":", MOST_PARTS + 1);
  guint count = g_strv_length (parts);
  AnshinTemplatePiece *piece = NULL;
  guint i = 0;

  while (i < G_N_ELEMENTS (field_kinds) && g_strcmp0 (parts[0], field_kinds[i].word) != 0)
    i++;
  if (i == G_N_ELEMENTS (field_kinds))
    return fail ("There is no such kind of field", error);
  if (count < 2 || count > field_kinds[i].parts)
    return fail ("A field has too few or too many parts", error);
  if (!check_label (parts[1], error))
    return FALSE;

  piece = g_new0 (AnshinTemplatePiece, 1);
  g_ptr_array_add (pieces, piece);
  piece->kind = field_kinds[i].kind;
  piece->text = anshin_text_normalize_line (parts[1]);
  if (count > 2 && *parts[2] != '\0')
    {
      if (!check_label (parts[2], error))
        return FALSE;
      piece->unit = anshin_text_normalize_line (parts[2]);
    }
  return count < 4 || read_bounds (piece, parts[3], error);
}

static gboolean
check_count (GPtrArray *pieces, GError **error)
{
  guint fields = 0;

  for (guint i = 0; i < pieces->len; i++)
    if (((AnshinTemplatePiece *) pieces->pdata[i])->kind != ANSHIN_TEMPLATE_LITERAL)
      fields++;
  return fields <= ANSHIN_MAX_TEMPLATE_FIELDS || fail ("Too many fields", error);
}

/**
 * anshin_template_parse:
 * @text: a template's text
 * @error: %ANSHIN_ERROR_FIELD_INVALID naming `text`
 *
 * Fields stand in braces: `{number:体温:℃:34..42}` (unit and bounds may be left out), `{date:…}`,
 * `{check:…}`, `{text:…}`; a brace itself is doubled. Anything else in braces is refused, so that a
 * slip is seen by who writes it and not by who fills it in.
 *
 * Returns: (transfer full) (nullable) (element-type AnshinTemplatePiece): its pieces, in order
 */
GPtrArray *
anshin_template_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (piece_free);
  g_autoptr (GString) literal = g_string_new (NULL);
  const char *at = text;

  while (*at != '\0')
    {
      const char *end = NULL;
      g_autofree char *markup = NULL;

      if ((at[0] == '{' || at[0] == '}') && at[1] == at[0])
        {
          g_string_append_c (literal, at[0]);
          at += 2;
          continue;
        }
      if (*at != '{' && *at != '}')
        {
          g_string_append_c (literal, *at++);
          continue;
        }
      end = *at == '{' ? strpbrk (at + 1, "{}") : NULL;
      if (end == NULL || *end != '}')
        {
          fail ("A brace stands alone", error);
          return NULL;
        }
      add_literal (pieces, literal);
      markup = g_strndup (at + 1, end - at - 1);
      if (!add_field (pieces, markup, error))
        return NULL;
      at = end + 1;
    }
  add_literal (pieces, literal);
  return check_count (pieces, error) ? g_steal_pointer (&pieces) : NULL;
}

/**
 * anshin_template_check_value:
 * @piece: a field
 * @value: (nullable): what is given for it: a number, a date `YYYY-MM-DD`, "1" for a checked box,
 *   a line; nothing is always right
 * @error: %ANSHIN_ERROR_FIELD_INVALID, %ANSHIN_ERROR_FIELD_TOO_LONG
 *
 * Returns: whether it can be filled in
 */
gboolean
anshin_template_check_value (const AnshinTemplatePiece *piece, const char *value, GError **error)
{
  double number = 0;
  int date = 0;

  if (value == NULL || *value == '\0')
    return TRUE;
  switch (piece->kind)
    {
    case ANSHIN_TEMPLATE_NUMBER:
      if (!read_number (value, &number) ||
          (piece->bounded && (number < piece->least || number > piece->most)))
        return fail ("Not such a number", error);
      return TRUE;
    case ANSHIN_TEMPLATE_DATE:
      return anshin_date_parse (value, &date) || fail ("Not a date", error);
    case ANSHIN_TEMPLATE_LINE:
      if (anshin_text_length (value) > ANSHIN_MAX_NOTE)
        return anshin_record_fail (ANSHIN_ERROR_FIELD_TOO_LONG, "text", "Too long", error);
      return TRUE;
    case ANSHIN_TEMPLATE_CHECK:
    case ANSHIN_TEMPLATE_LITERAL:
    default:
      return TRUE;
    }
}

static void
append_value (GString *text, const AnshinTemplatePiece *piece, const char *value)
{
  gboolean given = value != NULL && *value != '\0';
  g_autofree char *plain = NULL;
  int date = 0;

  switch (piece->kind)
    {
    case ANSHIN_TEMPLATE_NUMBER:
      plain = given ? g_utf8_normalize (value, -1, G_NORMALIZE_ALL_COMPOSE) : g_strdup ("―");
      g_string_append (text, g_strstrip (plain));
      g_string_append (text, piece->unit != NULL ? piece->unit : "");
      break;
    case ANSHIN_TEMPLATE_DATE:
      if (given && anshin_date_parse (value, &date))
        g_string_append_printf (text, "%d年%d月%d日", date / 10000, date / 100 % 100, date % 100);
      else
        g_string_append (text, "―");
      break;
    case ANSHIN_TEMPLATE_CHECK:
      g_string_append_printf (text, "%s%s", given ? "☑" : "☐", piece->text);
      break;
    case ANSHIN_TEMPLATE_LINE:
      g_string_append (text, given ? value : "―");
      break;
    case ANSHIN_TEMPLATE_LITERAL:
    default:
      g_string_append (text, piece->text);
      break;
    }
}

/**
 * anshin_template_fill:
 * @pieces: (element-type AnshinTemplatePiece): a template's pieces
 * @values: (array): for each piece what is given for it, %NULL for literals and for what is left
 *   empty
 * @error: see anshin_template_check_value()
 *
 * Returns: (transfer full) (nullable): the message's text
 */
char *
anshin_template_fill (GPtrArray *pieces, const char *const *values, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      if (!anshin_template_check_value (pieces->pdata[i], values[i], error))
        return NULL;
      append_value (text, pieces->pdata[i], values[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * anshin_template_dup_preview:
 * @text: a template's text, perhaps with a slip in it
 *
 * Returns: (transfer full) (nullable): how a message of it will look, with a label in brackets
 *   where something is to be filled in; %NULL if there is a slip
 */
char *
anshin_template_dup_preview (const char *text)
{
  g_autoptr (GPtrArray) pieces = anshin_template_parse (text, NULL);
  g_autoptr (GString) preview = g_string_new (NULL);

  if (pieces == NULL)
    return NULL;
  for (guint i = 0; i < pieces->len; i++)
    {
      const AnshinTemplatePiece *piece = pieces->pdata[i];

      if (piece->kind == ANSHIN_TEMPLATE_LITERAL || piece->kind == ANSHIN_TEMPLATE_CHECK)
        append_value (preview, piece, NULL);
      else
        g_string_append_printf (preview, "［%s］%s", piece->text,
                                piece->unit != NULL ? piece->unit : "");
    }
  return g_string_free (g_steal_pointer (&preview), FALSE);
}
