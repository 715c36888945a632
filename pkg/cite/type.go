package cite

import "strings"

// setType tells what kind of document a source is, where the fields show it.
func (p *parse) setType() {
	c := p.c
	if c.Type != "" || c.Title == "" && c.ContainerTitle == "" {
		return
	}
	switch {
	case p.says("dissertation", "thesis", "diss.", "thèse"):
		c.Type = "thesis"
	case c.ContainerTitle != "" && (c.Volume != "" || c.Issue != "") && c.ISBN == "":
		c.Type = "article-journal"
	case c.ContainerTitle != "" && c.Publisher != "":
		c.Type = "chapter"
	case c.Publisher != "" || c.ISBN != "" && c.ContainerTitle == "":
		c.Type = "book"
	case p.says("report", "rapport", "bericht", "informe"):
		c.Type = "report"
	case p.says("press release"):
		c.Type = "article"
	}
}

// says tells whether words that nothing has taken end with one of some.
func (p *parse) says(kinds ...string) bool {
	for i, x := range p.pieces {
		if p.used[i] || x.kind != words {
			continue
		}
		lower := strings.ToLower(strings.TrimRight(x.value, "."))
		for _, kind := range kinds {
			if strings.HasSuffix(lower, strings.TrimRight(kind, ".")) {
				return true
			}
		}
	}
	return false
}
