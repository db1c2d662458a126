/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-vitals-part.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-format.h"
#include "anshin-message-text.h"
#include "anshin-vitals-words.h"

/* So long may pass from measuring to writing down without the time being said. */
#define AT_ONCE (10 * 60 * ANSHIN_SECOND)

static AnshinVitals *
get_vitals (AnshinTimelineItem *item)
{
  AnshinContent *content = item != NULL ? anshin_timeline_item_get_content (item) : NULL;

  return content != NULL ? (AnshinVitals *) content->vitals : NULL;
}

gboolean
anshin_vitals_part_wanted (AnshinTimelineItem *item)
{
  return get_vitals (item) != NULL;
}

static GtkWidget *
create_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  anshin_message_text_set_up (GTK_LABEL (label));
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* In this order: when, the numbers, what is outside of the ranges, the note. */
static const char *const styles[] = { "caption", "numeric", "vitals-outside", "vitals-note" };

GtkWidget *
anshin_vitals_part_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (box, "vitals");
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_box_append (GTK_BOX (box), create_label (styles[i]));
  return box;
}

static GtkWidget *
set_label (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
  return gtk_widget_get_next_sibling (label);
}

static char *
describe_time (AnshinVitals *vitals, AnshinEntry *entry)
{
  g_autofree char *when = NULL;

  if (ABS (entry->at - vitals->measured_at) < AT_ONCE)
    return g_strdup (_("Vital signs"));
  when = anshin_format_when (vitals->measured_at);
  /* Translators: when vital signs were measured, if not just before they were written down */
  return g_strdup_printf (_("Vital signs, measured %s"), when);
}

void
anshin_vitals_part_update (GtkWidget *part, AnshinTimelineItem *item)
{
  AnshinVitals *vitals = get_vitals (item);
  GtkWidget *label = gtk_widget_get_first_child (part);
  g_autofree char *time = NULL;
  g_autofree char *line = NULL;
  g_autofree char *outside = NULL;

  if (vitals == NULL)
    return;
  time = describe_time (vitals, anshin_timeline_item_get_entry (item));
  line = anshin_vitals_words_line (vitals);
  outside = anshin_vitals_words_outside (vitals);
  label = set_label (label, time);
  label = set_label (label, line);
  label = set_label (label, outside);
  set_label (label, vitals->note);
}
