/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit-view.h"
#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/* Whether the log is as it was written. */
#define ANSHIN_TYPE_AUDIT_CHAIN_PAGE (anshin_audit_chain_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAuditChainPage, anshin_audit_chain_page, ANSHIN, AUDIT_CHAIN_PAGE,
                      AnshinPage)

AnshinPage *anshin_audit_chain_page_new (AnshinClient *client);

G_END_DECLS
