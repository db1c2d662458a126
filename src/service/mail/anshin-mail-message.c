/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-mail-message.h"

#include <sodium.h>
#include <string.h>

#define MAX_ADDRESS 254
#define ID_BYTES 16

#define SENTENCE "メッセージがあります。"

/**
 * anshin_mail_address_is_plain:
 * @address: (nullable): a mail address
 *
 * Returns: whether it can stand in a header and in a command as it is: nothing in it can end a
 *   line, begin another address, or add a recipient
 */
gboolean
anshin_mail_address_is_plain (const char *address)
{
  const char *at = address != NULL ? strrchr (address, '@') : NULL;

  if (at == NULL || at == address || at[1] == '\0' || strlen (address) > MAX_ADDRESS)
    return FALSE;
  for (const char *c = address; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || strchr ("<>()[]\\,;:\"", *c) != NULL)
      return FALSE;
  return TRUE;
}

static char *
make_id (void)
{
  guint8 bytes[ID_BYTES];
  char *hex = g_malloc (2 * ID_BYTES + 1);

  randombytes_buf (bytes, sizeof bytes);
  return sodium_bin2hex (hex, 2 * ID_BYTES + 1, bytes, sizeof bytes);
}

/* As RFC 5322 has it: in English, whatever the locale is. */
static char *
format_date (gint64 now)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);

  return g_strdup_printf ("%s, %02d %s %04d %02d:%02d:%02d +0000",
                          days[g_date_time_get_day_of_week (date) - 1],
                          g_date_time_get_day_of_month (date),
                          months[g_date_time_get_month (date) - 1], g_date_time_get_year (date),
                          g_date_time_get_hour (date), g_date_time_get_minute (date),
                          g_date_time_get_second (date));
}

/**
 * anshin_mail_message_format:
 * @from: the network's address
 * @to: the user's address; both are plain
 * @now: the time
 *
 * But for the recipient, the time and a random number all are the same, whatever they are about.
 *
 * Returns: (transfer full): the message with its header, lines ended by CRLF
 */
char *
anshin_mail_message_format (const char *from, const char *to, gint64 now)
{
  g_autofree char *date = format_date (now);
  g_autofree char *id = make_id ();
  g_autofree char *subject = g_base64_encode ((const guchar *) SENTENCE, strlen (SENTENCE));
  g_autofree char *body =
    g_base64_encode ((const guchar *) SENTENCE "\r\n", strlen (SENTENCE "\r\n"));

  return g_strdup_printf ("Date: %s\r\n"
                          "From: <%s>\r\n"
                          "To: <%s>\r\n"
                          "Message-ID: <%s%s>\r\n"
                          "Subject: =?UTF-8?B?%s?=\r\n"
                          "Auto-Submitted: auto-generated\r\n"
                          "MIME-Version: 1.0\r\n"
                          "Content-Type: text/plain; charset=UTF-8\r\n"
                          "Content-Transfer-Encoding: base64\r\n"
                          "\r\n"
                          "%s\r\n",
                          date, from, to, id, strrchr (from, '@'), subject, body);
}
