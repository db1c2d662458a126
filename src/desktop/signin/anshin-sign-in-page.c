/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-sign-in-page.h"

struct _AnshinSignInPage
{
  AdwBin parent_instance;

  /* owned */
  AnshinClient *client;
};

G_DEFINE_FINAL_TYPE (AnshinSignInPage, anshin_sign_in_page, ADW_TYPE_BIN)

static void
anshin_sign_in_page_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_SIGN_IN_PAGE (object)->client);

  G_OBJECT_CLASS (anshin_sign_in_page_parent_class)->dispose (object);
}

static void
anshin_sign_in_page_class_init (AnshinSignInPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_sign_in_page_dispose;
}

static void
anshin_sign_in_page_init (AnshinSignInPage *self)
{
}

GtkWidget *
anshin_sign_in_page_new (AnshinClient *client)
{
  AnshinSignInPage *self = g_object_new (ANSHIN_TYPE_SIGN_IN_PAGE, NULL);

  anshin_sign_in_page_set_client (self, client);
  return GTK_WIDGET (self);
}

void
anshin_sign_in_page_set_client (AnshinSignInPage *self, AnshinClient *client)
{
  g_set_object (&self->client, client);
}
