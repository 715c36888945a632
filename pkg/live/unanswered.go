package live

import "github.com/ibidcheck/ibid/pkg/web"

var unanswered = Heuristic{
	Name:    "unanswered",
	Summary: "No whole response came back, for any other cause: the link is unreachable today.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		if p.Failure == nil {
			return passOn()
		}
		return decided(Unreachable, failureText(p.Failure.Kind))
	},
}

func failureText(kind web.FailureKind) string {
	switch kind {
	case web.Refused:
		return "the server refuses the connection"
	case web.Reset:
		return "the connection broke off"
	case web.Timeout:
		return "no answer within the time allowed"
	case web.Unroutable:
		return "no way to the server"
	case web.Protocol:
		return "the answer is not HTTP"
	case web.TLSFailed:
		return "no secure connection could be made"
	case web.RedirectLoop:
		return "redirects in a circle"
	case web.TooManyRedirects:
		return "too many redirects"
	case web.BadRedirect, web.BadURL:
		return "redirects to what is no address"
	}
	return "no answer"
}
