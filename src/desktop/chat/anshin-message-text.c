/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "anshin-alert.h"

#define MAX_LINK 2000

/* Characters that end an address in running text, beside blanks and whatever is not ASCII but a
 * letter of a host or path: Japanese text goes on without a blank. */
#define ENDS_LINK "<>\"'`{}|\\^"
#define NOT_LAST ".,;:!?)]"

/* Text that would be shown in another order than it is written in, or not at all. */
static gboolean
is_trick (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f
         || c == 0x061c;
}

static char *
strip_tricks (const char *text)
{
  GString *plain = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_trick (g_utf8_get_char (p)))
      g_string_append_unichar (plain, g_utf8_get_char (p));
  return g_string_free (plain, FALSE);
}

static const char *const schemes[] = { "http://", "https://", ANSHIN_MESSAGE_LINK };

/* Returns: (nullable): where the first address begins */
static const char *
find_link (const char *text)
{
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      const char *found = strstr (text, schemes[i]);

      if (found != NULL && (first == NULL || found < first))
        first = found;
    }
  return first;
}

/* A link to a message, see anshin_message_text_dup_link(). */
static gboolean
parse_message_link (const char *uri, char **group_id, gint64 *seq)
{
  gboolean ours = g_str_has_prefix (uri, ANSHIN_MESSAGE_LINK);
  const char *rest = ours ? uri + strlen (ANSHIN_MESSAGE_LINK) : NULL;
  const char *slash = rest != NULL ? strchr (rest, '/') : NULL;

  if (slash == NULL || slash == rest || slash - rest > ANSHIN_MAX_ID
      || !g_ascii_string_to_signed (slash + 1, 10, 1, G_MAXINT64, seq, NULL))
    return FALSE;
  *group_id = g_strndup (rest, (gsize) (slash - rest));
  return TRUE;
}

/* An address is ASCII from its first character to its last; hosts in other letters are written in
 * their ASCII form, so that none looks like another. Returns: its length, 0 if it is none */
static gsize
measure_link (const char *start)
{
  gsize length = 0;

  while (start[length] > ' ' && start[length] < 0x7f
         && strchr (ENDS_LINK, start[length]) == NULL)
    length++;
  while (length > 0 && strchr (NOT_LAST, start[length - 1]) != NULL)
    length--;
  return length <= MAX_LINK ? length : 0;
}

/* Returns: (transfer full) (nullable): the host of an address that may be opened */
static char *
dup_host (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *scheme = parsed != NULL ? g_uri_get_scheme (parsed) : NULL;
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (parsed) != NULL)
    return NULL;
  if (g_strcmp0 (scheme, "http") != 0 && g_strcmp0 (scheme, "https") != 0)
    return NULL;
  return g_hostname_to_ascii (host);
}

static void
append_escaped (GString *out, const char *text, gssize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (out, escaped);
}

static void
append_link (GString *out, const char *uri)
{
  g_autofree char *host = dup_host (uri);
  g_autofree char *escaped = g_markup_escape_text (uri, -1);
  g_autofree char *group_id = NULL;
  gint64 seq = 0;

  if (parse_message_link (uri, &group_id, &seq))
    /* Translators: a link to another message in this network */
    g_string_append_printf (out, "<a href=\"%s\">%s</a>", escaped, _("→ to the message"));
  else if (host == NULL)
    g_string_append (out, escaped);
  else
    g_string_append_printf (out, "<a href=\"%s\">%s</a>", escaped, escaped);
}

static void
append_with_links (GString *out, const char *text)
{
  const char *link = NULL;

  while ((link = find_link (text)) != NULL)
    {
      gsize length = measure_link (link);
      g_autofree char *uri = g_strndup (link, length);

      append_escaped (out, text, link - text);
      if (length == 0)
        length = strlen ("http");
      if (*uri != '\0')
        append_link (out, uri);
      else
        g_string_append (out, "http");
      text = link + length;
    }
  append_escaped (out, text, -1);
}

/* Returns: (transfer full) (nullable): what stands in a text for whom a message names */
static char *
dup_handle (AnshinMention *mention)
{
  if (mention->kind == ANSHIN_MENTION_ALL)
    return NULL;
  return mention->name != NULL ? g_strconcat ("@", mention->name, NULL) : NULL;
}

/* Every place at which a name stands after an @ is set in bold. */
static void
mark_mentions (GString *markup, GPtrArray *mentions)
{
  for (guint i = 0; mentions != NULL && i < mentions->len; i++)
    {
      g_autofree char *handle = dup_handle (g_ptr_array_index (mentions, i));
      g_autofree char *escaped = handle != NULL ? g_markup_escape_text (handle, -1) : NULL;
      g_autofree char *marked = escaped != NULL ? g_strdup_printf ("<b>%s</b>", escaped) : NULL;

      if (marked != NULL)
        g_string_replace (markup, escaped, marked, 0);
    }
}

/**
 * anshin_message_text_has_link:
 * @text: a text
 *
 * Returns: whether there may be an address in it
 */
gboolean
anshin_message_text_has_link (const char *text)
{
  return find_link (text) != NULL;
}

/**
 * anshin_message_text_dup_markup:
 * @content: a message's content with a text
 *
 * Returns: (transfer full): its text as markup; nothing of the text itself is taken as such
 */
char *
anshin_message_text_dup_markup (AnshinContent *content)
{
  g_autofree char *text = strip_tricks (content->text);
  GString *markup = g_string_sized_new (strlen (text) + 64);

  append_with_links (markup, text);
  mark_mentions (markup, content->mentions);
  return g_string_free (markup, FALSE);
}

/**
 * anshin_message_text_show:
 * @label: a label
 * @content: a message's content with a text
 *
 * Most messages have neither a link nor a name in them, and cost nothing.
 */
void
anshin_message_text_show (GtkLabel *label, AnshinContent *content)
{
  g_autofree char *markup = NULL;

  if ((content->mentions == NULL || content->mentions->len == 0)
      && !anshin_message_text_has_link (content->text))
    {
      g_autofree char *text = strip_tricks (content->text);

      gtk_label_set_text (label, text);
      return;
    }
  markup = anshin_message_text_dup_markup (content);
  gtk_label_set_markup (label, markup);
}

static void
on_asked_cb (gboolean confirmed, gpointer data)
{
  g_autofree char *uri = data;

  if (confirmed)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

/**
 * anshin_message_text_open_link:
 * @parent: where it was pressed
 * @uri: an address from a message
 *
 * A link to a message leads there. For others it asks with the host in plain letters, and opens
 * nothing but http and https.
 */
void
anshin_message_text_open_link (GtkWidget *parent, const char *uri)
{
  g_autofree char *host = dup_host (uri);
  g_autofree char *body = NULL;
  g_autofree char *group_id = NULL;
  gint64 seq = 0;

  if (parse_message_link (uri, &group_id, &seq))
    {
      gtk_widget_activate_action (parent, "win.show-message", "(sx)", group_id, seq);
      return;
    }
  if (host == NULL)
    return;
  /* Translators: a host, and the whole address */
  body = g_strdup_printf (_("The page is at %s, outside this network:\n%s"), host, uri);
  anshin_alert_ask (parent, _("Open this page in the browser?"), body, _("_Open"), FALSE,
                    on_asked_cb, g_strdup (uri));
}

/**
 * anshin_message_text_dup_link:
 * @group_id: a group
 * @seq: an entry's number
 *
 * Returns: (transfer full): a link to the entry for those in the group; it tells nobody anything
 */
char *
anshin_message_text_dup_link (const char *group_id, gint64 seq)
{
  return g_strdup_printf (ANSHIN_MESSAGE_LINK "%s/%" G_GINT64_FORMAT, group_id, seq);
}
