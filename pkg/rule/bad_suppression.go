package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
)

// BadSuppression tells of suppressions in the article that cannot be heeded.
var BadSuppression = Rule{
	Name:    "bad-suppression",
	Summary: "a suppression in the article cannot be heeded",
	Doc: `A comment in the article can keep findings back: “ibid: ignore dead-link -- the mirror is being moved” for the next note,
paragraph or table, or for the one in which or behind which it stands on a line; “ibid: ignore-block dead-link -- …” up to
“ibid: end”; and “ibid: ignore-file dead-link -- …” for the whole article. The notes of a paragraph are covered with it; a
comment within a note is for that note alone. A heading is passed over, unless it has a link or a mark. Several rules are
parted by commas.

What is said of an address or a host that stands in several notes is kept back note by note, and still told of the others.
What is said of how several places go together, as in described-twice, is kept back where the finding stands.

The reason stands behind two hyphens, or behind a dash where the format has no hyphens in its comments. A suppression without
one, or of a rule that does not exist, suppresses nothing.

Comments are those of the format: <!-- --> in HTML, Markdown, wikitext and XML, % in LaTeX, .. in reStructuredText, // and
//// in AsciiDoc, # and #+BEGIN_COMMENT in Org; in a word processor its own, which are for the note if they are attached to
nothing but its mark; in plain text, square brackets on a line of their own.`,
	Group:    Suppression,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged in March.[1]

[ibid: ignore url-date]
[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 24, 2024, https://review.example/2022/05/24/tide-tables.
`},
	Good: Example{Article: `The harbor was dredged in March.[1]

[ibid: ignore url-date -- the paper was reprinted under its old address]
[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 24, 2024, https://review.example/2022/05/24/tide-tables.
`},
	Check: badSuppression,
}

func badSuppression(p *Pass) []Finding {
	var all []Finding
	for _, s := range p.suppressions {
		wrong := s.wrong
		for _, name := range s.Rules {
			if wrong == "" && s.Verb != endBlock && !slices.Contains(p.names, name) {
				wrong = fmt.Sprintf("there is no rule %q to suppress%s", name, orNearest("; ibid rules lists them", name, p.names))
			}
		}
		if wrong != "" {
			all = append(all, Finding{Span: s.Span, Message: wrong, key: s.Verb + " " + strings.Join(s.Rules, " ") + " " + s.Reason})
		}
	}
	return all
}

// orNearest is a way out of a wrong name: another one that is like it, if there is one.
func orNearest(wayOut, name string, known []string) string {
	if near := match.Nearest(name, known); near != "" {
		return "; is " + near + " meant?"
	}
	return wayOut
}
