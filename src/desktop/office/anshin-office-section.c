/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-office-section.h"

#include "anshin-announcement-page.h"
#include "anshin-application.h"
#include "anshin-applications-page.h"
#include "anshin-attachment.h"
#include "anshin-facilities-page.h"
#include "anshin-page-notice.h"
#include "anshin-paged-list.h"
#include "anshin-professions-page.h"
#include "anshin-safety-page.h"
#include "anshin-section-entries.h"
#include "anshin-users-page.h"
#include "anshin-wordings-page.h"

#include <glib/gi18n.h>

struct _AnshinOfficeSection
{
  AnshinSection parent_instance;

  /* template widgets */
  GtkListBox *list_box;
  GtkLabel *badge_label;
  AnshinPageNotice *scanning_notice;

  /* owned */
  AnshinPagedList *waiting;
};

G_DEFINE_FINAL_TYPE (AnshinOfficeSection, anshin_office_section, ANSHIN_TYPE_SECTION)

/* Which row opens what; the name is the row's in the template. */
static const AnshinSectionEntry entries[] = {
  { "applications", anshin_applications_page_new },
  { "users", anshin_users_page_new },
  { "facilities", anshin_facilities_page_new },
  { "suspended", anshin_users_page_new_suspended },
  { "announcement", anshin_announcement_page_new },
  { "safety", anshin_safety_page_new },
  { "wordings", anshin_wordings_page_new },
  { "professions", anshin_professions_page_new },
};

static gboolean
anshin_office_section_show_item (AnshinSection *section, const char *id)
{
  return anshin_section_open_entry (section, entries, G_N_ELEMENTS (entries), id);
}

static void
on_row_activated_cb (AnshinOfficeSection *self, GtkWidget *row)
{
  anshin_office_section_show_item (ANSHIN_SECTION (self), gtk_widget_get_name (row));
}

static void
anshin_office_section_content_changed (AnshinSection *section, AnshinPage *page)
{
  anshin_section_mark_entry (ANSHIN_OFFICE_SECTION (section)->list_box, page);
}

static void
on_waiting_changed_cb (AnshinOfficeSection *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->waiting));
  gboolean more = anshin_paged_list_get_has_more (self->waiting);
  g_autofree char *text = g_strdup_printf (more ? "%u+" : "%u", n);

  gtk_label_set_label (self->badge_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->badge_label), n > 0);
  anshin_section_set_badge (ANSHIN_SECTION (self), n);
}

/* Who runs the network knows whether files are taken unseen. */
static void
on_scanning_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinOfficeSection) self = data;
  g_autoptr (AnshinFileScanning) scanning = NULL;

  scanning = anshin_client_call_finish (ANSHIN_CLIENT (source), result, NULL);
  if (scanning == NULL || self->waiting == NULL)
    return;
  if (!scanning->configured)
    anshin_page_notice_set_text (self->scanning_notice,
                                 _("Files are not checked for viruses: no scanner is set up."));
  else if (!scanning->answering)
    anshin_page_notice_set_text (self->scanning_notice,
                                 _("The virus scanner does not answer: no file is taken until it "
                                   "does."));
  else
    anshin_page_notice_set_text (self->scanning_notice, NULL);
}

static void
ask_scanning (AnshinOfficeSection *self)
{
  anshin_client_call_async (anshin_section_get_client (ANSHIN_SECTION (self)), "GET",
                            "/v1/file-scanning", NULL, anshin_file_scanning_get_type (), NULL,
                            on_scanning_cb, g_object_ref (self));
}

/* A scanner stops, and is started again. */
static void
anshin_office_section_opened (AnshinSection *section)
{
  ask_scanning (ANSHIN_OFFICE_SECTION (section));
}

static void
anshin_office_section_constructed (GObject *object)
{
  AnshinOfficeSection *self = ANSHIN_OFFICE_SECTION (object);

  G_OBJECT_CLASS (anshin_office_section_parent_class)->constructed (object);

  self->waiting = anshin_paged_list_new (anshin_section_get_client (ANSHIN_SECTION (self)),
                                         "/v1/applications?state=waiting&limit=100",
                                         anshin_application_get_type (), "id");
  anshin_paged_list_set_topic (self->waiting, "applications");
  g_signal_connect_object (self->waiting, "items-changed", G_CALLBACK (on_waiting_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->waiting, "notify::has-more",
                           G_CALLBACK (on_waiting_changed_cb), self, G_CONNECT_SWAPPED);
  anshin_paged_list_reload (self->waiting);
  ask_scanning (self);
}

static void
anshin_office_section_dispose (GObject *object)
{
  AnshinOfficeSection *self = ANSHIN_OFFICE_SECTION (object);

  g_clear_object (&self->waiting);

  G_OBJECT_CLASS (anshin_office_section_parent_class)->dispose (object);
}

static void
anshin_office_section_class_init (AnshinOfficeSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_office_section_dispose;
  G_OBJECT_CLASS (klass)->constructed = anshin_office_section_constructed;
  ANSHIN_SECTION_CLASS (klass)->show_item = anshin_office_section_show_item;
  ANSHIN_SECTION_CLASS (klass)->opened = anshin_office_section_opened;
  ANSHIN_SECTION_CLASS (klass)->content_changed = anshin_office_section_content_changed;

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-office-section.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeSection, list_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeSection, badge_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinOfficeSection, scanning_notice);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
anshin_office_section_init (AnshinOfficeSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
