/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-log.h"

#include <stdio.h>
#include <string.h>

#include "anshin-clock.h"

static GLogLevelFlags least_level = G_LOG_LEVEL_MESSAGE;

static const struct
{
  const char *name;
  GLogLevelFlags level;
} levels[] = {
  { "error", G_LOG_LEVEL_ERROR },     { "critical", G_LOG_LEVEL_CRITICAL },
  { "warning", G_LOG_LEVEL_WARNING }, { "message", G_LOG_LEVEL_MESSAGE },
  { "info", G_LOG_LEVEL_INFO },       { "debug", G_LOG_LEVEL_DEBUG },
};

static const char *
get_level_name (GLogLevelFlags level)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if ((level & levels[i].level) != 0)
      return levels[i].name;
  return "debug";
}

/* Values are quoted where they have to be, so that a line is always one event. */
static void
append_value (GString *line, const char *value)
{
  gboolean plain = *value != '\0';

  for (const char *p = value; *p != '\0' && plain; p++)
    plain = g_ascii_isgraph (*p) && *p != '"' && *p != '\\' && *p != '=';
  if (plain)
    {
      g_string_append (line, value);
      return;
    }

  g_string_append_c (line, '"');
  for (const char *p = value; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (line, "\\%c", *p);
    else if (g_ascii_iscntrl (*p))
      g_string_append_printf (line, "\\x%02x", (guint) (guchar) *p);
    else
      g_string_append_c (line, *p);
  g_string_append_c (line, '"');
}

static void
append_field (GString *line, const char *key, const char *value)
{
  if (line->len > 0)
    g_string_append_c (line, ' ');
  g_string_append (line, key);
  g_string_append_c (line, '=');
  append_value (line, value);
}

static GString *
begin_line (GLogLevelFlags level)
{
  GString *line = g_string_sized_new (200);
  g_autofree char *now = anshin_time_format (anshin_clock_now ());

  append_field (line, "time", now);
  append_field (line, "level", get_level_name (level));
  return line;
}

static void
end_line (GString *line)
{
  g_string_append_c (line, '\n');
  fwrite (line->str, 1, line->len, stderr);
  fflush (stderr);
  g_string_free (line, TRUE);
}

/* What libraries have to say. */
static GLogWriterOutput
on_write_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  GString *line = NULL;

  if (!anshin_log_wants (level))
    return G_LOG_WRITER_HANDLED;

  line = begin_line (level);
  append_field (line, "event", "library");
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0 && strcmp (fields[i].key, "GLIB_DOMAIN") == 0)
      append_field (line, "domain", fields[i].value);
    else if (fields[i].length < 0 && strcmp (fields[i].key, "MESSAGE") == 0)
      append_field (line, "text", fields[i].value);
  end_line (line);
  return G_LOG_WRITER_HANDLED;
}

/**
 * anshin_log_init:
 * @level: the least level that is written
 *
 * From now on everything that is logged goes to standard error as one line each. To be called once.
 */
void
anshin_log_init (GLogLevelFlags level)
{
  least_level = level;
  g_log_set_writer_func (on_write_cb, NULL, NULL);
}

/**
 * anshin_log_wants:
 * @level: a level
 *
 * Returns: whether what is logged at @level is written
 */
gboolean
anshin_log_wants (GLogLevelFlags level)
{
  return (level & G_LOG_LEVEL_MASK) <= least_level;
}

/**
 * anshin_log_parse_level:
 * @name: as in the configuration
 * @level: (out): the level
 *
 * Returns: whether there is such a level
 */
gboolean
anshin_log_parse_level (const char *name, GLogLevelFlags *level)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (strcmp (levels[i].name, name) == 0)
      {
        *level = levels[i].level;
        return TRUE;
      }
  return FALSE;
}

/**
 * anshin_log:
 * @level: how grave it is
 * @event: what happened, a word or two with dashes
 * @...: pairs of a key and a (nullable) value, ended by %NULL
 *
 * Any thread.
 */
void
anshin_log (GLogLevelFlags level, const char *event, ...)
{
  GString *line = NULL;
  va_list args;

  if (!anshin_log_wants (level))
    return;

  line = begin_line (level);
  append_field (line, "event", event);
  va_start (args, event);
  for (const char *key = va_arg (args, const char *); key != NULL;
       key = va_arg (args, const char *))
    {
      const char *value = va_arg (args, const char *);

      if (value != NULL)
        append_field (line, key, value);
    }
  va_end (args);
  end_line (line);
}
