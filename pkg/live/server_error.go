package live

var serverError = Heuristic{
	Name:    "server-error",
	Summary: "The server fails (5xx): the link is unreachable today.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		if p.Status < 500 || p.Status > 599 {
			return passOn()
		}
		return decided(Unreachable, statusLine(p.Status))
	},
}
