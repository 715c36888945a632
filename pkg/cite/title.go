package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// readTitle takes the title, and what its place shows of the authors before it. It gives the piece behind the title.
func (p *parse) readTitle() (behind int, ok bool) {
	quoted, slanted := p.first(quotation), p.first(italic)
	dated := p.dateBehindAuthors()
	switch {
	case quoted >= 0 && dated >= 0 && dated < quoted:
		return p.titled(quoted, p.pieces[dated].Start)
	case quoted >= 0 && slanted >= 0 && slanted < quoted:
		p.c.ContainerTitle = p.takeContainer(slanted)
		return p.titled(quoted, p.pieces[slanted].Start)
	case quoted >= 0:
		return p.titled(quoted, p.pieces[quoted].Start)
	case dated >= 0:
		return p.behindDate(dated)
	case slanted >= 0:
		return p.slanted(slanted)
	}
	return p.plain()
}

// first is the first piece of a kind that is not taken, outside of brackets; -1 if there is none.
func (p *parse) first(kind atomKind) int {
	for i, x := range p.pieces {
		if !p.used[i] && x.kind == kind && x.depth == 0 && strings.IndexFunc(x.value, unicode.IsLetter) >= 0 && !p.isEmbedded(i) {
			return i
		}
	}
	return -1
}

// isEmbedded tells of quoted words in the midst of others, which are no title: and “Clearly Established” Standards.
func (p *parse) isEmbedded(i int) bool {
	x := p.pieces[i]
	if x.kind != quotation || x.before != 0 || i == 0 || i+1 >= len(p.pieces) {
		return false
	}
	before, behind := p.pieces[i-1], p.pieces[i+1]
	if before.kind != words || behind.kind != words || behind.before != 0 || before.depth != x.depth || strings.HasSuffix(strings.TrimRight(x.value, " "), ",") {
		return false
	}
	return startsLower(behind.value) || names(p.t.s[p.body.Start:before.End]) == nil
}

// titled takes a piece as the title, and the words before a place as the authors.
func (p *parse) titled(i, authors int) (int, bool) {
	if at := p.reviewBefore(i); at >= 0 {
		p.takeBefore(p.pieces[i].Start)
		p.readAuthors(p.body.Start + at)
		p.readReview(i + 1)
		return i + 1, true
	}
	p.c.Title = titled(p.pieces[i].value)
	p.takeBefore(p.pieces[i].Start)
	p.readAuthors(authors)
	return i + 1, true
}

// reviewBefore is where the words begin that tell of a review of the title that follows; -1 if there are none. The
// review itself has no title, and must not be taken for what it reviews.
func (p *parse) reviewBefore(i int) int {
	s := strings.ToLower(strings.TrimRight(p.t.s[p.body.Start:p.pieces[i].Start], " :"))
	for _, words := range [...]string{"review of", "rezension zu", "rezension von", "reseña de", "compte rendu de", "recensione di", "rec. на", "rev. of"} {
		if at, ok := strings.CutSuffix(s, words); ok {
			return len(at)
		}
	}
	return -1
}

// readReview reads over the authors of what is reviewed.
func (p *parse) readReview(from int) {
	for i := from; i < len(p.pieces); i++ {
		if x := p.pieces[i]; x.kind == words && strings.HasPrefix(x.value, "by ") {
			p.used[i] = true
		}
	}
}

// takeBefore marks the words before a place as taken.
func (p *parse) takeBefore(at int) {
	for i, x := range p.pieces {
		if x.End <= at && x.kind == words || x.Start == at {
			p.used[i] = true
		}
	}
}

// readAuthors reads the words before a place as names.
func (p *parse) readAuthors(end int) {
	r := p.t.trimFunc(article.Range{Start: p.body.Start, End: end}, func(c rune) bool { return isSeparator(c) || c == '(' || c == '[' })
	if r.Start >= r.End || len(p.c.Author) > 0 {
		return
	}
	s := p.t.s[r.Start:r.End]
	if strings.HasSuffix(s, ").") {
		s = s[:len(s)-1]
	}
	s, editors := withoutRole(s)
	found := names(s)
	if editors {
		p.c.Editor = found
		return
	}
	p.c.Author = found
}

// withoutRole cuts off what says that the names are those of editors.
func withoutRole(s string) (string, bool) {
	for _, end := range [...]string{
		"(eds.)", "(ed.)", "(Eds.)", "(Ed.)", "(eds)", "(ed)", "(Hrsg.)", "(Hg.)", "(dir.)", "(éd.)", "(coord.)", "(coords.)", ", eds.", ", ed.",
		", eds", ", ed", ", editors", ", editor", "(Hgg.)", ", Eds.", ", Ed.", "(Eds)", "(Ed)", "(red.)", ", Hrsg.", "(a cura di)", "(org.)", "(orgs.)",
	} {
		if rest, ok := strings.CutSuffix(s, end); ok {
			return strings.TrimRight(rest, ", "), true
		}
	}
	return s, false
}

// dateBehindAuthors is the date that stands behind the authors and before the title, as APA, Harvard and Chicago's
// author-date style have it: Ruiz, A. (2021). Ruiz, Ana. 2021.
func (p *parse) dateBehindAuthors() int {
	for i, x := range p.pieces {
		switch {
		case x.kind == date && i > 0 && i+1 < len(p.pieces):
			s := strings.TrimRight(p.t.s[p.body.Start:x.Start], " ([.,")
			bracketed := x.depth == 1 && (p.pieces[i-1].depth == 0 || x.before == '(')
			stopped := x.depth == 0 && (x.before == '.' && p.pieces[i+1].before == '.' || x.before == 0 && p.pieces[i+1].kind != words)
			if (bracketed || stopped || p.initialsBefore(x.Start)) && !strings.ContainsAny(s, "0123456789") && p.opensTitle(i+1) {
				s, _ = withoutRole(s)
				if found := names(s); found != nil && (bracketed || isSurelyNames(s)) {
					return i
				}
			}
			return -1
		case x.kind != words:
			return -1
		}
	}
	return -1
}

// initialsBefore tells whether an initial stands before a place, whose stop ends a sentence as well: Ruiz, A. 2021.
func (p *parse) initialsBefore(at int) bool {
	s := strings.TrimRight(p.t.s[p.body.Start:at], " ")
	n := len(s)
	return n > 2 && s[n-1] == '.' && s[n-2] >= 'A' && s[n-2] <= 'Z' && (s[n-3] == ' ' || s[n-3] == '.')
}

// opensTitle tells whether a piece can be a title behind a date, rather than a locator.
func (p *parse) opensTitle(i int) bool {
	x := p.pieces[i]
	if x.depth > 0 || p.used[i] {
		return false
	}
	if x.kind == quotation || x.kind == italic {
		return true
	}
	return x.kind == words && !isLocator(x.value) && len(x.value) > 3 && beginsTitle(x.value)
}

func beginsTitle(s string) bool {
	s = strings.TrimLeft(s, "¿¡")
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(c) || unicode.IsDigit(c) || unicode.Is(unicode.Han, c) || unicode.Is(unicode.Katakana, c) || unicode.Is(unicode.Hiragana, c)
}

// behindDate takes the title behind a date.
func (p *parse) behindDate(i int) (int, bool) {
	if next := p.pieces[i+1]; next.kind == italic {
		return p.titled(i+1, p.pieces[i].Start)
	}
	p.readAuthors(p.pieces[i].Start)
	for k := range i {
		p.used[k] = true
	}
	return p.plainTitle(i + 1), true
}

// plainTitle takes a title that nothing marks, up to the next full stop or bracket, and gives the piece behind it.
func (p *parse) plainTitle(from int) int {
	end := from
	for end < len(p.pieces) {
		x := p.pieces[end]
		if p.used[end] || end > from && strings.ContainsRune(".?!([/–—|（", x.before) || x.kind != words && x.kind != date && x.kind != quotation || x.kind == words && isEdition(x.value) {
			break
		}
		end++
	}
	p.positional = true
	if end > from {
		last := p.pieces[end-1].End
		if last < p.body.End && (p.t.s[last] == '?' || p.t.s[last] == '!') {
			last++
		}
		p.c.Title = titled(p.t.s[p.pieces[from].Start:last])
		for i := from; i < end; i++ {
			p.used[i] = true
		}
	}
	return end
}

// slanted takes the first words in italics as the title, unless authors and a title stand before them, which makes them
// the title of what it appeared in.
func (p *parse) slanted(i int) (int, bool) {
	if n := p.authorsBeforeStop(i); n > 0 {
		p.readAuthors(p.pieces[n].Start - 1)
		for k := range n {
			p.used[k] = true
		}
		return p.plainTitle(n), true
	}
	return p.titled(i, p.pieces[i].Start)
}

// authorsBeforeStop is the piece behind a list of authors that ends with a full stop or a colon, 0 if there is none.
func (p *parse) authorsBeforeStop(before int) int {
	for i := 1; i < before && i < len(p.pieces); i++ {
		if p.pieces[i-1].kind != words || p.pieces[i-1].depth > 0 {
			return 0
		}
		if p.pieces[i].before == '.' && p.pieces[i].kind == words && p.pieces[i].depth == 0 {
			s := p.t.s[p.body.Start:p.pieces[i-1].End]
			if isSurelyNames(s) && p.opensTitle(i) {
				return i
			}
			return 0
		}
	}
	return 0
}

// plain finds a title that nothing marks by what stands around it.
func (p *parse) plain() (int, bool) {
	if len(p.pieces) == 0 {
		return 0, false
	}
	if behind, ok := p.linkedTitle(); ok {
		return behind, true
	}
	if strings.HasSuffix(strings.ToLower(p.c.Signal), "from") && len(p.pieces) > 1 && p.pieces[0].kind == words && p.pieces[1].kind == address && isTitle(p.pieces[0].value) {
		return p.plainTitle(0), true
	}
	if p.cutNames() {
		return p.plainTitle(0), true
	}
	if p.hasMediumBehind() {
		return p.plainTitle(0), true
	}
	if n := p.authorsBeforeStop(len(p.pieces)); n > 0 {
		p.readAuthors(p.pieces[n-1].End)
		for k := range n {
			p.used[k] = true
		}
		return p.plainTitle(n), true
	}
	return p.bookTitle()
}

// hasMediumBehind tells of a title that the name of its medium follows in brackets: Tide Tables [Internet].
func (p *parse) hasMediumBehind() bool {
	if len(p.pieces) < 2 || p.pieces[0].kind != words || p.pieces[1].before != '[' || strings.Contains(p.pieces[0].value, ". ") {
		return false
	}
	switch strings.ToLower(p.pieces[1].value) {
	case "internet", "online", "electronic resource", "электронный ресурс", "text", "текст", "en línea", "en ligne", "on-line", "elektronische ressource":
		return !strings.ContainsRune(p.pieces[0].value, ',')
	}
	return false
}

// linkedTitle takes the words of a link, if they can be a title.
func (p *parse) linkedTitle() (int, bool) {
	for _, l := range p.t.links {
		if l.bare || l.Start < p.body.Start || l.End > p.body.End || !isTitle(p.t.s[l.Start:l.End]) {
			continue
		}
		p.c.Title = titled(p.t.s[l.Start:l.End])
		behind := len(p.pieces)
		for i, x := range p.pieces {
			switch {
			case x.End <= l.Start:
			case x.Start < l.End:
				p.used[i] = true
			case behind > i:
				behind = i
			}
		}
		if l.Start > p.body.Start && l.Start != p.pieces[0].Start {
			p.takeBefore(l.Start)
			p.readAuthors(l.Start)
		}
		return behind, true
	}
	return 0, false
}

// isTitle tells whether words that carry a link can be the title of what they lead to: several words, not what kind of
// thing it is.
func isTitle(s string) bool {
	if isAddress(s) || strings.Contains(s, "://") {
		return false
	}
	return len(strings.Fields(s)) >= 3 && beginsTitle(s) || utf8.RuneCountInString(s) >= 6 && strings.IndexFunc(s, func(c rune) bool { return unicode.Is(unicode.Han, c) }) >= 0
}

// cutNames cuts names off the body whose form shows where they end: Ruiz A, Lee J. …; Ruiz, Ana: …; Руис А. Б. …
func (p *parse) cutNames() bool {
	s := p.words()
	n := namesBefore(s)
	if n == 0 {
		return false
	}
	found, editors := withoutRole(strings.TrimRight(s[:n], " .:,;"))
	if len(found) == 0 {
		return false
	}
	if strings.HasSuffix(strings.TrimRight(s[:n], " "), ".") && strings.Contains(found, ".") && isInitials(prose.WordBefore(found)) {
		found += "."
	}
	list := names(found)
	if list == nil {
		return false
	}
	if editors {
		p.c.Editor = list
	} else {
		p.c.Author = list
	}
	p.body.Start += n
	p.split()
	for i := range p.pieces {
		if k := p.pieces[i].kind; k != words && k != date && k != quotation && k != italic {
			p.used[i] = true
		}
	}
	return len(p.pieces) > 0
}

// bookTitle reads Ana Ruiz, Tide Tables (London: Harbor Press, 2021), 14.
func (p *parse) bookTitle() (int, bool) {
	open := -1
	for i, x := range p.pieces {
		if x.depth > 0 && i > 0 && p.isImprint(i) {
			open = i
			break
		}
		if x.kind != words {
			return 0, false
		}
	}
	if open < 1 {
		return 0, false
	}
	from := open - 1
	for k := range open - 1 {
		if _, ok := person(withoutJoiner(p.pieces[k].value)); !ok || isInstitution(p.pieces[k].value) {
			from = k
			break
		}
	}
	if from > 0 {
		p.readAuthors(p.pieces[from].Start)
	}
	for k := range from {
		p.used[k] = true
	}
	p.c.Title = titled(p.t.s[p.pieces[from].Start:p.pieces[open-1].End])
	if head, number := cutNumber(p.c.Title); number != "" && !strings.Contains(p.pieces[open].value, ": ") { // Bluebook: Tide Tables 14 (2d ed. 2001)
		p.c.Title, p.c.Locator = head, number
	}
	for k := from; k < open; k++ {
		p.used[k] = true
	}
	return open, true
}

func withoutJoiner(s string) string { return s[joinerAt(s):] }

// isImprint tells whether brackets that begin with a piece hold a publisher and a year.
func (p *parse) isImprint(i int) bool {
	colon := p.pieces[i].kind == words && strings.Contains(p.pieces[i].value, ": ")
	for ; i < len(p.pieces) && p.pieces[i].depth > 0; i++ {
		if p.pieces[i].kind == words && isEdition(p.pieces[i].value) {
			colon = true
		}
		if p.pieces[i].kind == date && p.pieces[i].open {
			return colon || i > 0 && p.pieces[i-1].depth > 0 && isPublisher(p.pieces[i-1].value)
		}
	}
	return false
}
