package live

var success = Heuristic{
	Name:    "success",
	Summary: "The server answers with the page (2xx): the link is live.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		if !isSuccess(p) {
			return passOn()
		}
		return decided(Live, statusLine(p.Status))
	},
}
