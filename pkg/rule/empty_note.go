package rule

import "github.com/ibidcheck/ibid/pkg/article"

// EmptyNote tells of notes that say nothing.
var EmptyNote = Rule{
	Name:    "empty-note",
	Summary: "a note has no words",
	Doc: `The note is there and has nothing in it, neither a word nor an address. Mostly the source was to be filled in later.
Notes of a PDF are left out, since their words may be a picture.

Write the source, or take the note and its marker out.`,
	Group:    Structure,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged.[1] It cost more than it brought.[2]

[1] Ana Ruiz, “Tide Tables,” 14.
[2]
`},
	Good: Example{Article: `The harbor was dredged.[1] It cost more than it brought.[2]

[1] Ana Ruiz, “Tide Tables,” 14.
[2] Id.
`},
	Check: emptyNote,
}

func emptyNote(p *Pass) []Finding {
	if p.Article.Format == "pdf" {
		return nil // its words may be a picture
	}
	var all []Finding
	for i, n := range p.Article.Notes {
		if len(n.Links) > 0 || hasWords(n.Text) {
			continue
		}
		f := p.written()[i].at(article.Range{}, "there is nothing in it; write the source, or take the note and its marker out")
		f.key = p.claimText(p.index.written[i].claim)
		all = append(all, f)
	}
	return all
}

func (p *Pass) claimText(claim int) string {
	if claim == article.None {
		return ""
	}
	return p.Article.Claims[claim].Text
}
