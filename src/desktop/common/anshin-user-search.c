/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-user-search.h"

#include "anshin-format.h"
#include "anshin-limits.h"
#include "anshin-paged-list.h"
#include "anshin-text.h"

#define PAUSE_MS 200
#define MAX_PROFESSIONS 3
#define FEW_USERS 20

struct _AnshinUserSearch
{
  GObject parent_instance;

  AnshinClient *client;
  int profession;
  char *text;
  GPtrArray *lists; /* what was asked: for the text, and for the professions that begin with it */
  GPtrArray *users; /* what came of it, nobody twice */
  guint timeout;
};

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_ERROR,
  PROP_HAS_MORE,
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

static gboolean
has_user (GPtrArray *users, AnshinUser *user)
{
  for (guint i = 0; i < users->len; i++)
    if (g_strcmp0 (((AnshinUser *) users->pdata[i])->id, user->id) == 0)
      return TRUE;
  return FALSE;
}

static void
add_users (AnshinUserSearch *self, GPtrArray *users, GListModel *found)
{
  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr (AnshinUser) user = g_list_model_get_item (found, i);

      if ((self->profession == 0 || user->profession == self->profession)
          && !has_user (users, user))
        g_ptr_array_add (users, g_steal_pointer (&user));
    }
}

/* Rows of those who were there before stay. */
static void
take_users (AnshinUserSearch *self)
{
  g_autoptr (GPtrArray) old = self->users;
  guint same = 0;

  self->users = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->lists->len; i++)
    add_users (self, self->users, self->lists->pdata[i]);
  while (same < old->len && same < self->users->len
         && old->pdata[same] == self->users->pdata[same])
    same++;
  if (old->len > same || self->users->len > same)
    g_list_model_items_changed (G_LIST_MODEL (self), same, old->len - same,
                                self->users->len - same);
}

static gboolean
has_answer (AnshinUserSearch *self)
{
  for (guint i = 0; i < self->lists->len; i++)
    if (anshin_paged_list_get_loaded (self->lists->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
load_more (AnshinUserSearch *self)
{
  for (guint i = 0; i < self->lists->len; i++)
    if (anshin_paged_list_get_has_more (self->lists->pdata[i])
        && anshin_paged_list_get_error (self->lists->pdata[i]) == NULL)
      anshin_paged_list_load_more (self->lists->pdata[i]);
}

static void
on_list_changed_cb (AnshinUserSearch *self)
{
  /* What was found before stays until there is something newer. */
  if (has_answer (self))
    take_users (self);
  /* Those of one profession are few on each page. */
  if (self->profession != 0 && self->users->len < FEW_USERS)
    load_more (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_MORE]);
}

static void
ask (AnshinUserSearch *self, const char *text)
{
  g_autofree char *path = anshin_paged_list_build_path ("/v1/users", "q", text, NULL);
  AnshinPagedList *list = anshin_paged_list_new (self->client, path, anshin_user_get_type (), "id");

  g_ptr_array_add (self->lists, list);
  g_signal_connect_object (list, "notify", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
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
      g_value_set_boolean (value, anshin_user_search_get_loading (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, anshin_user_search_get_error (self));
      break;
    case PROP_HAS_MORE:
      g_value_set_boolean (value, anshin_user_search_get_has_more (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* What is on its way is of no more use. */
static void
forget_lists (AnshinUserSearch *self)
{
  for (guint i = 0; i < self->lists->len; i++)
    {
      g_signal_handlers_disconnect_by_func (self->lists->pdata[i], on_list_changed_cb, self);
      anshin_paged_list_cancel (self->lists->pdata[i]);
    }
  g_ptr_array_set_size (self->lists, 0);
}

static void
anshin_user_search_dispose (GObject *object)
{
  AnshinUserSearch *self = ANSHIN_USER_SEARCH (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  forget_lists (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_user_search_parent_class)->dispose (object);
}

static void
anshin_user_search_finalize (GObject *object)
{
  AnshinUserSearch *self = ANSHIN_USER_SEARCH (object);

  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->users);
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
  props[PROP_HAS_MORE] = g_param_spec_boolean ("has-more", NULL, NULL, FALSE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
anshin_user_search_init (AnshinUserSearch *self)
{
  self->lists = g_ptr_array_new_with_free_func (g_object_unref);
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
  forget_lists (self);
  ask (self, self->text);
  ask_for_professions (self);
  for (guint i = 0; i < self->lists->len; i++)
    anshin_paged_list_reload (self->lists->pdata[i]);
}

/**
 * anshin_user_search_load_more:
 * @self: a search
 *
 * Fetches the next page of those who fit, if there is one.
 */
void
anshin_user_search_load_more (AnshinUserSearch *self)
{
  g_return_if_fail (ANSHIN_IS_USER_SEARCH (self));

  load_more (self);
}

gboolean
anshin_user_search_get_loading (AnshinUserSearch *self)
{
  for (guint i = 0; i < self->lists->len; i++)
    if (anshin_paged_list_get_loading (self->lists->pdata[i]))
      return TRUE;
  return FALSE;
}

gboolean
anshin_user_search_get_has_more (AnshinUserSearch *self)
{
  for (guint i = 0; i < self->lists->len; i++)
    if (anshin_paged_list_get_has_more (self->lists->pdata[i]))
      return TRUE;
  return FALSE;
}

const GError *
anshin_user_search_get_error (AnshinUserSearch *self)
{
  for (guint i = 0; i < self->lists->len; i++)
    if (anshin_paged_list_get_error (self->lists->pdata[i]) != NULL)
      return anshin_paged_list_get_error (self->lists->pdata[i]);
  return NULL;
}
