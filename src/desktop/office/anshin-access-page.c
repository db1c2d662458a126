/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-access-page.h"

#include <glib/gi18n.h>

#include "anshin-access-notice.h"
#include "anshin-account.h"
#include "anshin-form-printer.h"
#include "anshin-office-words.h"
#include "anshin-page-notice.h"
#include "anshin-user.h"
#include "anshin-window.h"

struct _AnshinAccessPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkBox *box;

  /* owned */
  GPtrArray *accesses;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AnshinAccessPage, anshin_access_page, ANSHIN_TYPE_PAGE)

static AnshinForm *
make_form (AnshinAccess *access)
{
  AnshinUser *user = ANSHIN_USER (access->user);
  AnshinAccessNotice notice = { user->name,      user->facility_name, access->password,
                                access->reading, access->code,        access->expires_at };

  return anshin_access_notice_new_form (&notice);
}

/* One notice a person. */
static GPtrArray *
make_forms (AnshinAccessPage *self)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->accesses->len; i++)
    g_ptr_array_add (forms, make_form (self->accesses->pdata[i]));
  return forms;
}

/* From here on the page may be left without a word: the secrets are on paper. */
static void
set_handed_over (AnshinAccessPage *self)
{
  anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
}

static void
on_printed_cb (gboolean done, const GError *error, gpointer data)
{
  g_autoptr (AnshinAccessPage) self = data;

  if (error != NULL)
    anshin_page_notice_set_error (self->notice, error);
  else if (done)
    set_handed_over (self);
}

static void
on_print_cb (AnshinAccessPage *self)
{
  g_autoptr (GPtrArray) forms = make_forms (self);

  anshin_form_printer_print (GTK_WIDGET (self), forms, _("Notice of a temporary password"),
                             on_printed_cb, g_object_ref (self));
}

static void
on_exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAccessPage) self = data;
  g_autoptr (GError) error = NULL;

  if (anshin_form_printer_export_finish (result, &error))
    {
      anshin_window_toast (anshin_window_get_for (self), _("Saved as PDF"));
      set_handed_over (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    anshin_page_notice_set_error (self->notice, error);
}

static void
on_save_cb (AnshinAccessPage *self)
{
  g_autoptr (GPtrArray) forms = make_forms (self);

  anshin_form_printer_export_async (GTK_WIDGET (self), forms,
                                    _("Notice of a temporary password"), self->cancellable,
                                    on_exported_cb, g_object_ref (self));
}

static void
add_fact (GtkWidget *group, const char *title, const char *value, gboolean secret)
{
  GtkWidget *row = NULL;

  if (value == NULL || *value == '\0')
    return;
  row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "use-markup", FALSE, "subtitle-lines",
                      0, NULL);
  gtk_widget_add_css_class (row, "attribute");
  if (secret)
    gtk_widget_add_css_class (row, "secret");
  anshin_office_words_show (ADW_ACTION_ROW (row), value);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_access (AnshinAccessPage *self, AnshinAccess *access)
{
  AnshinUser *user = ANSHIN_USER (access->user);
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *until = anshin_office_words_when (access->expires_at);
  g_autofree char *title = g_markup_escape_text (user->name, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  add_fact (group, _("Temporary password"), access->password, TRUE);
  add_fact (group, _("Read aloud"), access->reading, FALSE);
  add_fact (group, _("Enrolment code"), access->code, TRUE);
  add_fact (group, _("Good until"), until, FALSE);
  gtk_box_append (self->box, group);
}

static void
anshin_access_page_dispose (GObject *object)
{
  AnshinAccessPage *self = ANSHIN_ACCESS_PAGE (object);

  g_clear_pointer (&self->accesses, g_ptr_array_unref);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (anshin_access_page_parent_class)->dispose (object);
}

static void
anshin_access_page_class_init (AnshinAccessPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_access_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-access-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAccessPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinAccessPage, box);
  gtk_widget_class_bind_template_callback (widget_class, on_print_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_cb);
}

static void
anshin_access_page_init (AnshinAccessPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_access_page_new:
 * @client: who is signed in
 * @accesses: (element-type AnshinAccess): one for each person
 *
 * Returns: the page
 */
AnshinPage *
anshin_access_page_new (AnshinClient *client, GPtrArray *accesses)
{
  AnshinAccessPage *self = g_object_new (ANSHIN_TYPE_ACCESS_PAGE, NULL);
  const AnshinPageLoss loss
    = { _("Leave without printing?"),
        _("The temporary passwords can’t be shown again. If you have not written them down, the "
          "passwords have to be reset."),
        _("_Leave the page") };

  self->accesses = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < accesses->len; i++)
    {
      g_ptr_array_add (self->accesses, g_object_ref (accesses->pdata[i]));
      add_access (self, accesses->pdata[i]);
    }
  anshin_page_set_loss (ANSHIN_PAGE (self), &loss);
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
  return ANSHIN_PAGE (self);
}

/* @text: (nullable): e.g. who could not be registered */
void
anshin_access_page_set_notice (AnshinAccessPage *self, const char *text)
{
  anshin_page_notice_set_text (self->notice, text);
}
