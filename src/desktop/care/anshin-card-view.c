/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-card-view.h"

#include <glib/gi18n.h>

#include "anshin-format.h"

struct _AnshinCardView
{
  AdwBin parent_instance;

  GtkWidget *box; /* borrowed */
};

G_DEFINE_FINAL_TYPE (AnshinCardView, anshin_card_view, ADW_TYPE_BIN)

static GtkWidget *
create_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static void
add_line (AnshinCardView *self, const char *title, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = create_label (title);
  GtkWidget *value = create_label (text);

  gtk_widget_add_css_class (heading, "card-title");
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_widget_set_focusable (value, FALSE);
  gtk_box_append (GTK_BOX (line), heading);
  gtk_box_append (GTK_BOX (line), value);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, -1);
  gtk_box_append (GTK_BOX (self->box), line);
}

static void
add_text (AnshinCardView *self, const char *title, const char *text)
{
  if (text != NULL)
    add_line (self, title, text);
}

static void
add_person (AnshinCardView *self, const char *title, const char *name, const char *telephone)
{
  g_autofree char *text = NULL;

  if (name == NULL && telephone == NULL)
    return;
  text = g_strjoin ("  ", name != NULL ? name : telephone,
                    name != NULL ? telephone : NULL, NULL);
  add_line (self, title, text);
}

/**
 * anshin_card_view_describe_contact:
 * @contact: one to call
 *
 * Returns: (transfer full): name, relationship, telephone and note
 */
char *
anshin_card_view_describe_contact (AnshinCardContact *contact)
{
  const char *relationship = anshin_choice_get_label (&anshin_relationships,
                                                      contact->relationship);
  g_autoptr (GString) text = g_string_new (contact->name);

  if (relationship != NULL)
    g_string_append_printf (text, " (%s)", g_dpgettext2 (NULL, "choice", relationship));
  g_string_append_printf (text, "  %s", contact->telephone);
  if (contact->note != NULL)
    g_string_append_printf (text, "  %s", contact->note);
  return g_strdup (text->str);
}

static void
add_contacts (AnshinCardView *self, AnshinCard *card)
{
  for (guint i = 0; card->contacts != NULL && i < card->contacts->len; i++)
    {
      /* Translators: whom to call first, second … */
      g_autofree char *title = g_strdup_printf (_("Emergency contact %u"), i + 1);
      g_autofree char *text = anshin_card_view_describe_contact (card->contacts->pdata[i]);

      add_line (self, title, text);
    }
}

static void
anshin_card_view_class_init (AnshinCardViewClass *klass)
{
}

static void
anshin_card_view_init (AnshinCardView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
anshin_card_view_new (void)
{
  return g_object_new (ANSHIN_TYPE_CARD_VIEW, NULL);
}

/**
 * anshin_card_view_set_card:
 * @self: a view
 * @card: (nullable): what it shows
 */
void
anshin_card_view_set_card (AnshinCardView *self, AnshinCard *card)
{
  GtkWidget *child = NULL;
  g_autofree char *when = NULL;
  g_autofree char *changed = NULL;

  g_return_if_fail (ANSHIN_IS_CARD_VIEW (self));

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (card == NULL)
    return;
  add_text (self, _("Allergies"), card->allergies);
  add_contacts (self, card);
  add_person (self, _("Attending physician"), card->physician, card->physician_telephone);
  add_person (self, _("Care manager"), card->care_manager, card->care_manager_telephone);
  add_person (self, _("Visiting-nurse station"), card->nurse_station,
              card->nurse_station_telephone);
  add_person (self, _("Pharmacy"), card->pharmacy, card->pharmacy_telephone);
  add_text (self, _("Medical history"), card->history);
  add_text (self, _("Devices and procedures"), card->devices);
  add_text (self, _("Infection"), card->infection);
  add_text (self, _("Wishes (ACP)"), card->wishes);
  add_text (self, _("Where the key is"), card->key_place);
  add_text (self, _("Remarks"), card->remarks);
  if (card->version == 0)
    return;
  when = anshin_format_when (card->changed_at);
  /* Translators: the number of a version, who wrote it, of which facility, when */
  changed = g_strdup_printf (_("Version %d, by %s (%s), %s"), (int) card->version,
                             card->changed_by_name, card->changed_by_facility, when);
  add_line (self, _("Last changed"), changed);
}

/**
 * anshin_card_view_summarize:
 * @card: a card
 *
 * Returns: (transfer full): in one line what matters first
 */
char *
anshin_card_view_summarize (AnshinCard *card)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (card->allergies != NULL)
    {
      g_autofree char *allergies = g_strdup_printf (_("Allergies: %s"), card->allergies);

      g_strv_builder_add (builder, allergies);
    }
  if (card->contacts != NULL && card->contacts->len > 0)
    {
      g_autofree char *first = anshin_card_view_describe_contact (card->contacts->pdata[0]);

      g_strv_builder_add (builder, first);
    }
  if (card->physician != NULL)
    g_strv_builder_add (builder, card->physician);
  parts = g_strv_builder_end (builder);
  if (parts[0] == NULL)
    return g_strdup (_("Nothing is written yet"));
  return g_strjoinv (" · ", parts);
}
