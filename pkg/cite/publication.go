package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readPublication takes what stands behind the title: container, publisher, editors.
func (p *parse) readPublication(from int) {
	p.readBylines(from)
	p.readImprint(from)
	for i := from; i < len(p.pieces) && p.c.ContainerTitle == ""; i++ {
		if x := p.pieces[i]; !p.used[i] && x.kind == quotation && (strings.HasPrefix(p.t.s[x.Start:], "『") || strings.HasPrefix(p.t.s[x.Start:], "《")) {
			p.c.ContainerTitle = p.takeContainer(i)
		}
	}
	for i := from; i < len(p.pieces) && p.c.ContainerTitle == ""; i++ {
		if x := p.pieces[i]; !p.used[i] && x.kind == italic && (x.depth == 0 || x.depth == 1 && x.before == '(') {
			p.c.ContainerTitle = p.takeContainer(i)
		}
	}
	if p.c.ContainerTitle == "" {
		p.plainContainer(from)
	}
}

// takeContainer takes a piece as a container.
func (p *parse) takeContainer(i int) string {
	p.used[i] = true
	return titled(p.pieces[i].value)
}

// cutNumber cuts a number off the end of a name.
func cutNumber(s string) (head, number string) {
	i := strings.LastIndexAny(s, " ,")
	if i <= 0 || !isVolume(s[i+1:]) {
		return s, ""
	}
	return strings.TrimRight(s[:i], " ,"), s[i+1:]
}

// isVolume tells of the number of a volume: 12, 12.3, 12/3; no year.
func isVolume(s string) bool {
	if s == "" || len(s) > 9 {
		return false
	}
	for i := range len(s) {
		if !isDigit(s[i]) && (i == 0 || s[i] != '.' && s[i] != '/' && s[i] != '-') {
			return false
		}
	}
	return isDigit(s[len(s)-1]) && (len(s) != 4 || digitsLength(s) < 4)
}

// numbersFollow tells whether behind a piece the issue, the year in brackets or pages follow.
func (p *parse) numbersFollow(i int) bool {
	if i+1 >= len(p.pieces) {
		return false
	}
	next := p.pieces[i+1]
	if next.before == '(' && (next.kind == date && len(next.value) <= len("2021-05") || next.kind == words && isNumbers(next.value)) {
		return true
	}
	_, isIssue := afterAny(next.value, issueLabels[:])
	_, page, labelled := cutLabel(next.value)
	return next.kind == words && (isIssue || next.before == ':' && isNumbers(next.value) || labelled && page)
}

// readBylines takes the names behind "by", "edited by" and their like.
func (p *parse) readBylines(from int) {
	for i := from; i < len(p.pieces); i++ {
		x := p.pieces[i]
		if p.used[i] || x.kind != words {
			continue
		}
		for _, role := range bylines {
			rest, ok := afterLabel(x.value, role.words)
			if !ok {
				continue
			}
			p.used[i] = true
			list := names(rest)
			switch {
			case role.author && len(p.c.Author) == 0:
				p.c.Author = list
			case role.editor && len(p.c.Editor) == 0:
				p.c.Editor = list
			}
			break
		}
	}
}

// bylines stand before names; those of translators and others are read over.
var bylines = [...]struct {
	words          string
	author, editor bool
}{
	{"by", true, false},
	{"edited by", false, true},
	{"ed. by", false, true},
	{"eds.", false, true},
	{"ed.", false, true},
	{"hrsg. von", false, true},
	{"hg. von", false, true},
	{"Hrsg. von", false, true},
	{"Hg. von", false, true},
	{"herausgegeben von", false, true},
	{"edited and translated by", false, true},
	{"trans.", false, false},
	{"translated by", false, false},
	{"trans. by", false, false},
	{"tr.", false, false},
	{"übers. von", false, false},
	{"trad.", false, false},
	{"with", false, false},
	{"foreword by", false, false},
	{"introduction by", false, false},
	{"illustrated by", false, false},
	{"narrated by", false, false},
	{"directed by", false, false},
	{"interviewed by", false, false},
	{"interview by", false, false},
}

// readImprint takes place and publisher: (London: Harbor Press, 2021), London: Harbor Press, 2021.
func (p *parse) readImprint(from int) {
	for i := from; i < len(p.pieces); i++ {
		x := p.pieces[i]
		if p.used[i] || x.kind != words {
			continue
		}
		place, publisher, found := strings.Cut(x.value, ": ")
		switch {
		case found && isPlace(place) && beginsTitle(publisher) && (x.depth > 0 || x.before == '.' || x.before == ',' || x.before == '–' || x.before == '—') && p.endsImprint(i):
			if i > from && x.before == ',' && p.pieces[i-1].kind == words && !p.used[i-1] && p.pieces[i-1].depth == x.depth && isPlace(p.pieces[i-1].value) {
				place = p.pieces[i-1].value + ", " + place
				p.used[i-1] = true
			}
			p.c.PublisherPlace, p.c.Publisher = place, publisher
		case x.depth > 0 && p.yearBehind(i) && (isPublisher(x.value) || p.pieces[i+1].before == 0 && p.c.Edition != ""), x.depth == 0 && (x.before == '.' || x.before == '，') && isPublisher(x.value) && len(p.c.Author) > 0 && p.c.ContainerTitle == "":
			p.c.Publisher = x.value
		case p.isPlaceBehindTitle(i):
			p.c.PublisherPlace = x.value
			if next := i + 1; p.pieces[next].kind == words {
				p.c.Publisher = p.pieces[next].value
				p.used[next] = true
			}
		default:
			continue
		}
		p.used[i] = true
		return
	}
}

// isPlaceBehindTitle tells a place behind the title of a book: Paris, Éditions du Port, 2001; Hamburg 2001.
func (p *parse) isPlaceBehindTitle(i int) bool {
	x := p.pieces[i]
	if p.c.ContainerTitle != "" || p.c.Volume != "" || i+1 >= len(p.pieces) || !isPlace(x.value) || isPublisher(x.value) || len(strings.Fields(x.value)) > 3 || p.first(italic) >= 0 {
		return false
	}
	if i == 0 || p.pieces[i-1].kind == quotation {
		return false
	}
	next := p.pieces[i+1]
	if next.kind == date && next.open && next.before == 0 {
		return true
	}
	return next.kind == words && next.before == ',' && isPublisher(next.value) && !strings.Contains(next.value, ": ") && p.yearBehind(i+1)
}

func (p *parse) yearBehind(i int) bool {
	return i+1 < len(p.pieces) && p.pieces[i+1].kind == date && p.pieces[i+1].open
}

// endsImprint tells whether a year, or nothing that is read, stands behind a publisher.
func (p *parse) endsImprint(i int) bool {
	if i+1 >= len(p.pieces) {
		return true
	}
	next := p.pieces[i+1]
	return next.kind != italic && next.kind != quotation && (next.kind != date || next.open)
}

// isPlace tells of the name of a town, or of several.
func isPlace(s string) bool {
	fields := strings.Fields(s)
	if len(fields) == 0 || len(fields) > 5 {
		return false
	}
	switch strings.ToLower(fields[0]) {
	case "in", "url", "doi", "source", "see", "review", "chapter", "part", "vol.", "series", "report", "note", "isbn":
		return false
	}
	for _, w := range fields {
		c, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(c) && !isParticle(w) && joinerAt(w+" ") == 0 && w != "/" && w != "am" && w != "upon" && w != "on" && w != "sur" {
			return false
		}
		if strings.ContainsAny(w, "0123456789") {
			return false
		}
	}
	return true
}

// isPublisher tells of words that name a publisher by a word that such names have.
func isPublisher(s string) bool {
	if !beginsTitle(s) || len(s) > 80 {
		return false
	}
	for _, word := range [...]string{"出版", "書店", "书店", "書房", "-Verlag", "verlag"} {
		if strings.Contains(s, word) {
			return true
		}
	}
	for w := range strings.FieldsSeq(s) {
		switch strings.ToLower(strings.Trim(w, ".,")) {
		case "press", "verlag", "publishers", "publishing", "publications", "books", "éditions", "editions", "presses", "editorial", "ediciones", "edizioni", "editora",
			"editore", "editions,", "uitgeverij", "förlag", "forlag", "издательство", "изд-во", "university", "universitätsverlag", "oup", "cup", "publisher", "wydawnictwo":
			return true
		}
	}
	return false
}

// plainContainer takes the first words behind the title that nothing else has taken, up to the date or the address.
func (p *parse) plainContainer(from int) {
	for i := from; i < len(p.pieces); i++ {
		x := p.pieces[i]
		if x.kind != words || x.depth > 0 || p.used[i] {
			if x.kind == date && x.depth == 0 || x.kind == address || x.kind == accessed {
				return
			}
			continue
		}
		s := withoutIn(x.value)
		if p.positional && i+1 < len(p.pieces) && p.pieces[i+1].kind == words && p.pieces[i+1].before == ',' && !p.used[i+1] {
			return // the words go on behind a comma, and where the name ends is open
		}
		if isContainer(s) {
			p.c.ContainerTitle = strings.TrimRight(s, ".:、")
			p.used[i] = true
		}
		return
	}
}

func withoutIn(s string) string {
	for _, in := range [...]string{"In: ", "in: ", "In ", "in ", "Dans ", "dans ", "En: ", "En ", "en ", "// "} {
		if rest, ok := strings.CutPrefix(s, in); ok {
			return rest
		}
	}
	return s
}

// isContainer tells of words that can name a publication, and are not only what kind it is.
func isContainer(s string) bool {
	first := strings.IndexFunc(s, unicode.IsLetter)
	if first < 0 || first > 0 && !isDigit(s[0]) || len(s) > 120 || isVolume(s) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(s)
	if unicode.IsLower(c) && !hasInnerCapital(s) || isReportNumber(s) {
		return false
	}
	return !isGenre(s) && !isPublisherOnly(s)
}

// isReportNumber tells of the number of a document in a series: RFC 1766, STD 3.
func isReportNumber(s string) bool {
	series, number, found := strings.Cut(s, " ")
	return found && isAcronym(series) && isNumbers(number)
}

// hasInnerCapital tells of names such as iFixit, eLife.
func hasInnerCapital(s string) bool {
	word, _, _ := strings.Cut(s, " ")
	return strings.IndexFunc(word, unicode.IsUpper) > 0
}

func isPublisherOnly(s string) bool {
	switch strings.ToLower(strings.TrimRight(s, ": .")) {
	case "online", "available at", "accessible at", "accessed at", "found at", "accessed", "at", "disponible en", "disponible sur", "verfügbar unter", "abrufbar unter",
		"disponibile su", "disponível em", "режим доступа", "zugriff", "retrieved", "available", "doi", "in", "from", "via",
		"en ligne", "en línea", "internet", "available from", "url", "retrieved from", "print", "web", "kindle", "ebook", "pdf", "html", "n.d", "video", "n.p", "forthcoming", "in press",
		"archived", "subscription required", "paywall", "emphasis added", "my translation", "author’s translation", "unpublished", "электронный ресурс":
		return true
	}
	return false
}

// isGenre tells of words that say what kind of document something is.
func isGenre(s string) bool {
	last := strings.ToLower(s)
	if i := strings.LastIndexByte(last, ' '); i >= 0 {
		last = last[i+1:]
	}
	switch last {
	case "report", "testimony", "release", "paper", "thesis", "dissertation", "interview", "speech", "statement", "video", "podcast", "brief", "memo", "op-ed",
		"memorandum", "hearing", "transcript", "remarks", "letter", "email", "manuscript", "draft", "presentation", "lecture", "tweet", "sheet", "editorial":
		return true
	}
	return false
}
