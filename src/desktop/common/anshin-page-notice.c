/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-page-notice.h"

#include "anshin-error-words.h"

struct _AnshinPageNotice
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *button;
};

enum
{
  CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinPageNotice, anshin_page_notice, ADW_TYPE_BIN)

static void
on_button_clicked_cb (AnshinPageNotice *self)
{
  g_signal_emit (self, signals[CLICKED], 0);
}

static void
anshin_page_notice_class_init (AnshinPageNoticeClass *klass)
{
  signals[CLICKED] = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
anshin_page_notice_init (AnshinPageNotice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  self->label = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode",
                                         PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, "accessible-role",
                                         GTK_ACCESSIBLE_ROLE_ALERT, NULL));
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_use_underline (self->button, TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->button), GTK_ALIGN_START);
  gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);
  gtk_widget_add_css_class (box, "notice");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  gtk_revealer_set_child (self->revealer, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_button_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * anshin_page_notice_set_text:
 * @self: a notice
 * @text: (nullable): what it says; %NULL hides it
 */
void
anshin_page_notice_set_text (AnshinPageNotice *self, const char *text)
{
  g_return_if_fail (ANSHIN_IS_PAGE_NOTICE (self));

  gtk_label_set_label (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  gtk_revealer_set_reveal_child (self->revealer, text != NULL);
}

/**
 * anshin_page_notice_set_error:
 * @self: a notice
 * @error: (nullable): what went wrong, said in the person's words; %NULL hides it
 */
void
anshin_page_notice_set_error (AnshinPageNotice *self, const GError *error)
{
  g_autofree char *words = error != NULL ? anshin_error_words_dup (error) : NULL;

  anshin_page_notice_set_text (self, words);
}

/**
 * anshin_page_notice_set_button:
 * @self: a notice
 * @label: (nullable): what the button says, with a mnemonic; %NULL for none
 */
void
anshin_page_notice_set_button (AnshinPageNotice *self, const char *label)
{
  g_return_if_fail (ANSHIN_IS_PAGE_NOTICE (self));

  gtk_button_set_label (self->button, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
}
