/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-section.h"

#include "anshin-audit-chain-page.h"
#include "anshin-audit-page.h"
#include "anshin-audit-reviews-page.h"
#include "anshin-section-entries.h"

struct _AnshinAuditSection
{
  AnshinSection parent_instance;

  /* template widgets */
  GtkListBox *list_box;
  GtkWidget *reviews_row;
  GtkWidget *chain_row;
};

G_DEFINE_FINAL_TYPE (AnshinAuditSection, anshin_audit_section, ANSHIN_TYPE_SECTION)

/* Which row opens what; the name is the row's in the template. */
static const AnshinSectionEntry entries[] = {
  { "log", anshin_audit_page_new },
  { "reviews", anshin_audit_reviews_page_new },
  { "chain", anshin_audit_chain_page_new },
};

static gboolean
anshin_audit_section_show_item (AnshinSection *section, const char *id)
{
  return anshin_section_open_entry (section, entries, G_N_ELEMENTS (entries), id);
}

static void
on_row_activated_cb (AnshinAuditSection *self, GtkWidget *row)
{
  anshin_audit_section_show_item (ANSHIN_SECTION (self), gtk_widget_get_name (row));
}

static void
anshin_audit_section_content_changed (AnshinSection *section, AnshinPage *page)
{
  anshin_section_mark_entry (ANSHIN_AUDIT_SECTION (section)->list_box, page);
}

/* Each sees the part that is his (PRODUCT section 2). */
static void
anshin_audit_section_constructed (GObject *object)
{
  AnshinAuditSection *self = ANSHIN_AUDIT_SECTION (object);
  AnshinUser *user = NULL;

  G_OBJECT_CLASS (anshin_audit_section_parent_class)->constructed (object);

  user = anshin_client_get_user (anshin_section_get_client (ANSHIN_SECTION (self)));
  gtk_widget_set_visible (self->reviews_row,
                          user != NULL && (user->office || user->facility_admin));
  gtk_widget_set_visible (self->chain_row, user != NULL && user->office);
}

static void
anshin_audit_section_class_init (AnshinAuditSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = anshin_audit_section_constructed;
  ANSHIN_SECTION_CLASS (klass)->show_item = anshin_audit_section_show_item;
  ANSHIN_SECTION_CLASS (klass)->content_changed = anshin_audit_section_content_changed;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/audit/anshin-audit-section.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditSection, list_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditSection, reviews_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditSection, chain_row);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
anshin_audit_section_init (AnshinAuditSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
