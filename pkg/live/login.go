package live

var login = Heuristic{
	Name:    "login",
	Summary: "The page shows a login, and next to nothing else: the link is walled.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		d := e.document()
		if !isSuccess(e.Page) || !d.isHTML || namesLogin(e.Page.URL) || d.ownWords > 60 {
			return passOn()
		}
		named := logins.in(d.plainTitles(), 1) > 0
		text := d.plain()
		shows := d.password && (named || logins.in(text, 1) > 0)
		if !shows && (!named || askLogin.in(text, 1) == 0) {
			return passOn()
		}
		if bears, _ := e.bears(); bears && len(e.Cited.Titles) > 0 && d.ownWords > 25 {
			return passOn()
		}
		return decided(Walled, "behind a login")
	},
}
