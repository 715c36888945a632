package match

import "strings"

// isTracking tells whether a query parameter says only how the reader came to a page. A name is listed when one
// vendor made it and uses it for that alone. Plain words such as id, ref, source or campaign are not listed: some site
// uses each to choose the document.
func isTracking(name string) bool {
	if len(name) < 3 {
		return false
	}
	name = strings.ToLower(name)
	return hasTrackingPrefix(name) || isTrackingName(name)
}

func hasTrackingPrefix(name string) bool {
	return strings.HasPrefix(name, "utm_") || // Google Analytics, once Urchin
		strings.HasPrefix(name, "mtm_") || // Matomo
		strings.HasPrefix(name, "piwik_") || // Matomo's old name
		strings.HasPrefix(name, "hsa_") || // HubSpot advertisements
		strings.HasPrefix(name, "at_custom") // AT Internet, now Piano
}

// isTrackingName is a switch, not a map, so that nothing has to be built when the program starts.
func isTrackingName(name string) bool {
	switch name {
	case "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid", "srsltid", // Google advertisements
		"_ga", "_gl", "_gac", // Google Analytics across domains
		"fbclid", "fb_action_ids", "fb_action_types", "fb_source", "fb_ref", "igshid", "igsh", // Meta
		"msclkid",                                // Microsoft Advertising
		"twclid",                                 // X, once Twitter
		"ttclid",                                 // TikTok
		"li_fat_id",                              // LinkedIn
		"epik",                                   // Pinterest
		"rdt_cid",                                // Reddit
		"sccid",                                  // Snapchat
		"yclid", "ymclid", "ysclid", "_openstat", // Yandex
		"guccounter", "guce_referrer", "guce_referrer_sig", // Yahoo's consent pages
		"mc_cid", "mc_eid", // Mailchimp
		"_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking", // HubSpot
		"mkt_tok",          // Adobe Marketo
		"s_kwcid", "ef_id", // Adobe Advertising
		"vero_id", "vero_conv", // Vero
		"elqtrackid", "elqtrack", "elqcampaignid", "elqaid", "elqat", "elqak", // Oracle Eloqua
		"spmailingid", "spuserid", "spjobid", "spreportid", // Acoustic, once Silverpop
		"sfmc_id", "sfmc_activityid", "sfmc_journey_id", // Salesforce Marketing Cloud
		"ml_subscriber", "ml_subscriber_hash", // MailerLite
		"_kx", "_ke", // Klaviyo
		"oly_enc_id", "oly_anon_id", // Omeda Olytics
		"pk_campaign", "pk_kwd", "pk_keyword", "pk_source", "pk_medium", "pk_content", "pk_cid", // Matomo
		"at_medium", "at_campaign", "at_link_id", "at_link_type", "at_link_origin", "at_format", "at_bbc_team", "xtor", // AT Internet, now Piano
		"wickedid",                       // Wicked Reports
		"_branch_match_id",               // Branch
		"_branch_referrer",               // Branch
		"irclickid",                      // Impact
		"ranmid", "raneaid", "ransiteid", // Rakuten Advertising
		"dicbo", // Outbrain
		"tblci": // Taboola
		return true
	}
	return false
}
