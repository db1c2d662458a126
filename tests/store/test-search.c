/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-clock.h"
#include "anshin-json.h"
#include "anshin-search-index.h"
#include "anshin-search-table.h"
#include "anshin-text.h"
#include "store-fixture.h"

#define ENTRIES 700
#define ROUNDS 300
#define HOUR (3600 * ANSHIN_SECOND)

/* Words that meet in many ways: kana of both kinds, widths, parts of one another. */
static const char *const words[] = {
  "血圧", "けつあつ", "ケツアツ", "体温３６．５度", "ＳｐＯ２", "spo2", "食事は八割", "タロウ",
  "たろー",
  "褥瘡", "じょくそう", "ガーゼ", "がーぜ交換", "a", "Ab", "\"引用\"", "改行\nあり", "訪問",
  "ほうもん",
};

static GRand *dice;

static const char *
pick_word (void)
{
  return words[g_rand_int_range (dice, 0, G_N_ELEMENTS (words))];
}

static char *
make_text (void)
{
  GString *text = g_string_new (pick_word ());

  for (int i = g_rand_int_range (dice, 0, 5); i > 0; i--)
    {
      g_string_append (text, g_rand_boolean (dice) ? " " : "");
      g_string_append (text, pick_word ());
    }
  return g_string_free (text, FALSE);
}

static char *
make_content (gboolean attachment)
{
  g_autofree char *text = make_text ();
  g_autofree char *name = make_text ();
  GString *json = g_string_new ("{\"author_name\":\"血圧 太郎\",\"text\":");

  anshin_json_append_string (json, text);
  if (attachment)
    {
      g_string_append (json, ",\"attachments\":[{\"id\":\"褥瘡\",\"name\":");
      anshin_json_append_string (json, name);
      g_string_append (json, "}]");
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

/* One entry as the test itself knows it. */
typedef struct
{
  const char *channel;
  gint64 seq;
  gint64 at;
  const char *author;
  gboolean found;
  gboolean attachment;
  char *content;
} Known;

typedef struct
{
  GArray *known;
  const char *channels[3];
  guint from;
  guint to;
} World;

static const char *const authors[] = { "u1", "u2", "u3" };

static gboolean
fill_job (AnshinTx *tx, gpointer data, GError **error)
{
  World *world = data;

  for (guint i = world->from; i < world->to; i++)
    {
      Known *known = &g_array_index (world->known, Known, i);
      g_autofree char *id = g_strdup_printf ("e%05u", i);
      AnshinNewEntry entry = { .channel = known->channel,
                               .id = id,
                               .kind = known->found ? ANSHIN_ENTRY_MESSAGE
                                                    : ANSHIN_ENTRY_MEMBER_JOINED,
                               .author_id = known->author,
                               .content_json = known->content,
                               .at = known->at };

      if (!anshin_channel_append (tx, &entry, NULL, error))
        return FALSE;
      known->seq = entry.seq;
    }
  return TRUE;
}

static void
world_fill (Store *store, World *world)
{
  world->known = g_array_new (FALSE, TRUE, sizeof (Known));
  for (guint i = 0; i < ENTRIES; i++)
    {
      Known known = { .channel = world->channels[g_rand_int_range (dice, 0, 2)],
                      .author = authors[g_rand_int_range (dice, 0, 3)],
                      .found = g_rand_int_range (dice, 0, 8) > 0,
                      .attachment = g_rand_int_range (dice, 0, 5) == 0 };

      /* Times that are equal, and a clock that goes back now and then. */
      known.at = HOUR * 1000 + (i / 3) * HOUR - g_rand_int_range (dice, 0, 4) / 3 * HOUR * 5;
      known.content = make_content (known.attachment);
      g_array_append_val (world->known, known);
    }
  for (guint i = 0; i < ENTRIES; i += 50)
    {
      world->from = i;
      world->to = i + 50;
      store_write (store, fill_job, world);
    }
}

static void
world_clear (World *world)
{
  for (guint i = 0; i < world->known->len; i++)
    g_free (g_array_index (world->known, Known, i).content);
  g_array_unref (world->known);
}

/* What the entry says, found in another way than the index does: as a record. */
static gboolean
says (const Known *known, const char *folded)
{
  g_autoptr (JsonNode) node = json_from_string (known->content, NULL);
  JsonObject *object = json_node_get_object (node);
  g_autofree char *text =
    anshin_text_fold (json_object_has_member (object, "text")
                        ? json_object_get_string_member (object, "text") : "");
  g_autoptr (GString) all = g_string_new (text);

  if (json_object_has_member (object, "attachments"))
    {
      JsonArray *files = json_object_get_array_member (object, "attachments");
      g_autofree char *name = anshin_text_fold (
        json_object_get_string_member (json_array_get_object_element (files, 0), "name"));

      g_string_append_c (all, '\n');
      g_string_append (all, name);
    }
  return anshin_text_matches (all->str, folded);
}

static int
compare_known (gconstpointer a, gconstpointer b)
{
  const Known *one = *(const Known *const *) a;
  const Known *other = *(const Known *const *) b;
  int order = strcmp (other->channel, one->channel);

  if (one->at != other->at)
    return one->at > other->at ? -1 : 1;
  return order != 0 ? order : (one->seq > other->seq ? -1 : 1);
}

static GPtrArray *
scan (World *world, const AnshinSearch *search, GPtrArray *channels)
{
  GPtrArray *hits = g_ptr_array_new ();

  for (guint i = 0; i < world->known->len; i++)
    {
      Known *known = &g_array_index (world->known, Known, i);

      if (known->found && known->at >= search->from && known->at < search->to &&
          (!search->attachment || known->attachment) &&
          (search->author_id == NULL || g_str_equal (search->author_id, known->author)) &&
          g_ptr_array_find_with_equal_func (channels, known->channel, g_str_equal, NULL) &&
          says (known, search->words))
        g_ptr_array_add (hits, known);
    }
  g_ptr_array_sort (hits, compare_known);
  return hits;
}

typedef struct
{
  AnshinSearch search;
  GPtrArray *channels;
  guint limit;
  GArray *places;
  AnshinSearchPlace next;
} Find;

static gboolean
find_job (AnshinTx *tx, gpointer data, GError **error)
{
  Find *find = data;

  g_array_set_size (find->places, 0);
  return anshin_search_find (tx, &find->search, find->channels, find->limit, find->places,
                             &find->next, error);
}

/* All pages one after the other are what going through everything gives, in the same order. */
static void
assert_same (Store *store, World *world, Find *find)
{
  g_autoptr (GPtrArray) hits = scan (world, &find->search, find->channels);
  guint seen = 0;
  guint pages = 0;

  do
    {
      store_read (store, find_job, find);
      g_assert_cmpuint (find->places->len, <=, find->limit);
      for (guint i = 0; i < find->places->len; i++, seen++)
        {
          const AnshinSearchPlace *place = &g_array_index (find->places, AnshinSearchPlace, i);
          const Known *known = NULL;

          g_assert_cmpuint (seen, <, hits->len);
          known = g_ptr_array_index (hits, seen);
          g_assert_cmpstr (place->channel, ==, known->channel);
          g_assert_cmpint (place->seq, ==, known->seq);
          g_assert_cmpint (place->at, ==, known->at);
        }
      find->search.before = find->next;
      g_assert_cmpuint (++pages, <, 2000);
    }
  while (find->next.channel[0] != '\0');
  g_assert_cmpuint (seen, ==, hits->len);
}

static void
search_at_random (Store *store, World *world)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GPtrArray) channels = g_ptr_array_new ();
      g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (AnshinSearchPlace));
      g_autofree char *text = g_strdup_printf ("%s %s", pick_word (),
                                               g_rand_boolean (dice) ? pick_word () : "");
      g_autofree char *folded = anshin_text_fold (g_rand_int_range (dice, 0, 10) > 0 ? text : "");
      Find find = { .channels = channels, .places = places };

      g_ptr_array_add (channels, (gpointer) world->channels[round % 2]);
      if (g_rand_boolean (dice))
        g_ptr_array_add (channels, (gpointer) world->channels[(round + 1) % 2]);
      find.limit = g_rand_int_range (dice, 1, 40);
      find.search.words = folded;
      find.search.author_id = g_rand_int_range (dice, 0, 4) == 0 ? authors[round % 3] : NULL;
      find.search.attachment = g_rand_int_range (dice, 0, 4) == 0;
      find.search.from = g_rand_boolean (dice) ? 0
                                               : HOUR * (1000 + g_rand_int_range (dice, 0, 200));
      find.search.to = g_rand_boolean (dice) ? G_MAXINT64
                                             : HOUR * (1000 + g_rand_int_range (dice, 0, 250));
      find.search.budget = g_rand_boolean (dice) ? G_MAXINT32 : 1;
      assert_same (store, world, &find);
    }
}

typedef struct
{
  World *world;
  guint number;
} Change;

static gboolean
change_job (AnshinTx *tx, gpointer data, GError **error)
{
  Change *change = data;
  Known *known = &g_array_index (change->world->known, Known, change->number);

  return anshin_channel_rewrite (tx, known->channel, known->seq, known->content, !known->found,
                                 known->author, error);
}

static void
change_some (Store *store, World *world)
{
  for (guint i = 0; i < ENTRIES; i += 7)
    {
      Known *known = &g_array_index (world->known, Known, i);
      Change change = { world, i };

      g_free (known->content);
      known->attachment = i % 2 == 0;
      known->found = known->found && i % 3 != 0;
      known->content = known->found ? make_content (known->attachment)
                                    : g_strdup ("{\"author_name\":\"血圧\"}");
      store_write (store, change_job, &change);
    }
}

static gboolean
step_job (AnshinTx *tx, gpointer step, GError **error)
{
  return anshin_search_index_step (tx, step, error);
}

static void
index_all (Store *store)
{
  AnshinSearchStep step = { .more = TRUE };

  for (guint i = 0; step.more; i++)
    {
      g_assert_cmpuint (i, <, 200);
      store_write (store, step_job, &step);
    }
}

static gboolean
second_group_job (AnshinTx *tx, gpointer data, GError **error)
{
  return anshin_data_key_create (tx, "h", error) && anshin_channel_create (tx, "h", "h", error) &&
         anshin_tx_exec (tx, error,
                         "INSERT INTO care_group (id, kind, state, owner_facility_id, creator_id, "
                         "sealed, version, created_at) VALUES ('h', 2, 1, 'f', 'u1', $1, 1, 0)",
                         "b", "x", (gsize) 1);
}

/* A search gives what going through all entries gives: with blocks, after entries were changed,
 * without blocks, and with some of them. */
static void
test_same_as_scanning (void)
{
  g_autoptr (Store) store = store_new ();
  World world = { .channels = { "g", "h" } };

  store_add_world (store);
  store_write (store, second_group_job, NULL);
  world_fill (store, &world);
  search_at_random (store, &world);
  change_some (store, &world);
  search_at_random (store, &world);
  store_exec (store, "DELETE FROM search_block WHERE first_seq > 100 AND first_seq < 300");
  search_at_random (store, &world);
  store_exec (store, "DELETE FROM search_block");
  index_all (store);
  g_assert_cmpint (store_number (store, "SELECT SUM(last_seq - first_seq + 1) FROM search_block"),
                   ==, store_number (store, "SELECT SUM(last_seq - last_seq % 16) FROM channel "
                                            "WHERE id IN ('g', 'h')"));
  search_at_random (store, &world);
  world_clear (&world);
}

/* Small blocks are put together, and nothing of what they hold can be read in the database. */
static void
test_blocks (void)
{
  g_autoptr (Store) store = store_new ();
  World world = { .channels = { "g", "g" } };

  store_add_world (store);
  world_fill (store, &world);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM search_block "
                                        "WHERE last_seq - first_seq = 255"), ==, ENTRIES / 256);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM search_block "
                                        "WHERE last_seq - first_seq = 15"), ==,
                   ENTRIES % 256 / 16);
  g_assert_cmpint (store_number (store, "SELECT COUNT(*) FROM search_block "
                                        "WHERE first_at > last_at"), ==, 0);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dice = g_rand_new_with_seed (20261127);
  g_test_add_func ("/search/same-as-scanning", test_same_as_scanning);
  g_test_add_func ("/search/blocks", test_blocks);
  return g_test_run ();
}
