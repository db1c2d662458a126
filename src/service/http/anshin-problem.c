/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-problem.h"

#include "anshin-db.h"
#include "anshin-json.h"
#include "anshin-log.h"

static const struct
{
  guint status;
  const char *title;
} titles[] = {
  { 400, "Bad Request" },
  { 401, "Unauthorized" },
  { 403, "Forbidden" },
  { 404, "Not Found" },
  { 405, "Method Not Allowed" },
  { 409, "Conflict" },
  { 413, "Content Too Large" },
  { 422, "Unprocessable Content" },
  { 429, "Too Many Requests" },
  { 500, "Internal Server Error" },
  { 503, "Service Unavailable" },
  { 507, "Insufficient Storage" },
};

/* A constraint that no use case foresaw means that somebody else was faster. */
static AnshinError
get_code_of_db_error (const GError *error)
{
  switch (error->code)
    {
    case ANSHIN_DB_ERROR_CONSTRAINT:
      return ANSHIN_ERROR_VERSION_STALE;
    case ANSHIN_DB_ERROR_FULL:
      return ANSHIN_ERROR_STORAGE_FULL;
    case ANSHIN_DB_ERROR_RETRY:
      return ANSHIN_ERROR_BUSY;
    default:
      return ANSHIN_ERROR_INTERNAL;
    }
}

/**
 * anshin_problem_from_error:
 * @error: whatever a use case or the database has said
 *
 * What is the service's own matter is logged here and goes out without its words.
 *
 * Returns: (transfer full): an error of the domain %ANSHIN_ERROR that may go over the wire
 */
GError *
anshin_problem_from_error (const GError *error)
{
  AnshinError code = ANSHIN_ERROR_INTERNAL;
  GError *problem = NULL;

  if (error->domain == ANSHIN_ERROR && anshin_error_get_status (error->code) != 0
      && error->code != ANSHIN_ERROR_INTERNAL)
    {
      if (error->code == ANSHIN_ERROR_CORRUPT)
        anshin_log (G_LOG_LEVEL_CRITICAL, "corrupt", "text", error->message, NULL);
      return g_error_copy (error);
    }

  if (error->domain == ANSHIN_DB_ERROR)
    code = get_code_of_db_error (error);
  anshin_log (code == ANSHIN_ERROR_BUSY ? G_LOG_LEVEL_MESSAGE : G_LOG_LEVEL_WARNING, "failure",
              "domain", g_quark_to_string (error->domain), "text", error->message, NULL);
  anshin_set_error (&problem, code, NULL, "see the log");
  return problem;
}

/**
 * anshin_problem_format:
 * @problem: an error of the domain %ANSHIN_ERROR
 * @status: (out): the HTTP status
 *
 * Returns: (transfer full): the problem document
 */
GString *
anshin_problem_format (const GError *problem, guint *status)
{
  GString *json = g_string_sized_new (160);
  const char *title = "Error";

  *status = anshin_error_get_status (problem->code);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (titles[i].status == *status)
      title = titles[i].title;

  g_string_append_printf (
    json, "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%u,\"code\":\"%s\"", title,
    *status, anshin_error_to_wire (problem->code));
  if (anshin_error_get_field (problem) != NULL)
    {
      g_string_append (json, ",\"field\":");
      anshin_json_append_string (json, anshin_error_get_field (problem));
    }
  if (anshin_error_get_who (problem) != NULL)
    {
      g_string_append (json, ",\"who\":");
      anshin_json_append_string (json, anshin_error_get_who (problem));
    }
  g_string_append_c (json, '}');
  return json;
}
