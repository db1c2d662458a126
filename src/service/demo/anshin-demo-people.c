/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-demo-private.h"

#include <errno.h>
#include <sodium.h>
#include <sys/stat.h>

#include "anshin-account-table.h"
#include "anshin-clock.h"
#include "anshin-facility-table.h"
#include "anshin-group-table.h"
#include "anshin-json.h"
#include "anshin-registration-table.h"

/* One password for all of the demo's people, so that it can be told; never used elsewhere. */
#define PASSWORD "komorebi-no-michi-7"


static AnshinPrincipal *
make_principal (const AnshinUser *user)
{
  AnshinPrincipal *principal = g_new0 (AnshinPrincipal, 1);

  principal->user_id = g_strdup (user->id);
  principal->name = g_strdup (user->name);
  principal->profession = user->profession;
  principal->facility_id = g_strdup (user->facility_id);
  principal->facility_name = g_strdup (user->facility_name);
  principal->facility_kind = user->facility_kind;
  principal->office = user->office;
  principal->facility_admin = user->facility_admin;
  principal->whole_picture = anshin_profession_sees_whole_picture (user->profession);
  principal->source = g_strdup ("demo");
  return principal;
}

static gboolean
add_person (AnshinDemo *demo, const AnshinDemoPerson *person, AnshinFacility *facility,
            const char *password_hash, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_user_new ();
  AnshinDemoUser *added = NULL;
  gint64 rules = 0;

  user->name = g_strdup (person->name);
  user->kana = g_strdup (person->kana);
  user->mail = g_strdup (person->mail);
  user->profession = person->profession;
  user->facility_id = g_strdup (facility->id);
  user->facility_name = g_strdup (facility->name);
  user->facility_kind = facility->kind;
  user->facility_admin = person->admin;
  user->office = person->office;
  user->state = ANSHIN_ACCOUNT_ACTIVE;
  if (!anshin_account_insert (demo->tx, user, password_hash, FALSE, 0, error) ||
      !anshin_rules_get_newest (demo->tx, &rules, error) ||
      !anshin_rules_accept_version (demo->tx, user->id, rules, anshin_clock_now (), NULL, error))
    return FALSE;
  added = g_new0 (AnshinDemoUser, 1);
  added->person = person;
  added->principal = make_principal (user);
  if (person->retired + person->suspended > 0)
    added->gone_at = demo->now - MAX (person->retired, person->suspended) * ANSHIN_DAY;
  g_ptr_array_add (demo->users, added);
  return TRUE;
}

static gboolean
add_facility (AnshinDemo *demo, const AnshinDemoFacility *script, const char *password_hash,
              GError **error)
{
  g_autoptr (AnshinFacility) facility = anshin_facility_new ();

  facility->name = g_strdup (script->name);
  facility->kind = script->kind;
  facility->address = g_strdup (script->address);
  facility->telephone = g_strdup (script->telephone);
  facility->institution_number = g_strdup (script->number);
  if (!anshin_facility_insert (demo->tx, facility, error))
    return FALSE;
  for (guint i = 0; i < script->staff->len; i++)
    if (!add_person (demo, script->staff->pdata[i], facility, password_hash, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_all_users_group (AnshinDemo *demo, GError **error)
{
  const AnshinPrincipal *office = ((AnshinDemoUser *) demo->users->pdata[0])->principal;

  return anshin_group_create_all_users (demo->tx, office->facility_id, office->user_id, NULL,
                                        error);
}

/**
 * anshin_demo_add_people:
 * @demo: the demo
 *
 * Enters the facilities, their staff and the group of all of them. The first user is the office's.
 */
gboolean
anshin_demo_add_people (AnshinDemo *demo, GError **error)
{
  char password_hash[crypto_pwhash_STRBYTES] = { 0 };

  anshin_clock_set_offset (demo->start - demo->now);
  if (crypto_pwhash_str (password_hash, PASSWORD, strlen (PASSWORD),
                         crypto_pwhash_OPSLIMIT_MODERATE, 64 * 1024 * 1024) != 0)
    {
      anshin_set_error (error, ANSHIN_ERROR_INTERNAL, NULL, "No memory to hash a password");
      return FALSE;
    }
  for (guint i = 0; i < demo->script->facilities->len; i++)
    if (!add_facility (demo, demo->script->facilities->pdata[i], password_hash, error))
      return FALSE;
  return add_all_users_group (demo, error);
}

/**
 * anshin_demo_find_mail:
 * @demo: the demo
 * @mail: a mail address of the script
 *
 * Returns: (transfer none): whose it is
 */
AnshinDemoUser *
anshin_demo_find_mail (AnshinDemo *demo, const char *mail)
{
  for (guint i = 0; i < demo->users->len; i++)
    {
      AnshinDemoUser *user = demo->users->pdata[i];

      if (g_str_equal (user->person->mail, mail))
        return user;
    }
  g_return_val_if_reached (NULL);
}

/* The nurse and the others that one signs in as are in most groups: there is much to see. */
static gboolean
is_favourite (AnshinDemo *demo, const AnshinDemoUser *user)
{
  return user->person->role != NULL && !user->person->office &&
         g_rand_int_range (demo->random, 0, 3) > 0;
}

/**
 * anshin_demo_pick_user:
 * @demo: the demo
 * @profession: a profession
 *
 * Returns: (transfer none) (nullable): somebody of that profession
 */
AnshinDemoUser *
anshin_demo_pick_user (AnshinDemo *demo, int profession)
{
  AnshinDemoUser *picked = NULL;
  guint seen = 0;

  for (guint i = 0; i < demo->users->len; i++)
    {
      AnshinDemoUser *user = demo->users->pdata[i];

      if (user->person->profession != profession || user->person->office)
        continue;
      if (is_favourite (demo, user))
        return user;
      if (g_rand_int_range (demo->random, 0, ++seen) == 0)
        picked = user;
    }
  return picked;
}

static gboolean
append_credential (AnshinDemo *demo, AnshinDemoUser *user, GString *out, GError **error)
{
  g_autofree char *code = NULL;
  const char *const cells[] = { "role",     user->person->role, "name", user->person->name,
                                "mail",     user->person->mail, "password", PASSWORD,
                                "facility", user->principal->facility_name };

  if (!anshin_demo_call (demo, demo->users->pdata[0], "POST", "/v1/users/{user}/enrolment-codes",
                         NULL, user->principal->user_id, &code, NULL, error))
    return FALSE;
  g_string_append (out, out->len > 1 ? ",\n {" : "\n {");
  for (guint i = 0; i < G_N_ELEMENTS (cells); i += 2)
    {
      anshin_json_append_string (out, cells[i]);
      g_string_append (out, ": ");
      anshin_json_append_string (out, cells[i + 1]);
      g_string_append (out, ", ");
    }
  g_string_append (out, "\"code\": ");
  anshin_json_append_string (out, code);
  g_string_append_c (out, '}');
  return TRUE;
}

/**
 * anshin_demo_write_credentials:
 * @demo: the demo
 *
 * Writes for each person of the script with a role how to sign in: a JSON array of objects with
 * role, name, mail, password, facility and an unused enrolment code.
 */
gboolean
anshin_demo_write_credentials (AnshinDemo *demo, GError **error)
{
  g_autoptr (GString) out = g_string_new ("[");

  if (demo->options->credentials_path == NULL)
    return TRUE;
  for (guint i = 0; i < demo->users->len; i++)
    {
      AnshinDemoUser *user = demo->users->pdata[i];

      if (user->person->role != NULL && !append_credential (demo, user, out, error))
        return FALSE;
    }
  g_string_append (out, "\n]\n");
  return g_file_set_contents_full (demo->options->credentials_path, out->str, out->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}
