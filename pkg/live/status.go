package live

import (
	"fmt"
	"net/http"

	"github.com/ibidcheck/ibid/pkg/web"
)

// statusLine gives a status as "404 Not Found", or the bare number if nobody has named it.
func statusLine(status int) string {
	if status == http.StatusOK {
		return "200 OK" // by far the most common, and kept for each link
	}
	text := http.StatusText(status)
	if text == "" {
		text = cloudflareText(status)
	}
	if text == "" {
		return fmt.Sprint(status)
	}
	return fmt.Sprintf("%d %s", status, text)
}

// cloudflareText names the statuses that Cloudflare gives for the server behind it.
func cloudflareText(status int) string {
	switch status {
	case 520:
		return "Web Server Returns An Unknown Error"
	case 521:
		return "Web Server Is Down"
	case 522:
		return "Connection Timed Out"
	case 523:
		return "Origin Is Unreachable"
	case 524:
		return "A Timeout Occurred"
	case 525:
		return "SSL Handshake Failed"
	case 526:
		return "Invalid SSL Certificate"
	}
	return ""
}

func isSuccess(p *web.Page) bool {
	return p.Failure == nil && p.Status >= 200 && p.Status <= 299
}
