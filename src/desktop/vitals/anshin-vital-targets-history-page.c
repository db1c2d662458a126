/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-vital-targets-history-page.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-format.h"
#include "anshin-paged-view.h"
#include "anshin-plain-row.h"
#include "anshin-vitals-words.h"
#include "anshin-vitals.h"

struct _AnshinVitalTargetsHistoryPage
{
  AnshinPage parent_instance;

  /* owned */
  AnshinPagedList *list;
};

G_DEFINE_FINAL_TYPE (AnshinVitalTargetsHistoryPage, anshin_vital_targets_history_page,
                     ANSHIN_TYPE_PAGE)

/* Returns: (transfer full): a line for each kind that has own limits */
static char *
list_ranges (AnshinVitalTargets *targets)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; targets->targets != NULL && i < targets->targets->len; i++)
    {
      AnshinVitalTarget *target = targets->targets->pdata[i];
      const char *unit = anshin_vital_get_info (target->kind)->unit;
      g_autofree char *range = anshin_vitals_words_range (target->kind, target->low,
                                                          target->high);

      g_string_append_printf (lines, "%s%s  %s %s", lines->len > 0 ? "\n" : "",
                              anshin_vitals_words_kind (target->kind),
                              *range != '\0' ? range : _("no limits"),
                              *range != '\0' ? unit : "");
    }
  if (lines->len == 0)
    g_string_append (lines, _("The usual ranges"));
  return g_string_free (lines, FALSE);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinEntry *entry = ANSHIN_ENTRY (item);
  AnshinContent *content = ANSHIN_CONTENT (entry->content);
  AnshinVitalTargets *targets = anshin_entry_get_vital_targets (entry);
  g_autofree char *day = anshin_format_day (anshin_time_get_day (entry->at));
  g_autofree char *clock = anshin_format_clock (entry->at);
  g_autofree char *author = anshin_format_person (content->author_name, content->author_profession,
                                                  content->author_facility);
  g_autofree char *title = g_strdup_printf ("%s %s", day, clock);
  g_autofree char *ranges = targets != NULL ? list_ranges (targets) : g_strdup ("");
  g_autofree char *subtitle
    = targets != NULL && targets->reason != NULL
        ? g_strdup_printf ("%s\n%s\n%s", author, targets->reason, ranges)
        : g_strdup_printf ("%s\n%s", author, ranges);
  GtkWidget *row = anshin_plain_row_new (title, subtitle);

  return row;
}

static void
anshin_vital_targets_history_page_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_VITAL_TARGETS_HISTORY_PAGE (object)->list);

  G_OBJECT_CLASS (anshin_vital_targets_history_page_parent_class)->dispose (object);
}

static void
anshin_vital_targets_history_page_class_init (AnshinVitalTargetsHistoryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_vital_targets_history_page_dispose;
}

static void
anshin_vital_targets_history_page_init (AnshinVitalTargetsHistoryPage *self)
{
}

/**
 * anshin_vital_targets_history_page_new:
 * @client: the client
 * @group: a patient's group
 *
 * Returns: the page
 */
AnshinPage *
anshin_vital_targets_history_page_new (AnshinClient *client, AnshinGroup *group)
{
  AnshinVitalTargetsHistoryPage *self
    = g_object_new (ANSHIN_TYPE_VITAL_TARGETS_HISTORY_PAGE, "title", _("Earlier target ranges"),
                    "subtitle", group->name, NULL);
  g_autofree char *path = g_strdup_printf ("/v1/groups/%s/vital-targets", group->id);
  GtkWidget *view = g_object_new (ANSHIN_TYPE_PAGED_VIEW, "label", _("Earlier target ranges"),
                                  NULL);

  self->list = anshin_paged_list_new (client, path, anshin_entry_get_type (), "id");
  anshin_paged_view_set_empty (ANSHIN_PAGED_VIEW (view), _("The usual ranges"),
                               _("Nobody has set own ranges for this patient."));
  anshin_paged_view_set_list (ANSHIN_PAGED_VIEW (view), self->list, create_row, NULL);
  adw_bin_set_child (ADW_BIN (self), view);
  return ANSHIN_PAGE (self);
}
