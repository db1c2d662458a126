/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-wording.h"

#include "anshin-record-private.h"

static const AnshinField anshin_wording_fields[] = {
  ANSHIN_FIELD_CHOICE (AnshinWording, kind, ANSHIN_FIELD_SERVICE, &anshin_wording_kinds),
  ANSHIN_FIELD_INT (AnshinWording, version, ANSHIN_FIELD_SERVICE, 0),
  ANSHIN_FIELD_TEXT (AnshinWording, text, ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_PROSE,
                     ANSHIN_MAX_WORDING),
  ANSHIN_FIELD_TEXT (AnshinWording, published_by_name, ANSHIN_FIELD_SERVICE, ANSHIN_MAX_NAME),
  ANSHIN_FIELD_TIME (AnshinWording, published_at, ANSHIN_FIELD_SERVICE),
  ANSHIN_FIELD_TEXTS (AnshinWording, capabilities, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinWording, anshin_wording, NULL)

static const AnshinField anshin_profession_setting_fields[] = {
  ANSHIN_FIELD_CHOICE (AnshinProfessionSetting, profession, ANSHIN_FIELD_REQUIRED,
                       &anshin_professions),
  ANSHIN_FIELD_BOOL (AnshinProfessionSetting, offered, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_BOOL (AnshinProfessionSetting, whole_picture, ANSHIN_FIELD_OPTIONAL),
  ANSHIN_FIELD_INT (AnshinProfessionSetting, users, ANSHIN_FIELD_SERVICE, 0),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinProfessionSetting, anshin_profession_setting, NULL)

static const AnshinField anshin_profession_settings_fields[] = {
  ANSHIN_FIELD_RECORDS (AnshinProfessionSettings, items, ANSHIN_FIELD_REQUIRED,
                        ANSHIN_MAX_PROFESSIONS, anshin_profession_setting_get_type),
  { NULL },
};

ANSHIN_DEFINE_RECORD (AnshinProfessionSettings, anshin_profession_settings, NULL)
