/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-vital-targets-page.h"

#include <glib/gi18n.h>

#include "anshin-field-error.h"
#include "anshin-private-input.h"
#include "anshin-vitals-words.h"
#include "anshin-window.h"

struct _AnshinVitalTargetsPage
{
  AnshinFormPage parent_instance;

  /* template widgets */
  AdwPreferencesGroup *ranges_group;
  GtkWidget *reason_row;

  /* owned */
  AnshinClient *client;
  AnshinGroup *group;
  gint64 version;

  /* borrowed */
  GtkWidget *rows[ANSHIN_N_VITAL_KINDS];
};

G_DEFINE_FINAL_TYPE (AnshinVitalTargetsPage, anshin_vital_targets_page, ANSHIN_TYPE_FORM_PAGE)

static gboolean
parse_limit (int kind, const char *text, gint64 *limit)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));

  *limit = 0;
  return *plain == '\0' ||
         (anshin_vital_parse (kind, plain, limit) && anshin_vital_is_possible (kind, *limit));
}

/* "90–140", "90-140", "９０〜１４０", "93–" or "–140"; "" for no limits. */
static gboolean
parse_range (int kind, const char *text, gint64 *low, gint64 *high)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) range = g_string_new (plain);
  g_auto (GStrv) parts = NULL;

  for (const char *const *dash = (const char *const[]){ "–", "〜", "~", "−", "ー", "から", NULL };
       *dash != NULL; dash++)
    g_string_replace (range, *dash, "-", 0);
  g_strstrip (range->str);
  *low = *high = 0;
  if (*range->str == '\0')
    return TRUE;
  parts = g_strsplit (range->str, "-", 2);
  return g_strv_length (parts) == 2 && parse_limit (kind, parts[0], low) &&
         parse_limit (kind, parts[1], high) && (*low > 0 || *high > 0) &&
         (*high == 0 || *low <= *high);
}

static AnshinVitalTargets *
read_rows (AnshinVitalTargetsPage *self)
{
  g_autoptr (AnshinVitalTargets) targets = anshin_vital_targets_new ();

  targets->version = self->version;
  targets->reason = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_row)));
  targets->targets = g_ptr_array_new_with_free_func (g_object_unref);
  for (int kind = ANSHIN_VITAL_SYSTOLIC; kind < ANSHIN_N_VITAL_KINDS; kind++)
    {
      AnshinVitalTarget *target = anshin_vital_target_new ();

      g_ptr_array_add (targets->targets, target);
      target->kind = kind;
      anshin_field_error_clear (self->rows[kind]);
      if (parse_range (kind, gtk_editable_get_text (GTK_EDITABLE (self->rows[kind])),
                       &target->low, &target->high))
        continue;
      anshin_field_error_set (self->rows[kind], _("A range like 90–140"));
      gtk_widget_grab_focus (self->rows[kind]);
      return NULL;
    }
  return g_steal_pointer (&targets);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinVitalTargetsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinEntry) entry
    = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);

  if (!anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    return;
  anshin_window_toast (anshin_window_get_for (self), _("The target ranges are saved"));
  anshin_window_close_page (anshin_window_get_for (self), ANSHIN_PAGE (self));
}

static void
anshin_vital_targets_page_save (AnshinFormPage *page)
{
  AnshinVitalTargetsPage *self = ANSHIN_VITAL_TARGETS_PAGE (page);
  g_autoptr (AnshinVitalTargets) targets = read_rows (self);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (targets == NULL)
    return;
  if (!anshin_record_validate (targets, &error))
    {
      anshin_form_page_show_error (page, error);
      return;
    }
  path = g_strdup_printf ("/v1/groups/%s/vital-targets", self->group->id);
  anshin_client_call_async (self->client, "PUT", path, targets, anshin_entry_get_type (),
                            anshin_form_page_begin (page), on_saved_cb, g_object_ref (self));
}

static void
on_changed_cb (AnshinVitalTargetsPage *self)
{
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
}

static void
create_rows (AnshinVitalTargetsPage *self, AnshinVitalTargets *targets)
{
  for (int kind = ANSHIN_VITAL_SYSTOLIC; kind < ANSHIN_N_VITAL_KINDS; kind++)
    {
      const char *unit = anshin_vital_get_info (kind)->unit;
      g_autofree char *title
        = *unit != '\0' ? g_strdup_printf ("%s (%s)", anshin_vitals_words_kind (kind), unit)
                        : g_strdup (anshin_vitals_words_kind (kind));
      g_autofree char *range = NULL;
      GtkWidget *row = adw_entry_row_new ();
      gint64 low = 0;
      gint64 high = 0;

      anshin_vital_targets_get (targets, kind, &low, &high);
      range = anshin_vitals_words_range (kind, low, high);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      gtk_editable_set_text (GTK_EDITABLE (row), range);
      anshin_private_input (GTK_EDITABLE (row));
      g_signal_connect_object (row, "changed", G_CALLBACK (on_changed_cb), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->ranges_group, row);
      self->rows[kind] = row;
    }
}

static void
anshin_vital_targets_page_dispose (GObject *object)
{
  AnshinVitalTargetsPage *self = ANSHIN_VITAL_TARGETS_PAGE (object);

  g_clear_object (&self->group);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_vital_targets_page_parent_class)->dispose (object);
}

static void
anshin_vital_targets_page_class_init (AnshinVitalTargetsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_vital_targets_page_dispose;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_vital_targets_page_save;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/vitals/anshin-vital-targets-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalTargetsPage, ranges_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinVitalTargetsPage, reason_row);
}

static void
anshin_vital_targets_page_init (AnshinVitalTargetsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_vital_targets_page_new:
 * @client: the client
 * @group: a patient's group
 * @targets: (nullable): the patient's own ranges as they are now
 *
 * Returns: a page to change them
 */
AnshinPage *
anshin_vital_targets_page_new (AnshinClient *client, AnshinGroup *group,
                               AnshinVitalTargets *targets)
{
  AnshinVitalTargetsPage *self = g_object_new (ANSHIN_TYPE_VITAL_TARGETS_PAGE, NULL);

  self->client = g_object_ref (client);
  self->group = g_object_ref (group);
  self->version = targets != NULL ? targets->version : 0;
  anshin_page_set_subtitle (ANSHIN_PAGE (self), group->name);
  create_rows (self, targets);
  g_signal_connect_object (self->reason_row, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return ANSHIN_PAGE (self);
}
