/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-talk-page.h"

#include "anshin-group-deeds.h"
#include "anshin-user-pane.h"

struct _AnshinTalkPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinUserPane *pane;
};

G_DEFINE_FINAL_TYPE (AnshinTalkPage, anshin_talk_page, ANSHIN_TYPE_PAGE)

static void
on_activated_cb (AnshinTalkPage *self, AnshinUser *user)
{
  anshin_group_deeds_talk_to (GTK_WIDGET (self), user->id);
}

static void
anshin_talk_page_shown (AnshinPage *page)
{
  anshin_user_pane_focus (ANSHIN_TALK_PAGE (page)->pane);
}

static gboolean
anshin_talk_page_search (AnshinPage *page)
{
  anshin_user_pane_focus (ANSHIN_TALK_PAGE (page)->pane);
  return TRUE;
}

static void
anshin_talk_page_class_init (AnshinTalkPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ANSHIN_PAGE_CLASS (klass)->shown = anshin_talk_page_shown;
  ANSHIN_PAGE_CLASS (klass)->search = anshin_talk_page_search;

  g_type_ensure (ANSHIN_TYPE_USER_PANE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/groups/anshin-talk-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinTalkPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
anshin_talk_page_init (AnshinTalkPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_talk_page_new (AnshinClient *client)
{
  AnshinTalkPage *self = g_object_new (ANSHIN_TYPE_TALK_PAGE, NULL);

  anshin_user_pane_set_client (self->pane, client, ANSHIN_PROFESSION_NONE, NULL, NULL);
  return ANSHIN_PAGE (self);
}
