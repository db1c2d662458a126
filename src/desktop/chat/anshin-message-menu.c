/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message-menu.h"

#include <glib/gi18n.h>

#include "anshin-acknowledgements.h"
#include "anshin-capability.h"
#include "anshin-message-words.h"
#include "anshin-passing-popover.h"

static void
append (GMenu *menu, const char *label, const char *action, gint64 seq)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", seq);
  g_menu_append_item (menu, item);
}

static void
append_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
append_choice (GMenu *menu)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);

  g_menu_item_set_attribute (item, "custom", "s", "acknowledge");
  g_menu_append_item (menu, item);
}

/* What goes on with it in the group. */
static GMenu *
create_answers (AnshinTimelineItem *item, AnshinMessageRights rights, gint64 seq)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);
  GMenu *menu = g_menu_new ();

  if (rights.acknowledge)
    append_choice (menu);
  if (rights.post)
    append (menu, _("_Reply"), "chat.reply", seq);
  if (rights.post
      && anshin_entry_kind_begins_requests (anshin_timeline_item_get_entry (item)->kind))
    append (menu, _("_Make a request of this…"), "chat.request", seq);
  append (menu, _("_Who has read this"), "chat.show-readers", seq);
  if (rights.pin && (state == NULL || state->pinned_at == 0))
    append (menu, _("_Pin for everybody"), "chat.pin", seq);
  if (rights.pin && state != NULL && state->pinned_at != 0)
    append (menu, _("Un_pin"), "chat.unpin", seq);
  return menu;
}

static GMenu *
create_own_uses (AnshinTimelineItem *item, gint64 seq)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);
  g_autofree char *text = anshin_message_words_dup_copied (item);
  GMenu *menu = g_menu_new ();

  if (state != NULL && state->bookmarked)
    append (menu, _("Take the _bookmark away"), "chat.unbookmark", seq);
  else
    append (menu, _("_Bookmark for me"), "chat.bookmark", seq);
  if (text != NULL)
    append (menu, _("_Copy the text"), "chat.copy", seq);
  append (menu, _("Copy a _link to it"), "chat.copy-link", seq);
  return menu;
}

/* What may be done with the entry itself, as the service says of it. */
static GMenu *
create_changes (AnshinTimelineItem *item, gint64 seq)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);
  GMenu *menu = g_menu_new ();

  if (state == NULL)
    return menu;
  if (anshin_capability_has (state->capabilities, "change-vitals"))
    append (menu, _("C_orrect or delete…"), "chat.correct-vitals", seq);
  if (anshin_capability_has (state->capabilities, "change-message"))
    {
      /* A photo alone has no text that could be another. */
      if (anshin_timeline_item_get_content (item)->text != NULL)
        append (menu, _("_Edit"), "chat.edit", seq);
      append (menu, _("_Delete…"), "chat.delete", seq);
    }
  if (state->edited_at != 0)
    append (menu, _("_Earlier versions"), "chat.show-versions", seq);
  return menu;
}

static GMenu *
create_menu (AnshinTimelineItem *item, AnshinMessageRights rights)
{
  AnshinEntryState *state = anshin_timeline_item_get_state (item);
  gint64 seq = anshin_timeline_item_get_entry (item)->seq;
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) answers = NULL;
  g_autoptr (GMenu) uses = NULL;
  g_autoptr (GMenu) changes = NULL;

  if (state != NULL && state->deleted_at != 0)
    {
      append (menu, _("_Earlier versions"), "chat.show-versions", seq);
      return menu;
    }
  answers = create_answers (item, rights, seq);
  uses = create_own_uses (item, seq);
  changes = create_changes (item, seq);
  append_section (menu, answers);
  append_section (menu, uses);
  append_section (menu, changes);
  return menu;
}

void
anshin_message_menu_popup (GtkWidget *parent, AnshinTimelineItem *item,
                           AnshinMessageRights rights)
{
  g_autoptr (GMenu) menu = create_menu (item, rights);
  GtkWidget *popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));

  if (rights.acknowledge)
    gtk_popover_menu_add_child (GTK_POPOVER_MENU (popover),
                                anshin_acknowledgements_new_choice (item), "acknowledge");
  anshin_passing_popover_popup (GTK_POPOVER (popover), parent);
}
