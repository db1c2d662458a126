/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-patient-model.h"

#include <string.h>

#include "anshin-patient.h"
#include "anshin-text.h"

#define LONG_LIST 1000
#define LONG_PAUSE_MS 150

/* A patient with what it is compared by. */
typedef struct
{
  AnshinPatient *patient;
  char *sort_key;
  char *folded;
  gulong handler;
  guint generation;
} Row;

struct _AnshinPatientModel
{
  GObject parent_instance;

  GListModel *source;
  GHashTable *by_patient;
  GPtrArray *sorted;
  GPtrArray *visible;
  char *search;
  gboolean with_ended;
  guint generation;
  guint idle;
};

static void
row_set_keys (Row *row)
{
  AnshinPatient *patient = row->patient;
  g_autofree char *name = anshin_text_fold (patient->name);
  g_autofree char *kana = anshin_text_fold (patient->kana);
  g_autofree char *number = anshin_text_fold (patient->number);

  g_free (row->sort_key);
  g_free (row->folded);
  row->sort_key = anshin_text_sort_key (patient->kana);
  row->folded = g_strjoin ("\n", name, kana, number, NULL);
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_signal_handler_disconnect (row->patient, row->handler);
  g_object_unref (row->patient);
  g_free (row->sort_key);
  g_free (row->folded);
  g_free (row);
}

/* Those with the same reading stay in the order in which they were entered. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *one = *(Row *const *) a;
  const Row *other = *(Row *const *) b;
  int order = strcmp (one->sort_key, other->sort_key);

  return order != 0 ? order : g_strcmp0 (one->patient->id, other->patient->id);
}

/* Takes over what shows, and says no more of it than what has changed. */
static void
set_visible (AnshinPatientModel *self, GPtrArray *visible)
{
  g_autoptr (GPtrArray) old = self->visible;
  guint start = 0, end = 0;

  self->visible = visible;
  while (start < old->len && start < visible->len && old->pdata[start] == visible->pdata[start])
    start++;
  while (end < old->len - start && end < visible->len - start
         && old->pdata[old->len - 1 - end] == visible->pdata[visible->len - 1 - end])
    end++;
  if (old->len > start + end || visible->len > start + end)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end,
                                visible->len - start - end);
}

static void
filter (AnshinPatientModel *self, GPtrArray *among)
{
  GPtrArray *visible = g_ptr_array_sized_new (among->len);

  for (guint i = 0; i < among->len; i++)
    {
      Row *row = among->pdata[i];

      if (row->patient->ended != ANSHIN_ENDING_NONE && !self->with_ended)
        continue;
      if (anshin_text_matches (row->folded, self->search))
        g_ptr_array_add (visible, row);
    }
  set_visible (self, visible);
}

static gboolean
on_update_idle_cb (gpointer data)
{
  AnshinPatientModel *self = ANSHIN_PATIENT_MODEL (data);

  self->idle = 0;
  anshin_patient_model_update (self);
  return G_SOURCE_REMOVE;
}

/* A list comes in pages and changes come in swarms: they are taken over together, and the longer
 * the list, the more of them. */
static void
schedule_update (AnshinPatientModel *self)
{
  if (self->idle == 0)
    self->idle = self->sorted->len > LONG_LIST ? g_timeout_add (LONG_PAUSE_MS, on_update_idle_cb,
                                                                self)
                                               : g_idle_add (on_update_idle_cb, self);
}

static void
on_patient_notify_cb (AnshinPatient *patient, GParamSpec *pspec, AnshinPatientModel *self)
{
  Row *row = NULL;

  if (!g_str_equal (pspec->name, "name") && !g_str_equal (pspec->name, "kana")
      && !g_str_equal (pspec->name, "number") && !g_str_equal (pspec->name, "ended"))
    return;
  row = g_hash_table_lookup (self->by_patient, patient);
  g_assert (row != NULL);
  row_set_keys (row);
  schedule_update (self);
}

static void
on_source_items_changed_cb (AnshinPatientModel *self, guint position, guint removed, guint added)
{
  /* When the session is locked or ends, the list is emptied: no name may linger in here. */
  if (g_list_model_get_n_items (self->source) == 0)
    anshin_patient_model_update (self);
  else
    schedule_update (self);
}

static Row *
ensure_row (AnshinPatientModel *self, AnshinPatient *patient)
{
  Row *row = g_hash_table_lookup (self->by_patient, patient);

  if (row != NULL)
    return row;
  row = g_new0 (Row, 1);
  row->patient = g_object_ref (patient);
  row->handler = g_signal_connect (patient, "notify", G_CALLBACK (on_patient_notify_cb), self);
  row_set_keys (row);
  g_hash_table_insert (self->by_patient, patient, row);
  return row;
}

static gboolean
is_gone (gpointer patient, gpointer value, gpointer data)
{
  Row *row = value;
  AnshinPatientModel *self = data;

  return row->generation != self->generation;
}

static GType
anshin_patient_model_get_item_type (GListModel *model)
{
  return anshin_patient_get_type ();
}

static guint
anshin_patient_model_get_n_items (GListModel *model)
{
  return ANSHIN_PATIENT_MODEL (model)->visible->len;
}

static gpointer
anshin_patient_model_get_item (GListModel *model, guint position)
{
  AnshinPatientModel *self = ANSHIN_PATIENT_MODEL (model);

  if (position >= self->visible->len)
    return NULL;
  return g_object_ref (((Row *) self->visible->pdata[position])->patient);
}

static void
anshin_patient_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = anshin_patient_model_get_item_type;
  iface->get_n_items = anshin_patient_model_get_n_items;
  iface->get_item = anshin_patient_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AnshinPatientModel, anshin_patient_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      anshin_patient_model_iface_init))

static void
anshin_patient_model_dispose (GObject *object)
{
  AnshinPatientModel *self = ANSHIN_PATIENT_MODEL (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_object (&self->source);
  g_ptr_array_set_size (self->visible, 0);
  g_ptr_array_set_size (self->sorted, 0);
  g_hash_table_remove_all (self->by_patient);

  G_OBJECT_CLASS (anshin_patient_model_parent_class)->dispose (object);
}

static void
anshin_patient_model_finalize (GObject *object)
{
  AnshinPatientModel *self = ANSHIN_PATIENT_MODEL (object);

  g_ptr_array_unref (self->visible);
  g_ptr_array_unref (self->sorted);
  g_hash_table_unref (self->by_patient);
  g_free (self->search);

  G_OBJECT_CLASS (anshin_patient_model_parent_class)->finalize (object);
}

static void
anshin_patient_model_class_init (AnshinPatientModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = anshin_patient_model_dispose;
  object_class->finalize = anshin_patient_model_finalize;
}

static void
anshin_patient_model_init (AnshinPatientModel *self)
{
  self->by_patient = g_hash_table_new_full (NULL, NULL, NULL, row_free);
  self->sorted = g_ptr_array_new ();
  self->visible = g_ptr_array_new ();
  self->search = g_strdup ("");
}

/**
 * anshin_patient_model_new:
 * @source: a list of patients
 *
 * Returns: (transfer full): the same patients, sorted and searchable
 */
AnshinPatientModel *
anshin_patient_model_new (GListModel *source)
{
  AnshinPatientModel *self = g_object_new (ANSHIN_TYPE_PATIENT_MODEL, NULL);

  self->source = g_object_ref (source);
  g_signal_connect_object (source, "items-changed", G_CALLBACK (on_source_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  anshin_patient_model_update (self);
  return self;
}

/**
 * anshin_patient_model_set_search:
 * @self: a model
 * @text: (nullable): what to look for in names, kana and numbers: all of its words, in any width,
 *   in hiragana or katakana
 */
void
anshin_patient_model_set_search (AnshinPatientModel *self, const char *text)
{
  g_autofree char *search = anshin_text_fold (text);
  g_autofree char *before = NULL;

  g_return_if_fail (ANSHIN_IS_PATIENT_MODEL (self));

  if (g_str_equal (search, self->search))
    return;
  before = g_steal_pointer (&self->search);
  self->search = g_steal_pointer (&search);
  /* What the beginning doesn't match, the whole doesn't either. */
  filter (self, g_str_has_prefix (self->search, before) ? self->visible : self->sorted);
}

/**
 * anshin_patient_model_set_with_ended:
 * @self: a model
 * @with_ended: whether those show as well whose care at home has ended
 */
void
anshin_patient_model_set_with_ended (AnshinPatientModel *self, gboolean with_ended)
{
  g_return_if_fail (ANSHIN_IS_PATIENT_MODEL (self));

  if (self->with_ended == with_ended)
    return;
  self->with_ended = with_ended;
  filter (self, self->sorted);
}

/**
 * anshin_patient_model_find:
 * @self: a model
 * @id: the id of a patient
 *
 * Returns: the patient's position among those that show, or %G_MAXUINT
 */
guint
anshin_patient_model_find (AnshinPatientModel *self, const char *id)
{
  g_return_val_if_fail (ANSHIN_IS_PATIENT_MODEL (self), G_MAXUINT);

  for (guint i = 0; i < self->visible->len; i++)
    if (g_strcmp0 (((Row *) self->visible->pdata[i])->patient->id, id) == 0)
      return i;
  return G_MAXUINT;
}

/**
 * anshin_patient_model_update:
 * @self: a model
 *
 * Takes over at once what has changed in the source, which else is done when there is time.
 */
void
anshin_patient_model_update (AnshinPatientModel *self)
{
  guint n = g_list_model_get_n_items (self->source);

  g_clear_handle_id (&self->idle, g_source_remove);
  self->generation++;
  g_ptr_array_set_size (self->sorted, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AnshinPatient) patient = g_list_model_get_item (self->source, i);
      Row *row = ensure_row (self, patient);

      row->generation = self->generation;
      g_ptr_array_add (self->sorted, row);
    }
  g_ptr_array_sort (self->sorted, compare_rows);
  filter (self, self->sorted);
  /* Only now, as until now the old list of what shows still pointed to them. */
  g_hash_table_foreach_remove (self->by_patient, is_gone, self);
}
