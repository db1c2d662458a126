/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-vitals-page.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-clock.h"
#include "anshin-field-error.h"
#include "anshin-vital-row.h"
#include "anshin-vitals-words.h"
#include "anshin-vitals.h"
#include "anshin-window.h"

#define MINUTE (60 * ANSHIN_SECOND)

struct _AnshinVitalsPage
{
  AnshinFormPage parent_instance;

  /* template widgets */
  AdwPreferencesGroup *numbers_group;
  GtkWidget *day_row;
  GtkWidget *clock_row;
  GtkWidget *note_row;
  GtkWidget *delete_button;

  /* owned */
  AnshinClient *client;
  AnshinGroup *group;
  AnshinVitalsPost *post;
  AnshinEntry *entry; /* which is corrected; NULL for a new one */

  /* borrowed */
  GtkWidget *rows[ANSHIN_N_VITAL_KINDS];
};

G_DEFINE_FINAL_TYPE (AnshinVitalsPage, anshin_vitals_page, ANSHIN_TYPE_FORM_PAGE)

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* The first row that is wrong gets the focus. */
static gboolean
complain (GtkWidget *row, const char *words)
{
  anshin_field_error_set (row, words);
  gtk_widget_grab_focus (row);
  return FALSE;
}

static gboolean
take_number (AnshinVitals *vitals, int kind, AnshinVitalRow *row)
{
  gint64 value = 0;
  int verdict = anshin_vital_row_judge (row, &value);

  if (verdict == ANSHIN_VERDICT_IMPOSSIBLE)
    {
      gtk_widget_grab_focus (GTK_WIDGET (row));
      return FALSE;
    }
  if (verdict != ANSHIN_VERDICT_NONE)
    anshin_vitals_set (vitals, kind, value);
  return TRUE;
}

/* "9:05", "９：０５" or "905". */
static gboolean
parse_clock (const char *text, gint64 *minutes)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_auto (GStrv) parts = NULL;
  guint64 hour = 0;
  guint64 minute = 0;
  guint64 together = 0;

  g_strstrip (plain);
  parts = g_strsplit (plain, ":", 2);
  if (g_strv_length (parts) == 2)
    {
      if (!g_ascii_string_to_unsigned (parts[0], 10, 0, 23, &hour, NULL) ||
          !g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &minute, NULL))
        return FALSE;
    }
  else
    {
      if (!g_ascii_string_to_unsigned (plain, 10, 0, 2359, &together, NULL) || together % 100 > 59)
        return FALSE;
      hour = together / 100;
      minute = together % 100;
    }
  *minutes = (gint64) (hour * 60 + minute);
  return TRUE;
}

static gboolean
take_time (AnshinVitalsPage *self, AnshinVitals *vitals)
{
  gint64 minutes = 0;
  int day = 0;

  anshin_field_error_clear (self->day_row);
  anshin_field_error_clear (self->clock_row);
  if (!anshin_era_parse (get_text (self->day_row), &day))
    return complain (self->day_row, _("Not a day"));
  if (!parse_clock (get_text (self->clock_row), &minutes))
    return complain (self->clock_row, _("A time like 9:30"));
  vitals->measured_at = anshin_time_from_day (day) + minutes * MINUTE;
  if (vitals->measured_at > anshin_clock_now () + 5 * MINUTE)
    return complain (self->clock_row, _("This is in the future"));
  return TRUE;
}

static void
complain_of_pressure (AnshinVitalsPage *self)
{
  anshin_vital_row_complain (ANSHIN_VITAL_ROW (self->rows[ANSHIN_VITAL_DIASTOLIC]),
                             _("The lower blood pressure has to be below the upper one."));
}

/* The same rules as the service's, said at the rows. */
static gboolean
check_together (AnshinVitalsPage *self, AnshinVitals *vitals)
{
  g_autoptr (GError) error = NULL;

  if (vitals->values == NULL)
    {
      anshin_form_page_set_notice (ANSHIN_FORM_PAGE (self), _("Enter at least one number."));
      gtk_widget_grab_focus (self->rows[ANSHIN_VITAL_SYSTOLIC]);
      return FALSE;
    }
  if (anshin_record_validate (vitals, &error))
    return TRUE;
  if (g_strcmp0 (anshin_error_get_field (error), "values") == 0)
    {
      complain_of_pressure (self);
      gtk_widget_grab_focus (self->rows[ANSHIN_VITAL_DIASTOLIC]);
      return FALSE;
    }
  anshin_form_page_show_error (ANSHIN_FORM_PAGE (self), error);
  return FALSE;
}

static AnshinVitals *
read_rows (AnshinVitalsPage *self)
{
  g_autoptr (AnshinVitals) vitals = anshin_vitals_new ();

  anshin_form_page_set_notice (ANSHIN_FORM_PAGE (self), NULL);
  for (int kind = ANSHIN_VITAL_SYSTOLIC; kind < ANSHIN_N_VITAL_KINDS; kind++)
    if (!take_number (vitals, kind, ANSHIN_VITAL_ROW (self->rows[kind])))
      return NULL;
  if (!take_time (self, vitals))
    return NULL;
  vitals->note = g_strdup (get_text (self->note_row));
  return check_together (self, vitals) ? g_steal_pointer (&vitals) : NULL;
}

static void
on_recorded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinVitalsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinEntry) entry
    = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);

  if (!anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    return;
  anshin_window_toast (anshin_window_get_for (self), _("The vital signs are written down"));
  anshin_window_close_page (anshin_window_get_for (self), ANSHIN_PAGE (self));
}

static void
on_changed_there_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinVitalsPage) self = data;
  g_autoptr (GError) error = NULL;

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (!anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    return;
  anshin_window_toast (anshin_window_get_for (self), _("The vital signs are changed"));
  anshin_window_close_page (anshin_window_get_for (self), ANSHIN_PAGE (self));
}

static void
change (AnshinVitalsPage *self, const char *method, gpointer vitals)
{
  g_autofree char *path
    = g_strdup_printf ("/v1/groups/%s/vitals/%s", self->group->id, self->entry->id);

  anshin_client_call_async (self->client, method, path, vitals, G_TYPE_NONE,
                            anshin_form_page_begin (ANSHIN_FORM_PAGE (self)),
                            on_changed_there_cb, g_object_ref (self));
}

static void
on_delete_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinVitalsPage) self = data;

  if (confirmed && self->client != NULL)
    change (self, "DELETE", NULL);
}

static void
on_delete_cb (AnshinVitalsPage *self)
{
  anshin_alert_ask (GTK_WIDGET (self), _("Delete these vital signs?"),
                    _("They disappear from the group and from the chart. That they were here "
                      "stays on record."),
                    _("_Delete"), TRUE, on_delete_confirmed_cb, g_object_ref (self));
}

static void
send (AnshinVitalsPage *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/groups/%s/vitals", self->group->id);

  if (self->entry != NULL)
    {
      change (self, "PUT", self->post->vitals);
      return;
    }
  anshin_client_call_async (self->client, "POST", path, self->post, anshin_entry_get_type (),
                            anshin_form_page_begin (ANSHIN_FORM_PAGE (self)), on_recorded_cb,
                            g_object_ref (self));
}

static void
on_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinVitalsPage) self = data;

  if (!confirmed || self->client == NULL)
    return;
  ANSHIN_VITALS (self->post->vitals)->confirmed = TRUE;
  send (self);
}

static char *
list_unusual (AnshinVitals *vitals)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < vitals->values->len; i++)
    {
      AnshinVital *vital = g_ptr_array_index (vitals->values, i);
      g_autofree char *value = anshin_vitals_words_value (vital->kind, vital->value);

      if (anshin_vital_is_unusual (vital->kind, vital->value))
        g_string_append_printf (words, "%s%s %s", words->len > 0 ? "\n" : "",
                                anshin_vitals_words_kind (vital->kind), value);
    }
  return g_string_free (words, FALSE);
}

static void
anshin_vitals_page_save (AnshinFormPage *page)
{
  AnshinVitalsPage *self = ANSHIN_VITALS_PAGE (page);
  AnshinVitals *vitals = read_rows (self);
  g_autofree char *unusual = NULL;

  if (vitals == NULL)
    return;
  g_clear_object (&self->post->vitals);
  self->post->vitals = ANSHIN_RECORD (vitals);
  if (anshin_vitals_get_unusual (vitals) == ANSHIN_VITAL_NONE)
    {
      send (self);
      return;
    }
  unusual = list_unusual (vitals);
  anshin_alert_ask (GTK_WIDGET (self), _("Are these numbers right?"), unusual, _("_They are right"),
                    FALSE, on_confirmed_cb, g_object_ref (self));
}

static void
on_changed_cb (AnshinVitalsPage *self)
{
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
}

static void
on_apply_cb (AnshinVitalsPage *self, GtkWidget *row)
{
  gtk_widget_child_focus (GTK_WIDGET (self->numbers_group), GTK_DIR_TAB_FORWARD);
}

/* Each may be possible, and both together not. */
static void
on_pressure_judged_cb (AnshinVitalsPage *self)
{
  AnshinVitalRow *lower = ANSHIN_VITAL_ROW (self->rows[ANSHIN_VITAL_DIASTOLIC]);
  gint64 systolic = 0;
  gint64 diastolic = 0;

  if (!anshin_vital_row_get (ANSHIN_VITAL_ROW (self->rows[ANSHIN_VITAL_SYSTOLIC]), &systolic)
      || !anshin_vital_row_get (lower, &diastolic))
    return;
  if (anshin_vital_pressures_fit (systolic, diastolic))
    anshin_vital_row_judge (lower, &diastolic);
  else
    complain_of_pressure (self);
}

static void
create_rows (AnshinVitalsPage *self)
{
  for (int kind = ANSHIN_VITAL_SYSTOLIC; kind < ANSHIN_N_VITAL_KINDS; kind++)
    {
      GtkWidget *row = anshin_vital_row_new (kind);

      g_signal_connect_object (row, "entry-activated", G_CALLBACK (on_apply_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "changed", G_CALLBACK (on_changed_cb), self,
                               G_CONNECT_SWAPPED);
      if (kind == ANSHIN_VITAL_SYSTOLIC || kind == ANSHIN_VITAL_DIASTOLIC)
        g_signal_connect_object (row, "judged", G_CALLBACK (on_pressure_judged_cb), self,
                                 G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->numbers_group, row);
      self->rows[kind] = row;
    }
}

static void
anshin_vitals_page_shown (AnshinPage *page)
{
  gtk_widget_grab_focus (ANSHIN_VITALS_PAGE (page)->rows[ANSHIN_VITAL_SYSTOLIC]);
}

static void
anshin_vitals_page_dispose (GObject *object)
{
  AnshinVitalsPage *self = ANSHIN_VITALS_PAGE (object);

  g_clear_object (&self->entry);
  g_clear_object (&self->post);
  g_clear_object (&self->group);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_vitals_page_parent_class)->dispose (object);
}

static void
anshin_vitals_page_class_init (AnshinVitalsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_vitals_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_vitals_page_shown;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_vitals_page_save;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/vitals/anshin-vitals-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalsPage, numbers_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalsPage, day_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalsPage, clock_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalsPage, note_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalsPage, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_cb);
}

static void
anshin_vitals_page_init (AnshinVitalsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  create_rows (self);
}

static void
set_time (AnshinVitalsPage *self, gint64 time)
{
  g_autofree char *day = anshin_date_format (anshin_time_get_day (time));
  g_autofree char *clock = anshin_time_format_clock (time);

  gtk_editable_set_text (GTK_EDITABLE (self->day_row), day);
  gtk_editable_set_text (GTK_EDITABLE (self->clock_row), clock);
}

static AnshinVitalsPage *
create (AnshinClient *client, AnshinGroup *group)
{
  AnshinVitalsPage *self = g_object_new (ANSHIN_TYPE_VITALS_PAGE, NULL);

  self->client = g_object_ref (client);
  self->group = g_object_ref (group);
  self->post = anshin_vitals_post_new ();
  self->post->client_id = g_uuid_string_random ();
  anshin_page_set_subtitle (ANSHIN_PAGE (self), group->name);
  return self;
}

static void
watch (AnshinVitalsPage *self)
{
  GtkWidget *const rows[] = { self->day_row, self->clock_row, self->note_row };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_signal_connect_object (rows[i], "changed", G_CALLBACK (on_changed_cb), self,
                             G_CONNECT_SWAPPED);
  anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
}

/**
 * anshin_vitals_page_new:
 * @client: the client
 * @group: a patient's group
 *
 * Returns: a page to write down what was measured, now unless another time is entered
 */
AnshinPage *
anshin_vitals_page_new (AnshinClient *client, AnshinGroup *group)
{
  AnshinVitalsPage *self = create (client, group);

  set_time (self, anshin_clock_now ());
  watch (self);
  return ANSHIN_PAGE (self);
}

/**
 * anshin_vitals_page_new_edit:
 * @client: the client
 * @group: a patient's group
 * @entry: vital signs that the user wrote down
 *
 * Returns: a page to correct or delete them
 */
AnshinPage *
anshin_vitals_page_new_edit (AnshinClient *client, AnshinGroup *group, AnshinEntry *entry)
{
  AnshinVitalsPage *self = create (client, group);
  AnshinVitals *vitals = ANSHIN_VITALS (ANSHIN_CONTENT (entry->content)->vitals);

  self->entry = g_object_ref (entry);
  anshin_page_set_title (ANSHIN_PAGE (self), _("Correct the vital signs"));
  g_object_set (self, "save-label", _("_Correct"), NULL);
  gtk_widget_set_visible (self->delete_button, TRUE);
  for (guint i = 0; i < vitals->values->len; i++)
    {
      AnshinVital *vital = g_ptr_array_index (vitals->values, i);
      g_autofree char *number = anshin_vital_format (vital->kind, vital->value);

      gtk_editable_set_text (GTK_EDITABLE (self->rows[vital->kind]), number);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->note_row), vitals->note != NULL ? vitals->note : "");
  set_time (self, vitals->measured_at);
  watch (self);
  return ANSHIN_PAGE (self);
}
