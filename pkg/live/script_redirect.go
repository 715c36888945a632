package live

import "strings"

var scriptRedirect = Heuristic{
	Name:    "script-redirect",
	Summary: "The page shows next to nothing and leads on by a script, which is not run: nothing is known of where it leads.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		d := e.document()
		if !isSuccess(e.Page) || !d.isHTML || d.scripts == 0 || d.textWords >= 15 || d.hasMount() {
			return passOn()
		}
		for _, call := range [...]string{"location.href=", "location.href =", "location.replace(", "location.assign(", "window.location=", "window.location ="} {
			if strings.Contains(d.code(), call) {
				return decided(Undecided, "leads on by a script, which is not run")
			}
		}
		return passOn()
	},
}

// hasMount tells of pages with an element in which a script builds a whole site.
func (d *document) hasMount() bool {
	for _, mount := range [...]string{`id="root"`, `id="app"`, `id="__next"`, `id="__nuxt"`, `id="main"`, "id=app", "id=root", "<app-root"} {
		if strings.Contains(d.code(), mount) {
			return true
		}
	}
	return false
}
