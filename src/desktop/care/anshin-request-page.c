/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-request-page.h"

#include <glib/gi18n.h>

#include "anshin-format.h"
#include "anshin-request-box.h"

struct _AnshinRequestPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkLabel *asked_label;
  AnshinRequestBox *box;
  GtkWidget *group_button;

  /* owned */
  AnshinCareRequest *request;
};

G_DEFINE_FINAL_TYPE (AnshinRequestPage, anshin_request_page, ANSHIN_TYPE_PAGE)

static void
on_changed_cb (AnshinRequestPage *self)
{
  anshin_request_box_set_request (self->box, self->request);
}

static void
anshin_request_page_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_REQUEST_PAGE (object)->request);

  G_OBJECT_CLASS (anshin_request_page_parent_class)->dispose (object);
}

static void
anshin_request_page_class_init (AnshinRequestPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_request_page_dispose;

  g_type_ensure (ANSHIN_TYPE_REQUEST_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/care/anshin-request-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestPage, asked_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestPage, box);
  gtk_widget_class_bind_template_child (widget_class, AnshinRequestPage, group_button);
}

static void
anshin_request_page_init (AnshinRequestPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_request_box_show_what (self->box);
}

AnshinPage *
anshin_request_page_new (AnshinClient *client, AnshinCareRequest *request)
{
  AnshinRequestPage *self = g_object_new (ANSHIN_TYPE_REQUEST_PAGE, NULL);
  AnshinGroup *group = anshin_live_list_find (anshin_client_get_groups (client),
                                              request->group_id);
  g_autofree char *when = anshin_format_when (request->asked_at);
  g_autofree char *asked = NULL;

  self->request = g_object_ref (request);
  /* Translators: who asked, of which facility, and when */
  asked = g_strdup_printf (_("Asked by %s (%s), %s"), request->asked_by_name,
                           request->asked_by_facility != NULL ? request->asked_by_facility : "",
                           when);
  gtk_label_set_label (self->asked_label, asked);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->group_button), "s", request->group_id);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), group != NULL ? group->name : NULL);
  if (group != NULL)
    anshin_page_set_subject (ANSHIN_PAGE (self), ANSHIN_RECORD (group));
  g_signal_connect_object (request, "notify", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_changed_cb (self);
  return ANSHIN_PAGE (self);
}

AnshinCareRequest *
anshin_request_page_get_request (AnshinRequestPage *self)
{
  return self->request;
}
