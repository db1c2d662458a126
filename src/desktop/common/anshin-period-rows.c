/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-period-rows.h"

#include "anshin-clock.h"
#include "anshin-error-words.h"
#include "anshin-field-error.h"
#include "anshin-private-input.h"

struct _AnshinPeriodRows
{
  GObject parent_instance;

  /* borrowed: they have it */
  GtkWidget *from_row;
  GtkWidget *to_row;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinPeriodRows, anshin_period_rows, G_TYPE_OBJECT)

/* Whether a day was typed, or none: @day is 0 then. */
static gboolean
get_day (GtkWidget *row, int *day)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  *day = 0;
  return *text == '\0' || anshin_era_parse (text, day);
}

static void
say (GtkWidget *row, const char *words)
{
  anshin_field_error_clear (row);
  if (words != NULL)
    anshin_field_error_set (row, words);
}

static void
mark (AnshinPeriodRows *self)
{
  const char *no_day = anshin_error_words_get_no_day ();
  int from = 0;
  int to = 0;
  gboolean from_ok = get_day (self->from_row, &from);
  gboolean to_ok = get_day (self->to_row, &to);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (to_ok && !anshin_date_check_period (from, to, &error))
    words = anshin_error_words_dup (error);
  say (self->from_row, from_ok ? NULL : no_day);
  say (self->to_row, to_ok ? words : no_day);
}

/* Half a day is none yet, and is no mistake either. */
static void
on_changed_cb (AnshinPeriodRows *self, GtkWidget *row)
{
  int day = 0;

  if (!get_day (row, &day))
    return;
  mark (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_left_cb (AnshinPeriodRows *self)
{
  mark (self);
}

static void
anshin_period_rows_class_init (AnshinPeriodRowsClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
anshin_period_rows_init (AnshinPeriodRows *self)
{
}

static void
take_row (AnshinPeriodRows *self, GtkWidget *row)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  anshin_private_input (GTK_EDITABLE (row));
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (on_left_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);
}

/**
 * anshin_period_rows_new:
 * @from_row: a row of a list box, for the first day
 * @to_row: the row for the last day
 *
 * Returns: (transfer full): what the rows say; it must not outlive them
 */
AnshinPeriodRows *
anshin_period_rows_new (GtkWidget *from_row, GtkWidget *to_row)
{
  AnshinPeriodRows *self = g_object_new (ANSHIN_TYPE_PERIOD_ROWS, NULL);

  g_return_val_if_fail (GTK_IS_EDITABLE (from_row) && GTK_IS_EDITABLE (to_row), self);

  self->from_row = from_row;
  self->to_row = to_row;
  take_row (self, from_row);
  take_row (self, to_row);
  return self;
}

/* Returns: whether both days are understood, and in order */
gboolean
anshin_period_rows_is_valid (AnshinPeriodRows *self)
{
  int from = 0;
  int to = 0;

  g_return_val_if_fail (ANSHIN_IS_PERIOD_ROWS (self), FALSE);

  return get_day (self->from_row, &from) && get_day (self->to_row, &to)
         && anshin_date_check_period (from, to, NULL);
}

/* Returns: when the first day begins in Japan; 0 for none */
gint64
anshin_period_rows_get_from (AnshinPeriodRows *self)
{
  int day = 0;

  g_return_val_if_fail (ANSHIN_IS_PERIOD_ROWS (self), 0);

  return get_day (self->from_row, &day) && day != 0 ? anshin_time_from_day (day) : 0;
}

/* Returns: when the day after the last one begins, as that one belongs to it; 0 for none */
gint64
anshin_period_rows_get_to (AnshinPeriodRows *self)
{
  int day = 0;

  g_return_val_if_fail (ANSHIN_IS_PERIOD_ROWS (self), 0);

  return get_day (self->to_row, &day) && day != 0
           ? anshin_time_from_day (anshin_date_add_days (day, 1))
           : 0;
}
