package ibid

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"

	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/web"
)

// fetched is an article on the web. What is said of a link that does not lead to its page is said of an article too.
func fetched(address string, f web.Fetcher) Input {
	return Input{Path: address, Source: func(ctx context.Context) ([]byte, error) {
		if f == nil {
			return nil, errors.New("no address is visited in this run; save the page to a file, and name that")
		}
		p, err := f.Fetch(ctx, address)
		if err != nil {
			return nil, err
		}
		if d := live.Diagnose(p); !isThere(d) {
			return nil, fmt.Errorf("the article could not be fetched: %s", d.Because)
		}
		if p.Truncated {
			return nil, fmt.Errorf("the page has more than %d MB, which is too large for an article", len(p.Body)>>20)
		}
		if kind := mediaType(p.Header); isNoArticle(kind) {
			return nil, fmt.Errorf("the address gives %s, which is no article", kind)
		}
		return something(p.Body, nil)
	}}
}

// mediaType is the type that a server gives its answer, without parameters; empty if it gives none.
func mediaType(h http.Header) string {
	kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	if parsed, _, err := mime.ParseMediaType(kind); err == nil {
		return parsed
	}
	return ""
}

// isNoArticle tells of the types whose bytes a reader might take for text, or for nothing that it knows. The others are
// left to the readers, since servers often give a type that is too general or wrong.
func isNoArticle(kind string) bool {
	family, name, _ := strings.Cut(kind, "/")
	switch family {
	case "image", "audio", "video", "font":
		return true
	default:
		return name == "json" || strings.HasSuffix(name, "+json")
	}
}
