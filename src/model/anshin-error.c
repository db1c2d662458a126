/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-error.h"

/* What an error carries beside its message: what it concerns, and who could do what was refused. */
typedef struct
{
  char *field;
  char *who;
} AnshinErrorPrivate;

static const struct
{
  const char *wire;
  guint status;
} codes[] = {
#define ANSHIN_ERROR_ROW(name, wire, status) [ANSHIN_ERROR_##name] = { wire, status },
  ANSHIN_ERROR_LIST (ANSHIN_ERROR_ROW)
#undef ANSHIN_ERROR_ROW
};

static void
anshin_error_private_init (AnshinErrorPrivate *priv)
{
  priv->field = NULL;
  priv->who = NULL;
}

static void
anshin_error_private_copy (const AnshinErrorPrivate *source, AnshinErrorPrivate *target)
{
  target->field = g_strdup (source->field);
  target->who = g_strdup (source->who);
}

static void
anshin_error_private_clear (AnshinErrorPrivate *priv)
{
  g_free (priv->field);
  g_free (priv->who);
}

G_DEFINE_EXTENDED_ERROR (AnshinError, anshin_error)

/**
 * anshin_error_to_wire:
 * @code: an error code
 *
 * Returns: the stable string that problem documents carry as `code`
 */
const char *
anshin_error_to_wire (AnshinError code)
{
  g_return_val_if_fail ((guint) code < ANSHIN_N_ERRORS, codes[ANSHIN_ERROR_INTERNAL].wire);

  return codes[code].wire;
}

/**
 * anshin_error_from_wire:
 * @wire: (nullable): a code as a problem document carries it
 * @code: (out): the code
 *
 * Returns: whether @wire is one of ours; @code is untouched if not
 */
gboolean
anshin_error_from_wire (const char *wire, AnshinError *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (wire, codes[i].wire) == 0)
      {
        *code = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * anshin_error_get_status:
 * @code: an error code
 *
 * Returns: the HTTP status it is answered with; 0 for those that never cross the wire
 */
guint
anshin_error_get_status (AnshinError code)
{
  g_return_val_if_fail ((guint) code < ANSHIN_N_ERRORS, 500);

  return codes[code].status;
}

/**
 * anshin_set_error:
 * @error: (out) (optional): where the error goes
 * @code: the code
 * @field: (nullable): the wire name of the field it concerns, e.g. `birth_date`
 * @format: what happened, for the log and the programmer; no content, no names
 *
 * Sets an error of the domain %ANSHIN_ERROR that names the field it concerns.
 */
void
anshin_set_error (GError **error, AnshinError code, const char *field, const char *format, ...)
{
  va_list args;

  if (error == NULL)
    return;

  va_start (args, format);
  g_warn_if_fail (*error == NULL);
  *error = g_error_new_valist (ANSHIN_ERROR, code, format, args);
  va_end (args);
  anshin_error_get_private (*error)->field = g_strdup (field);
}

/**
 * anshin_error_get_field:
 * @error: an error of any domain
 *
 * Returns: (nullable): the wire name of the field that @error concerns
 */
const char *
anshin_error_get_field (const GError *error)
{
  if (error == NULL || error->domain != ANSHIN_ERROR)
    return NULL;
  return anshin_error_get_private (error)->field;
}

/**
 * anshin_error_set_field:
 * @error: an error of the domain %ANSHIN_ERROR
 * @field: (nullable): the wire name of the field that it concerns
 *
 * For a check that serves several fields, each of which its caller knows better.
 */
void
anshin_error_set_field (GError *error, const char *field)
{
  AnshinErrorPrivate *priv = NULL;

  g_return_if_fail (error != NULL && error->domain == ANSHIN_ERROR);

  priv = anshin_error_get_private (error);
  g_free (priv->field);
  priv->field = g_strdup (field);
}

/**
 * anshin_error_get_who:
 * @error: an error of any domain
 *
 * Returns: (nullable): the name of the person or the facility that could do what was refused
 */
const char *
anshin_error_get_who (const GError *error)
{
  if (error == NULL || error->domain != ANSHIN_ERROR)
    return NULL;
  return anshin_error_get_private (error)->who;
}

/**
 * anshin_error_set_who:
 * @error: an error of the domain %ANSHIN_ERROR
 * @who: (nullable): who could do what was refused, in words that the asker may see
 */
void
anshin_error_set_who (GError *error, const char *who)
{
  AnshinErrorPrivate *priv = NULL;

  g_return_if_fail (error != NULL && error->domain == ANSHIN_ERROR);

  priv = anshin_error_get_private (error);
  g_free (priv->who);
  priv->who = g_strdup (who);
}

/**
 * anshin_error_prefix_field:
 * @error: an error of the domain %ANSHIN_ERROR
 * @outer: the name of the field that holds the record the error happened in
 *
 * Makes `name` into `recipients.name`, so that an error deep inside names its whole way.
 */
void
anshin_error_prefix_field (GError *error, const char *outer)
{
  AnshinErrorPrivate *priv = NULL;
  char *field = NULL;

  if (error == NULL || error->domain != ANSHIN_ERROR)
    return;

  priv = anshin_error_get_private (error);
  field = priv->field != NULL ? g_strconcat (outer, ".", priv->field, NULL) : g_strdup (outer);
  g_free (priv->field);
  priv->field = field;
}
