/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-demo-script.h"

#include <gio/gio.h>
#include <string.h>

#include "anshin-error.h"

#define FOLDER "/jp/anshinnet/demo/"

static void
person_free (AnshinDemoPerson *person)
{
  g_free (person->name);
  g_free (person->kana);
  g_free (person->mail);
  g_free (person->role);
  g_free (person);
}

static void
applicant_free (AnshinDemoApplicant *applicant)
{
  g_free (applicant->by);
  g_free (applicant->name);
  g_free (applicant->kana);
  g_free (applicant->mail);
  g_free (applicant->note);
  g_free (applicant);
}

static void
facility_free (AnshinDemoFacility *facility)
{
  g_free (facility->name);
  g_free (facility->address);
  g_free (facility->telephone);
  g_free (facility->number);
  g_ptr_array_unref (facility->staff);
  g_free (facility);
}

static void
line_free (AnshinDemoLine *line)
{
  g_free (line->text);
  g_free (line);
}

static void
thread_free (AnshinDemoThread *thread)
{
  g_free (thread->title);
  g_ptr_array_unref (thread->lines);
  g_free (thread);
}

static void
name_free (AnshinDemoName *name)
{
  g_free (name->name);
  g_free (name->kana);
  g_free (name);
}

static char **
load_lines (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return g_strsplit (text, "\n", -1);
}

static gboolean
fail (GError **error, const char *file, guint line)
{
  anshin_set_error (error, ANSHIN_ERROR_MALFORMED, NULL, "%s:%u does not fit", file, line + 1);
  return FALSE;
}

static char **
split_cells (const char *line)
{
  char **cells = g_strsplit (line, "|", -1);

  for (guint i = 0; cells[i] != NULL; i++)
    g_strstrip (cells[i]);
  return cells;
}

static AnshinDemoPerson *
read_person (char **cells)
{
  g_auto (GStrv) flags = NULL;
  AnshinDemoPerson *person = NULL;
  int profession = 0;

  if (g_strv_length (cells) != 5 ||
      !anshin_choice_from_wire (&anshin_professions, cells[0], &profession))
    return NULL;
  person = g_new0 (AnshinDemoPerson, 1);
  person->profession = profession;
  person->name = g_strdup (cells[1]);
  person->kana = g_strdup (cells[2]);
  person->mail = g_strdup (cells[3]);
  flags = g_strsplit (cells[4], " ", -1);
  person->admin = g_strv_contains ((const char *const *) flags, "admin");
  person->office = g_strv_contains ((const char *const *) flags, "office");
  for (guint i = 0; flags[i] != NULL; i++)
    {
      const char *value = strchr (flags[i], '=');

      if (g_str_has_prefix (flags[i], "role="))
        person->role = g_strdup (value + 1);
      else if (g_str_has_prefix (flags[i], "retired="))
        person->retired = atoi (value + 1);
      else if (g_str_has_prefix (flags[i], "suspended="))
        person->suspended = atoi (value + 1);
    }
  return person;
}

static AnshinDemoApplicant *
read_applicant (char **cells)
{
  AnshinDemoApplicant *applicant = NULL;
  int profession = 0;
  int state = 0;

  if (g_strv_length (cells) != 8 ||
      !anshin_choice_from_wire (&anshin_professions, cells[1], &profession) ||
      !anshin_choice_from_wire (&anshin_application_states, cells[6], &state))
    return NULL;
  applicant = g_new0 (AnshinDemoApplicant, 1);
  applicant->by = g_strdup (cells[0]);
  applicant->profession = profession;
  applicant->name = g_strdup (cells[2]);
  applicant->kana = g_strdup (cells[3]);
  applicant->mail = g_strdup (cells[4]);
  applicant->days = atoi (cells[5]);
  applicant->state = state;
  applicant->note = g_strdup (cells[7]);
  return applicant;
}

static AnshinDemoFacility *
read_facility (char **cells)
{
  AnshinDemoFacility *facility = NULL;
  int kind = 0;

  if (g_strv_length (cells) != 5 ||
      !anshin_choice_from_wire (&anshin_facility_kinds, cells[0], &kind))
    return NULL;
  facility = g_new0 (AnshinDemoFacility, 1);
  facility->kind = kind;
  facility->name = g_strdup (cells[1]);
  facility->address = g_strdup (cells[2]);
  facility->telephone = g_strdup (cells[3]);
  facility->number = g_strdup (cells[4]);
  facility->staff = g_ptr_array_new_with_free_func ((GDestroyNotify) person_free);
  return facility;
}

static gboolean
load_facilities (AnshinDemoScript *script, GError **error)
{
  g_auto (GStrv) lines = load_lines ("facilities.txt", error);
  AnshinDemoFacility *facility = NULL;

  if (lines == NULL)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = NULL;

      if (lines[i][0] == '#' || lines[i][0] == '\0' ||
          (lines[i][0] == ' ' && strchr (lines[i], '|') == NULL))
        continue;
      cells = split_cells (lines[i]);
      if (lines[i][0] == ' ')
        {
          AnshinDemoPerson *person = facility != NULL ? read_person (cells) : NULL;

          if (person == NULL)
            return fail (error, "facilities.txt", i);
          g_ptr_array_add (facility->staff, person);
          continue;
        }
      facility = read_facility (cells);
      if (facility == NULL)
        return fail (error, "facilities.txt", i);
      g_ptr_array_add (script->facilities, facility);
    }
  return TRUE;
}

static gboolean
load_applicants (AnshinDemoScript *script, GError **error)
{
  g_auto (GStrv) lines = load_lines ("applicants.txt", error);

  if (lines == NULL)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = NULL;
      AnshinDemoApplicant *applicant = NULL;

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      cells = split_cells (lines[i]);
      applicant = read_applicant (cells);
      if (applicant == NULL)
        return fail (error, "applicants.txt", i);
      g_ptr_array_add (script->applicants, applicant);
    }
  return TRUE;
}

static AnshinDemoLine *
read_line_head (const char *head)
{
  g_auto (GStrv) words = g_strsplit (head, " ", -1);
  AnshinDemoLine *line = NULL;
  int profession = 0;

  if (g_strv_length (words) < 3 || words[2][0] != '+')
    return NULL;
  if (!g_str_equal (words[1], "office") &&
      !anshin_choice_from_wire (&anshin_professions, words[1], &profession))
    return NULL;
  line = g_new0 (AnshinDemoLine, 1);
  line->profession = profession;
  line->delay = atoi (words[2] + 1);
  line->answers = words[3] != NULL && words[3][0] == '>' ? atoi (words[3] + 1) : 0;
  return line;
}

static gboolean
load_threads (GPtrArray *threads, const char *file, GError **error)
{
  g_auto (GStrv) lines = load_lines (file, error);
  AnshinDemoThread *thread = NULL;

  if (lines == NULL)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      AnshinDemoLine *line = NULL;

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      if (g_str_has_prefix (lines[i], "== "))
        {
          thread = g_new0 (AnshinDemoThread, 1);
          thread->title = g_strdup (lines[i] + 3);
          thread->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
          g_ptr_array_add (threads, thread);
          continue;
        }
      line = thread != NULL && lines[i + 1] != NULL ? read_line_head (lines[i]) : NULL;
      if (line == NULL || line->answers > thread->lines->len)
        {
          g_clear_pointer (&line, line_free);
          return fail (error, file, i);
        }
      line->text = g_strdup (lines[++i]);
      g_ptr_array_add (thread->lines, line);
    }
  return TRUE;
}

static gboolean
load_names (AnshinDemoScript *script, GError **error)
{
  g_auto (GStrv) lines = load_lines ("names.txt", error);
  GPtrArray *list = NULL;

  if (lines == NULL)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = NULL;
      AnshinDemoName *name = NULL;

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      if (g_str_has_prefix (lines[i], "== "))
        {
          const char *title = lines[i] + 3;

          list = g_str_equal (title, "family")   ? script->family
                 : g_str_equal (title, "female") ? script->female
                 : g_str_equal (title, "male")   ? script->male
                                                 : script->streets;
          continue;
        }
      if (list == NULL)
        return fail (error, "names.txt", i);
      words = g_strsplit (lines[i], " ", 2);
      name = g_new0 (AnshinDemoName, 1);
      name->name = g_strdup (words[0]);
      name->kana = g_strdup (words[1] != NULL ? words[1] : "");
      g_ptr_array_add (list, name);
    }
  return TRUE;
}

/**
 * anshin_demo_script_load:
 *
 * Reads the texts that are built into the program.
 *
 * Returns: (transfer full): the script; %NULL with an error that names file and line
 */
AnshinDemoScript *
anshin_demo_script_load (GError **error)
{
  g_autoptr (AnshinDemoScript) script = g_new0 (AnshinDemoScript, 1);

  script->facilities = g_ptr_array_new_with_free_func ((GDestroyNotify) facility_free);
  script->applicants = g_ptr_array_new_with_free_func ((GDestroyNotify) applicant_free);
  script->threads = g_ptr_array_new_with_free_func ((GDestroyNotify) thread_free);
  script->notices = g_ptr_array_new_with_free_func ((GDestroyNotify) thread_free);
  script->family = g_ptr_array_new_with_free_func ((GDestroyNotify) name_free);
  script->female = g_ptr_array_new_with_free_func ((GDestroyNotify) name_free);
  script->male = g_ptr_array_new_with_free_func ((GDestroyNotify) name_free);
  script->streets = g_ptr_array_new_with_free_func ((GDestroyNotify) name_free);
  if (!load_facilities (script, error) || !load_names (script, error) ||
      !load_applicants (script, error) ||
      !load_threads (script->threads, "threads.txt", error) ||
      !load_threads (script->notices, "notices.txt", error))
    return NULL;
  return g_steal_pointer (&script);
}

/**
 * anshin_demo_script_free:
 * @script: (transfer full): a script
 */
void
anshin_demo_script_free (AnshinDemoScript *script)
{
  g_ptr_array_unref (script->facilities);
  g_ptr_array_unref (script->applicants);
  g_ptr_array_unref (script->threads);
  g_ptr_array_unref (script->notices);
  g_ptr_array_unref (script->family);
  g_ptr_array_unref (script->female);
  g_ptr_array_unref (script->male);
  g_ptr_array_unref (script->streets);
  g_free (script);
}
