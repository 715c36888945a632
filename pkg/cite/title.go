package cite

import (
	"strings"
	"unicode"

	"github.com/ibidcheck/ibid/pkg/article"
)

// readTitle takes the title, and by its place the authors before it and the container behind it.
func (p *parse) readTitle() {
	i := p.titleAt()
	if i < 0 {
		return
	}
	p.c.Title = titled(p.pieces[i].value)
	p.used[i] = true
	p.readAuthors(p.pieces[i].Start)
	p.readContainer(i + 1)
}

// titleAt is the piece that is the title, -1 if none surely is.
func (p *parse) titleAt() int {
	for _, kind := range [...]atomKind{quotation, italic} {
		for i, x := range p.pieces {
			if !p.used[i] && x.kind == kind && x.depth == 0 && strings.IndexFunc(x.value, unicode.IsLetter) >= 0 {
				return i
			}
		}
	}
	return -1
}

// readContainer takes what stands behind the title: in italics, or words before the date.
func (p *parse) readContainer(from int) {
	for i := from; i < len(p.pieces); i++ {
		x := p.pieces[i]
		if !p.used[i] && x.kind == italic && x.depth == 0 {
			p.c.ContainerTitle = titled(x.value)
			p.used[i] = true
			return
		}
	}
	for i := from; i < len(p.pieces); i++ {
		x := p.pieces[i]
		if p.used[i] || x.kind != words || x.depth > 0 {
			if x.kind == date || x.kind == address {
				return
			}
			continue
		}
		if isContainer(x.value) {
			p.c.ContainerTitle = x.value
			p.used[i] = true
		}
		return
	}
}

// isContainer tells of words that can name a publication, and are not only what kind it is.
func isContainer(s string) bool {
	first := strings.IndexFunc(s, unicode.IsLetter)
	if first != 0 || len(s) > 120 {
		return false
	}
	return !isGenre(s) && strings.IndexFunc(s, unicode.IsUpper) >= 0
}

// isGenre tells of words that say what kind of document something is.
func isGenre(s string) bool {
	last := s
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		last = s[i+1:]
	}
	switch strings.ToLower(last) {
	case "report", "testimony", "release", "paper", "thesis", "dissertation", "interview", "speech", "statement", "video", "podcast", "blog", "brief", "memo",
		"memorandum", "hearing", "transcript", "remarks", "letter", "email", "manuscript", "draft", "presentation", "lecture", "tweet", "fact sheet", "sheet":
		return true
	}
	return false
}

// readAuthors takes the names before the title.
func (p *parse) readAuthors(end int) {
	r := p.t.trimFunc(article.Range{Start: p.body.Start, End: end}, isSeparator)
	if r.Start >= r.End {
		return
	}
	p.c.Author = names(p.t.s[r.Start:r.End])
	for i, x := range p.pieces {
		if x.End <= end {
			p.used[i] = true
		}
	}
}
