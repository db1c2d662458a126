/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-acknowledgements.h"

#include <glib/gi18n.h>

/**
 * anshin_acknowledgements_get_label:
 * @kind: an #AnshinAcknowledgementKind
 *
 * Returns: its words
 */
const char *
anshin_acknowledgements_get_label (int kind)
{
  const char *label = anshin_choice_get_label (&anshin_acknowledgements, kind);

  return label != NULL ? g_dpgettext2 (NULL, "choice", label) : "";
}

/**
 * anshin_acknowledgements_format:
 * @count: how many have given one kind
 *
 * Returns: (transfer full): in words; who gave it before the message was changed has not said so of
 *   what it says now
 */
char *
anshin_acknowledgements_format (AnshinAcknowledgementCount *count)
{
  const char *label = anshin_acknowledgements_get_label (count->kind);

  if (count->earlier == 0)
    return g_strdup_printf ("%s %d", label, (int) count->count);
  if (count->earlier == count->count)
    /* Translators: an acknowledgement, how many gave it, all before the message was changed */
    return g_strdup_printf (_("%s %d (before the change)"), label, (int) count->count);
  /* Translators: an acknowledgement, how many have given it, how many of them before the change */
  return g_strdup_printf (_("%s %d (%d before the change)"), label, (int) count->count,
                          (int) count->earlier);
}

gboolean
anshin_acknowledgements_wanted (AnshinTimelineItem *item)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);

  return state != NULL && state->deleted_at == 0 && state->acknowledgements != NULL
         && state->acknowledgements->len > 0;
}

GtkWidget *
anshin_acknowledgements_new (void)
{
  GtkWidget *box = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 5);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (box), 4);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (box), 4);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "acknowledgements");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Acknowledgements"), -1);
  return box;
}

/* A press gives the same, and a second one takes it back; what one gave before the message was
 * changed is given anew. */
static GtkWidget *
create_button (const char *label, int kind, gboolean given, gboolean earlier, gint64 seq)
{
  gboolean own = given && !earlier;
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "chat.acknowledge");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xi)", seq, own ? 0 : kind);
  gtk_widget_add_css_class (button, "acknowledgement");
  if (own)
    {
      gtk_widget_add_css_class (button, "own");
      gtk_widget_set_tooltip_text (button, _("Yours. Press to take it back"));
    }
  else if (given)
    gtk_widget_set_tooltip_text (button, _("Yours, from before the change. Press to say it of "
                                           "what is written now"));
  return button;
}

void
anshin_acknowledgements_update (GtkWidget *part, AnshinTimelineItem *item)
{
  AnshinEntryState *state = item != NULL ? anshin_timeline_item_get_state (item) : NULL;
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (part)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (part), child);
  for (guint i = 0; state != NULL && i < state->acknowledgements->len; i++)
    {
      AnshinAcknowledgementCount *count = state->acknowledgements->pdata[i];
      g_autofree char *label = anshin_acknowledgements_format (count);
      gint64 seq = anshin_timeline_item_get_entry (item)->seq;

      gtk_flow_box_append (GTK_FLOW_BOX (part),
                           create_button (label, count->kind,
                                          state->acknowledgement == count->kind,
                                          state->acknowledged_earlier, seq));
      gtk_widget_set_focusable (gtk_widget_get_last_child (part), FALSE);
    }
}

/* The menu goes, as with anything else that is chosen from it. */
static void
on_chosen_cb (GtkWidget *button)
{
  GtkWidget *menu = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);

  if (menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (menu));
}

/**
 * anshin_acknowledgements_new_choice:
 * @item: a message
 *
 * Returns: (transfer floating): all five in a row, with one's own marked
 */
GtkWidget *
anshin_acknowledgements_new_choice (AnshinTimelineItem *item)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);
  int own = state != NULL ? state->acknowledgement : ANSHIN_ACKNOWLEDGEMENT_NONE;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_widget_add_css_class (box, "acknowledgements");
  for (const AnshinChoice *choice = anshin_acknowledgements.choices; choice->wire != NULL;
       choice++)
    {
      GtkWidget *button = create_button (anshin_acknowledgements_get_label (choice->value),
                                         choice->value, choice->value == own,
                                   state != NULL && state->acknowledged_earlier,
                                         anshin_timeline_item_get_entry (item)->seq);

      g_signal_connect_after (button, "clicked", G_CALLBACK (on_chosen_cb), NULL);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}
