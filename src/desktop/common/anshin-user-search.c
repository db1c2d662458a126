/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-user-search.h"

#include "anshin-format.h"
#include "anshin-limits.h"
#include "anshin-text.h"

#define PAUSE_MS 200
#define MAX_PROFESSIONS 3

struct _AnshinUserSearch
{
  GObject parent_instance;

  AnshinClient *client;
  int profession;
  char *text;
  GPtrArray *users;
  GCancellable *cancellable;
  GError *error;
  guint timeout;
  guint pending;
  gboolean fresh;
  gboolean loading;
};

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GType
anshin_user_search_get_item_type (GListModel *model)
{
  return anshin_user_get_type ();
}

static guint
anshin_user_search_get_n_items (GListModel *model)
{
  return ANSHIN_USER_SEARCH (model)->users->len;
}

static gpointer
anshin_user_search_get_item (GListModel *model, guint position)
{
  AnshinUserSearch *self = ANSHIN_USER_SEARCH (model);

  return position < self->users->len ? g_object_ref (self->users->pdata[position]) : NULL;
}

static void
anshin_user_search_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = anshin_user_search_get_item_type;
  iface->get_n_items = anshin_user_search_get_n_items;
  iface->get_item = anshin_user_search_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AnshinUserSearch, anshin_user_search, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      anshin_user_search_iface_init))

static void
set_state (AnshinUserSearch *self, gboolean loading, GError *error)
{
  self->loading = loading;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static gboolean
has_user (GPtrArray *users, AnshinUser *user)
{
  for (guint i = 0; i < users->len; i++)
    if (g_strcmp0 (((AnshinUser *) users->pdata[i])->id, user->id) == 0)
      return TRUE;
  return FALSE;
}

static void
take_users (AnshinUserSearch *self, GListModel *found)
{
  guint before = self->users->len;

  /* The first answer of a search replaces what was found before. */
  if (self->fresh)
    g_ptr_array_set_size (self->users, 0);
  self->fresh = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      AnshinUser *user = g_list_model_get_item (found, i);

      if ((self->profession == 0 || user->profession == self->profession)
          && !has_user (self->users, user))
        g_ptr_array_add (self->users, user);
      else
        g_object_unref (user);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->users->len);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinUserSearch) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) found = NULL;

  found = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);
  /* Another search has taken its place. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found != NULL)
    take_users (self, found);
  self->pending--;
  set_state (self, self->pending > 0, g_steal_pointer (&error));
}

static void
ask (AnshinUserSearch *self, const char *text)
{
  g_autofree char *escaped = g_uri_escape_string (text, NULL, FALSE);
  g_autofree char *path = NULL;

  path = *escaped != '\0' ? g_strdup_printf ("/v1/users?q=%s", escaped) : g_strdup ("/v1/users");
  self->pending++;
  anshin_client_call_list_async (self->client, path, anshin_user_get_type (), self->cancellable,
                                 on_found_cb, g_object_ref (self));
}

/* The service knows professions by their wire names; people type the word of their language. */
static void
ask_for_professions (AnshinUserSearch *self)
{
  g_autofree char *text = anshin_text_fold (self->text);
  guint n = 0;

  if (anshin_text_length (text) < 2)
    return;
  for (const AnshinChoice *choice = anshin_professions.choices;
       choice->wire != NULL && n < MAX_PROFESSIONS; choice++)
    {
      const char *label = anshin_format_profession (choice->value);
      g_autofree char *folded = anshin_text_fold (label);

      if (!g_str_has_prefix (folded, text))
        continue;
      ask (self, choice->wire);
      n++;
    }
}

static gboolean
on_pause_over_cb (gpointer data)
{
  AnshinUserSearch *self = ANSHIN_USER_SEARCH (data);

  self->timeout = 0;
  anshin_user_search_now (self);
  return G_SOURCE_REMOVE;
}

static void
anshin_user_search_get_property (GObject *object, guint prop_id, GValue *value,
                                 GParamSpec *pspec)
{
  AnshinUserSearch *self = ANSHIN_USER_SEARCH (object);

  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_user_search_dispose (GObject *object)
{
  AnshinUserSearch *self = ANSHIN_USER_SEARCH (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_user_search_parent_class)->dispose (object);
}

static void
anshin_user_search_finalize (GObject *object)
{
  AnshinUserSearch *self = ANSHIN_USER_SEARCH (object);

  g_ptr_array_unref (self->users);
  g_clear_error (&self->error);
  g_free (self->text);

  G_OBJECT_CLASS (anshin_user_search_parent_class)->finalize (object);
}

static void
anshin_user_search_class_init (AnshinUserSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = anshin_user_search_get_property;
  object_class->dispose = anshin_user_search_dispose;
  object_class->finalize = anshin_user_search_finalize;

  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
anshin_user_search_init (AnshinUserSearch *self)
{
  self->users = g_ptr_array_new_with_free_func (g_object_unref);
  self->text = g_strdup ("");
}

/**
 * anshin_user_search_new:
 * @client: whom to ask
 * @profession: only people of this profession, or 0 for all
 *
 * Returns: (transfer full): a search that has asked for nobody yet
 */
AnshinUserSearch *
anshin_user_search_new (AnshinClient *client, int profession)
{
  AnshinUserSearch *self = g_object_new (ANSHIN_TYPE_USER_SEARCH, NULL);

  self->client = g_object_ref (client);
  self->profession = profession;
  return self;
}

/**
 * anshin_user_search_set_text:
 * @self: a search
 * @text: a name, kana, profession or facility, or parts of them
 */
void
anshin_user_search_set_text (AnshinUserSearch *self, const char *text)
{
  g_return_if_fail (ANSHIN_IS_USER_SEARCH (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  /* The service refuses longer ones. */
  self->text = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), ANSHIN_MAX_QUERY));
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (PAUSE_MS, on_pause_over_cb, self);
}

/**
 * anshin_user_search_now:
 * @self: a search
 *
 * Asks at once, as when the page is opened or the person wants to try again.
 */
void
anshin_user_search_now (AnshinUserSearch *self)
{
  g_return_if_fail (ANSHIN_IS_USER_SEARCH (self));

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->pending = 0;
  self->fresh = TRUE;
  set_state (self, TRUE, NULL);
  ask (self, self->text);
  ask_for_professions (self);
}

gboolean
anshin_user_search_get_loading (AnshinUserSearch *self)
{
  return self->loading;
}

const GError *
anshin_user_search_get_error (AnshinUserSearch *self)
{
  return self->error;
}
