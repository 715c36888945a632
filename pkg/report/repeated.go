package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/rule"
)

// repeated is a work that several notes cite.
type repeated struct {
	Work
	leaning []leaning
}

// leaning is a claim that rests on a repeated work.
type leaning struct {
	line        int
	notes, text string
}

// repeatedWorks are in order of how often they are cited.
func repeatedWorks(a *Article) []repeated {
	byID := make(map[string]*Claim, len(a.Claims))
	for i := range a.Claims {
		byID[a.Claims[i].ID] = &a.Claims[i]
	}
	var all []repeated
	for _, w := range a.Works {
		if len(w.Notes) < 2 {
			continue
		}
		r := repeated{Work: w}
		if w.Title == "" && len(w.URLs) == 0 {
			r.Title = firstWordsOf(a, w.ID)
		}
		for _, id := range w.Claims {
			if c := byID[id]; c != nil {
				r.leaning = append(r.leaning, leans(c, w))
			}
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b repeated) int { return cmp.Compare(len(b.Notes), len(a.Notes)) })
	return all
}

// firstWordsOf are the words that cite a work first: all that there is to name it by if it has neither title nor address.
func firstWordsOf(a *Article, work string) string {
	for _, c := range a.Citations {
		if c.Work != nil && *c.Work == work {
			return c.Raw
		}
	}
	return ""
}

// leans shows a claim as far as it rests on one work: its clause if it has one, and only that work's notes.
func leans(c *Claim, w Work) leaning {
	var labels []string
	for _, label := range c.Notes {
		if slices.Contains(w.Notes, label) {
			labels = append(labels, label)
		}
	}
	l := leaning{line: c.Span.Line, text: excerpt(c)}
	if len(labels) > 0 {
		l.notes = inNotes(labels)
	}
	return l
}

// where is such as "line 12, note 3".
func (l leaning) where() string {
	at := atLines([]int{l.line})
	if l.notes == "" {
		return at
	}
	return at + ", " + l.notes
}

func excerpt(c *Claim) string {
	if c.Clause == "" {
		return c.Text
	}
	text := c.Clause
	if !strings.HasPrefix(c.Text, c.Clause) {
		text = "… " + text
	}
	if !strings.HasSuffix(c.Text, c.Clause) {
		text += " …"
	}
	return text
}

// standsFor counts the notices that the section of repeated works stands for.
func (s *sheet) standsFor() string {
	if s.implied == 0 {
		return ""
	}
	return severityOf("info").noun.count(s.implied) + " [" + rule.RepeatCitation.Name + "]"
}
