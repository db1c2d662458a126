/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-review-page.h"

#include <glib/gi18n.h>

#include "anshin-audit-page.h"
#include "anshin-audit-row.h"
#include "anshin-audit-words.h"
#include "anshin-capability.h"
#include "anshin-window.h"

struct _AnshinAuditReviewPage
{
  AnshinFormPage parent_instance;

  /* template widgets */
  AdwActionRow *night_row;
  AdwActionRow *mass_row;
  AdwActionRow *refused_row;
  AdwActionRow *by_right_row;
  AdwActionRow *all_row;
  GtkWidget *note_group;
  GtkWidget *note_row;
  GtkWidget *done_group;
  AdwActionRow *done_row;
  AdwActionRow *done_note_row;

  /* owned */
  AnshinClient *client;
  AnshinAuditReview *review;
  AnshinAuditReview *draft;
};

G_DEFINE_FINAL_TYPE (AnshinAuditReviewPage, anshin_audit_review_page, ANSHIN_TYPE_FORM_PAGE)

static void
open_list (AnshinAuditReviewPage *self, const char *finding)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_audit_page_new_with (self->client, self->review, finding));
}

/* The row's name is the finding's. */
static void
on_list_cb (AnshinAuditReviewPage *self, GtkWidget *row)
{
  const char *name = gtk_widget_get_name (row);

  open_list (self, g_str_equal (name, "all") ? NULL : name);
}

static void
show_count (AdwActionRow *row, gint64 count)
{
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  text = g_strdup_printf (ngettext ("%d record", "%d records", (gulong) count), (int) count);
  label = g_strdup_printf ("%s, %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                           text);
  adw_action_row_set_subtitle (row, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update (AnshinAuditReviewPage *self)
{
  AnshinAuditReview *review = self->review;
  gboolean done = review->reviewed_at != 0;
  gboolean may = anshin_capability_has (review->capabilities, "review-audit") && !done;
  g_autofree char *month = anshin_audit_words_month (review->month);
  g_autofree char *when = anshin_audit_row_dup_moment (review->reviewed_at);
  g_autofree char *who = g_strdup_printf (
    "%s, %s", review->reviewed_by_name != NULL ? review->reviewed_by_name : "–", when);

  anshin_page_set_title (ANSHIN_PAGE (self), month);
  anshin_page_set_subtitle (ANSHIN_PAGE (self),
                            review->facility_name != NULL ? review->facility_name : "");
  show_count (self->night_row, review->night);
  show_count (self->mass_row, review->mass);
  show_count (self->refused_row, review->refused);
  show_count (self->by_right_row, review->by_right);
  show_count (self->all_row, review->records);
  gtk_widget_set_visible (self->note_group, may);
  gtk_widget_set_visible (self->done_group, done);
  adw_action_row_set_subtitle (self->done_row, who);
  adw_action_row_set_subtitle (self->done_note_row, review->note != NULL ? review->note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->done_note_row),
                          review->note != NULL && *review->note != '\0');
  anshin_form_page_set_save_visible (ANSHIN_FORM_PAGE (self), may);
}

static void
on_reviewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAuditReviewPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinAuditReview) review = NULL;
  AnshinWindow *window = NULL;

  review = anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (!anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    return;
  window = anshin_window_get_for (self);
  anshin_window_toast (window, _("The month is signed off"));
  anshin_window_close_page (window, ANSHIN_PAGE (self));
}

static void
anshin_audit_review_page_save (AnshinFormPage *page)
{
  AnshinAuditReviewPage *self = ANSHIN_AUDIT_REVIEW_PAGE (page);

  if (anshin_form_page_check (page, self->draft))
    anshin_client_call_async (self->client, "POST", "/v1/audit/reviews", self->draft,
                              anshin_audit_review_get_type (), anshin_form_page_begin (page),
                              on_reviewed_cb, g_object_ref (self));
}

static void
anshin_audit_review_page_dispose (GObject *object)
{
  AnshinAuditReviewPage *self = ANSHIN_AUDIT_REVIEW_PAGE (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->review);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_audit_review_page_parent_class)->dispose (object);
}

static void
anshin_audit_review_page_class_init (AnshinAuditReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_audit_review_page_dispose;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_audit_review_page_save;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/audit/anshin-audit-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditReviewPage, night_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditReviewPage, mass_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditReviewPage, refused_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditReviewPage, by_right_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditReviewPage, all_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditReviewPage, note_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditReviewPage, note_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditReviewPage, done_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditReviewPage, done_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditReviewPage, done_note_row);
  gtk_widget_class_bind_template_callback (widget_class, on_list_cb);
}

static void
anshin_audit_review_page_init (AnshinAuditReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_audit_review_page_new:
 * @client: whose log
 * @review: a month
 *
 * Returns: a page with the lists to look over, and the sign-off
 */
AnshinPage *
anshin_audit_review_page_new (AnshinClient *client, AnshinAuditReview *review)
{
  AnshinAuditReviewPage *self = g_object_new (ANSHIN_TYPE_AUDIT_REVIEW_PAGE, NULL);
  AnshinRecordForm *form = NULL;

  self->client = g_object_ref (client);
  self->review = g_object_ref (review);
  self->draft = anshin_audit_review_new ();
  self->draft->month = review->month;
  form = anshin_form_page_create_form (ANSHIN_FORM_PAGE (self), self->draft);
  anshin_record_form_add_text (form, "note", self->note_row);
  anshin_record_form_load (form);
  update (self);
  return ANSHIN_PAGE (self);
}
