/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-audit-reviews-page.h"

#include <glib/gi18n.h>

#include "anshin-audit-review-page.h"
#include "anshin-audit-row.h"
#include "anshin-audit-words.h"
#include "anshin-clock.h"
#include "anshin-paged-view.h"
#include "anshin-plain-row.h"
#include "anshin-window.h"

struct _AnshinAuditReviewsPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPagedView *view;

  /* owned */
  AnshinClient *client;
  AnshinPagedList *reviews;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (AnshinAuditReviewsPage, anshin_audit_reviews_page, ANSHIN_TYPE_PAGE)

/* What is to be done about a month that nobody has looked over. */
static const char *
get_open_words (AnshinAuditReview *review)
{
  if (review->month >= anshin_clock_today () / 100)
    return _("Can be signed off once the month is over");
  return review->overdue ? _("Overdue: not looked over yet") : _("Not looked over yet");
}

static char *
describe (AnshinAuditReview *review)
{
  g_autofree char *counts = NULL;
  g_autofree char *when = NULL;

  /* Translators: how much of a month's log a review has to look at */
  counts = g_strdup_printf (_("At night %d, many patients %d, refused %d, by right %d"),
                            (int) review->night, (int) review->mass, (int) review->refused,
                            (int) review->by_right);
  if (review->reviewed_at == 0)
    return g_strdup_printf ("%s\n%s", counts, get_open_words (review));
  when = anshin_audit_row_dup_moment (review->reviewed_at);
  /* Translators: counts, who has signed a review off, and when */
  return g_strdup_printf (_("%s\nLooked over by %s, %s"), counts,
                          review->reviewed_by_name != NULL ? review->reviewed_by_name : "–", when);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  GtkWidget *row = NULL;
  AnshinAuditReview *review = ANSHIN_AUDIT_REVIEW (item);
  GtkWidget *icon = NULL;
  g_autofree char *month = anshin_audit_words_month (review->month);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = describe (review);

  title = review->facility_name != NULL
            ? g_strdup_printf ("%s · %s", month, review->facility_name)
            : g_strdup (month);
  row = anshin_plain_row_new (title, subtitle);
  icon = gtk_image_new_from_icon_name (review->reviewed_at != 0 ? "object-select-symbolic"
                                       : review->overdue        ? "dialog-warning-symbolic"
                                                         : "content-loading-symbolic");
  g_object_set (icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  anshin_plain_row_lead_on (row);
  return row;
}

static void
on_activated_cb (AnshinAuditReviewsPage *self, AnshinAuditReview *review)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_audit_review_page_new (self->client, review));
}

static void
anshin_audit_reviews_page_shown (AnshinPage *page)
{
  AnshinAuditReviewsPage *self = ANSHIN_AUDIT_REVIEWS_PAGE (page);

  /* A month may have been signed off on the page above. */
  if (self->stale)
    anshin_paged_list_reload (self->reviews);
  self->stale = TRUE;
}

static void
anshin_audit_reviews_page_dispose (GObject *object)
{
  AnshinAuditReviewsPage *self = ANSHIN_AUDIT_REVIEWS_PAGE (object);

  g_clear_object (&self->reviews);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_audit_reviews_page_parent_class)->dispose (object);
}

static void
anshin_audit_reviews_page_class_init (AnshinAuditReviewsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_audit_reviews_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_audit_reviews_page_shown;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/audit/anshin-audit-reviews-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAuditReviewsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
anshin_audit_reviews_page_init (AnshinAuditReviewsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_audit_reviews_page_new (AnshinClient *client)
{
  AnshinAuditReviewsPage *self = g_object_new (ANSHIN_TYPE_AUDIT_REVIEWS_PAGE, NULL);

  self->client = g_object_ref (client);
  self->reviews = anshin_paged_list_new (client, "/v1/audit/reviews",
                                         anshin_audit_review_get_type (), NULL);
  anshin_paged_view_set_list (self->view, self->reviews, create_row, self);
  return ANSHIN_PAGE (self);
}
