/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-vital-row.h"

#include <glib/gi18n.h>

#include "anshin-field-error.h"
#include "anshin-private-input.h"
#include "anshin-vitals-words.h"

/* Longer than between two digits, shorter than to the next number. */
#define PAUSE_MS 700

/* What stands under the row comes from outside, and goes with the next judgement. */
#define SAID_BY_OTHERS -1

struct _AnshinVitalRow
{
  AdwEntryRow parent_instance;

  int kind;
  int said; /* the AnshinVitalVerdict that stands under the row, or SAID_BY_OTHERS */
  guint pause_id;
};

enum
{
  JUDGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinVitalRow, anshin_vital_row, ADW_TYPE_ENTRY_ROW)

static int
look (AnshinVitalRow *self, gboolean finished, gint64 *value)
{
  return anshin_vital_judge_typed (self->kind, gtk_editable_get_text (GTK_EDITABLE (self)),
                                   finished, value);
}

static char *
describe_possible (AnshinVitalRow *self)
{
  const AnshinVitalInfo *info = anshin_vital_get_info (self->kind);
  g_autofree char *least = anshin_vital_format (self->kind, info->least);
  g_autofree char *most = anshin_vitals_words_value (self->kind, info->most);

  /* Translators: the least and the greatest number that can be entered */
  return g_strdup_printf (_("A number from %s to %s"), least, most);
}

static void
say (AnshinVitalRow *self, int verdict)
{
  g_autofree char *possible = NULL;

  if (verdict == ANSHIN_VERDICT_USUAL)
    verdict = ANSHIN_VERDICT_NONE;
  if (verdict == self->said)
    return;
  anshin_field_error_clear (GTK_WIDGET (self));
  self->said = verdict;
  switch (verdict)
    {
    case ANSHIN_VERDICT_IMPOSSIBLE:
      possible = describe_possible (self);
      anshin_field_error_set (GTK_WIDGET (self), possible);
      break;
    case ANSHIN_VERDICT_LOW:
      anshin_field_error_warn (GTK_WIDGET (self), _("Unusually low: please look once more"));
      break;
    case ANSHIN_VERDICT_HIGH:
      anshin_field_error_warn (GTK_WIDGET (self), _("Unusually high: please look once more"));
      break;
    default:
      break;
    }
}

static void
judge (AnshinVitalRow *self, gboolean finished)
{
  gint64 value = 0;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  say (self, look (self, finished, &value));
  g_signal_emit (self, signals[JUDGED], 0);
}

static gboolean
on_pause_cb (gpointer data)
{
  AnshinVitalRow *self = ANSHIN_VITAL_ROW (data);

  self->pause_id = 0;
  judge (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* Nobody is told off in the middle of a number; but what was said goes as soon as it is mended. */
static void
on_changed_cb (AnshinVitalRow *self)
{
  gint64 value = 0;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (look (self, FALSE, &value) <= ANSHIN_VERDICT_USUAL)
    say (self, ANSHIN_VERDICT_NONE);
  self->pause_id = g_timeout_add (PAUSE_MS, on_pause_cb, self);
}

/* Where another window came to the front, the number is still half typed. */
static void
on_left_cb (AnshinVitalRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    judge (self, TRUE);
}

static void
anshin_vital_row_dispose (GObject *object)
{
  g_clear_handle_id (&ANSHIN_VITAL_ROW (object)->pause_id, g_source_remove);

  G_OBJECT_CLASS (anshin_vital_row_parent_class)->dispose (object);
}

static void
anshin_vital_row_class_init (AnshinVitalRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_vital_row_dispose;

  signals[JUDGED] = g_signal_new ("judged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
anshin_vital_row_init (AnshinVitalRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self), GTK_INPUT_PURPOSE_NUMBER);
  anshin_private_input (GTK_EDITABLE (self));
  g_signal_connect (self, "changed", G_CALLBACK (on_changed_cb), NULL);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/* Returns: (transfer floating): a row for numbers of the kind, to stand in a list box */
GtkWidget *
anshin_vital_row_new (int kind)
{
  AnshinVitalRow *self = g_object_new (ANSHIN_TYPE_VITAL_ROW, NULL);
  const char *unit = anshin_vital_get_info (kind)->unit;
  g_autofree char *title
    = *unit != '\0' ? g_strdup_printf ("%s (%s)", anshin_vitals_words_kind (kind), unit)
                    : g_strdup_printf ("%s (0–10)", anshin_vitals_words_kind (kind));

  self->kind = kind;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  return GTK_WIDGET (self);
}

/**
 * anshin_vital_row_judge:
 * @self: a row
 * @value: (out): the number; untouched unless there is a possible one
 *
 * Says what is to be said of the number as of one that is typed to its end.
 *
 * Returns: the #AnshinVitalVerdict
 */
int
anshin_vital_row_judge (AnshinVitalRow *self, gint64 *value)
{
  int verdict = ANSHIN_VERDICT_NONE;

  g_return_val_if_fail (ANSHIN_IS_VITAL_ROW (self), ANSHIN_VERDICT_NONE);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  verdict = look (self, TRUE, value);
  say (self, verdict);
  return verdict;
}

/**
 * anshin_vital_row_get:
 * @self: a row
 * @value: (out): the number; untouched unless there is one
 *
 * Returns: whether there is a possible number that need not be typed on
 */
gboolean
anshin_vital_row_get (AnshinVitalRow *self, gint64 *value)
{
  int verdict = ANSHIN_VERDICT_NONE;

  g_return_val_if_fail (ANSHIN_IS_VITAL_ROW (self), FALSE);

  verdict = look (self, FALSE, value);
  return verdict > ANSHIN_VERDICT_NONE && verdict < ANSHIN_VERDICT_IMPOSSIBLE;
}

/**
 * anshin_vital_row_complain:
 * @self: a row
 * @words: why its number cannot be, beside others
 */
void
anshin_vital_row_complain (AnshinVitalRow *self, const char *words)
{
  g_return_if_fail (ANSHIN_IS_VITAL_ROW (self) && words != NULL);

  self->said = SAID_BY_OTHERS;
  anshin_field_error_set (GTK_WIDGET (self), words);
}
