package rule

import "strings"

// temporary is a kind of address that does not last.
type temporary struct {
	what string
	// is tells of an address, by its host without "www." and its path and query, both in lower case.
	is func(url, host, path string) bool
}

// temporaries are in order: the first that fits says what an address is.
var temporaries = []temporary{
	{"the address goes through a library's proxy", func(_, host, path string) bool {
		for label := range strings.SplitSeq(host, ".") {
			if label == "ezproxy" || label == "libproxy" || label == "proxylib" || strings.HasPrefix(label, "ezproxy-") ||
				strings.HasSuffix(label, "-ezproxy") {
				return true
			}
		}
		return isOnHost(host, "idm.oclc.org") || strings.Contains(host, ".proxy.lib.") || strings.HasPrefix(host, "proxy.lib.") ||
			strings.HasPrefix(host, "proxy.library.") || strings.Contains(host, ".proxy.library.") ||
			strings.Contains(host, "proxy") && strings.HasPrefix(path, "/login?") && strings.Contains(path, "url=http")
	}},
	{"the address goes through the filter of a mailbox", func(_, host, _ string) bool {
		return isOnHost(host, "safelinks.protection.outlook.com") || isOnHost(host, "urldefense.com") ||
			isOnHost(host, "urldefense.proofpoint.com") || isOnHost(host, "linkprotect.cudasvc.com") || isOnHost(host, "protect-us.mimecast.com")
	}},
	{"the address only leads on from a search or a network", func(_, host, path string) bool {
		switch {
		case isSearchEngine(host, "google"):
			return strings.HasPrefix(path, "/url?") && !strings.Contains(path, "&sa=d") // Google Docs exports all links so
		case host == "l.facebook.com" || host == "lm.facebook.com":
			return strings.HasPrefix(path, "/l.php")
		case host == "l.instagram.com" || host == "out.reddit.com" || host == "r.search.yahoo.com":
			return true
		case host == "duckduckgo.com":
			return strings.HasPrefix(path, "/l/?")
		case host == "linkedin.com":
			return strings.HasPrefix(path, "/redir/") || strings.HasPrefix(path, "/safety/go")
		case host == "youtube.com":
			return strings.HasPrefix(path, "/redirect?")
		}
		return false
	}},
	{"the address is of a cache's copy", func(_, host, path string) bool {
		return isOnHost(host, "cdn.ampproject.org") || host == "webcache.googleusercontent.com" || isOnHost(host, "translate.goog") ||
			isSearchEngine(host, "google") && strings.HasPrefix(path, "/amp/") || host == "cc.bingj.com" ||
			host == "bing.com" && strings.HasPrefix(path, "/amp/")
	}},
	{"the address is of the results of a search", isSearch},
	{"the address carries the number of a session", func(url, _, path string) bool {
		return strings.Contains(path, ";jsessionid=") || strings.Contains(path, "/(s(") ||
			hasParameter(url, "phpsessid", "jsessionid", "aspsessionid", "session_id", "sessionid", "cftoken", "oscsid", "zenid")
	}},
	{"the address carries a signature that expires", func(url, _, _ string) bool {
		return hasParameter(url, "X-Amz-Signature", "X-Goog-Signature", "X-Goog-Credential", "X-Oss-Signature") ||
			hasParameter(url, "Signature") && hasParameter(url, "Expires") || hasParameter(url, "sig") && hasParameter(url, "se")
	}},
	{"the address is of a login", func(url, host, path string) bool {
		path, _, _ = strings.Cut(path, "?")
		last := strings.TrimRight(path, "/")
		switch last = last[strings.LastIndexByte(last, '/')+1:]; last {
		case "login", "login.php", "login.aspx", "login.jsp", "signin", "sign-in", "log-in":
			return hasParameter(url, "url", "next", "return", "returnurl", "return_url", "returnto", "redirect", "redirect_uri", "redirect_to",
				"continue", "service", "target")
		}
		return host == "accounts.google.com" && strings.Contains(path, "signin") || host == "login.microsoftonline.com" && path != "" && path != "/"
	}},
	{"the address is of a mailbox", func(_, host, _ string) bool {
		return host == "mail.google.com" || host == "outlook.live.com" || host == "outlook.office.com" || host == "mail.yahoo.com"
	}},
}

// isSearchEngine tells of a host such as google.com or google.co.uk.
func isSearchEngine(host, name string) bool {
	rest, ok := strings.CutPrefix(host, name+".")
	return ok && strings.Count(rest, ".") <= 1 && len(rest) <= len("com.xx")
}

// isSearch tells of the pages on which search engines and catalogues list what they found. A search within the site
// that is cited may be what is meant, and is left alone.
func isSearch(url, host, path string) bool {
	switch {
	case isSearchEngine(host, "google"), host == "bing.com", isOnHost(host, "baidu.com"), isSearchEngine(host, "yandex"):
		return (strings.HasPrefix(path, "/search") || strings.HasPrefix(path, "/s?")) && hasParameter(url, "q", "wd", "text", "query")
	case host == "duckduckgo.com", host == "ecosia.org", host == "qwant.com", host == "startpage.com", host == "search.brave.com":
		return hasParameter(url, "q", "query")
	case strings.HasPrefix(host, "scholar.google."):
		return strings.HasPrefix(path, "/scholar?") && hasParameter(url, "q") && !hasParameter(url, "cluster", "cites")
	case host == "search.yahoo.com", isOnHost(host, "search.yahoo.com"):
		return strings.HasPrefix(path, "/search")
	case host == "jstor.org":
		return strings.HasPrefix(path, "/action/dobasicsearch") || strings.HasPrefix(path, "/action/doadvancedsearch")
	case isOnHost(host, "ebscohost.com"):
		return strings.Contains(path, "/results") || hasParameter(url, "sid") || strings.Contains(path, "sessionmgr")
	case host == "search.proquest.com", host == "proquest.com":
		return strings.HasPrefix(path, "/results/")
	}
	return false
}
