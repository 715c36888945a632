package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/metadata"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// longestFront is how many lines may stand before the first paragraph, and longestFrontLine how long each may be.
const (
	longestFront     = 10
	longestFrontLine = 250
)

// frontMatter reads the title, the authors and the date from the short lines above a text, and the article's own
// address from a line of its own at either end. The lines are marked as headings, since they claim nothing.
func frontMatter(f *flow, a *article.Article, taken []prose.Stretch) {
	var front []string
	marks := groups(f.marks)
	for i := range f.blocks {
		b := &f.blocks[i]
		if i >= longestFront || b.End-b.Start > longestFrontLine {
			break
		}
		front = append(front, f.words(b.Stretch, marks))
	}
	read := readFront(front, a)
	for i := range f.blocks[:read] {
		f.blocks[i].heading = true
	}
	a.URL = ownAddress(f, front, read, taken)
}

// readFront reads lines for as long as each is a title, a byline, a date or an address, and tells how many those are.
func readFront(lines []string, a *article.Article) int {
	read := 0
	for i, s := range lines {
		date, dated := metadata.Date(s)
		switch {
		case isByline(s):
			a.Authors = metadata.Names(s)
		case dated && len(s) < 60:
			if a.Published == "" {
				a.Published = date
			}
		case isAddress(s):
		case a.Title == "" && i <= 1:
			a.Title = s
		case strings.EqualFold(s, a.Title):
			if strings.ToUpper(a.Title) == a.Title {
				a.Title = s
			}
		default:
			return read
		}
		read = i + 1
	}
	return read
}

// isByline tells a line such as “By Ana Ruiz and Jo Lee”.
func isByline(s string) bool {
	prefix, rest, _ := strings.Cut(s, " ")
	return len(s) < 200 && strings.EqualFold(prefix, "by") && prose.Capitalised(rest) && !prose.IsStop(prose.LastRune(s))
}

// ownAddress finds a line that is nothing but an address, among the first or as the very last of a text, notes left
// out.
func ownAddress(f *flow, front []string, read int, taken []prose.Stretch) string {
	for _, s := range front[:read] {
		if isAddress(s) {
			return s
		}
	}
	if len(f.blocks) == 0 {
		return ""
	}
	last := f.blocks[len(f.blocks)-1]
	if len(taken) > 0 && last.Start < taken[len(taken)-1].End {
		return ""
	}
	s := f.text[last.Start:last.End]
	if i := strings.LastIndexByte(s, '\n'); i >= 0 {
		s = s[i+1:]
	}
	if s = strings.TrimSpace(s); isAddress(s) {
		return strings.TrimRight(s, ".")
	}
	return ""
}
