package cite

import (
	"strings"
	"unicode/utf8"
)

var (
	volumeLabels = [...]string{"vol.", "Vol.", "vols.", "volume", "Volume", "Bd.", "Band", "Jg.", "т.", "Т.", "t.", "tome", "v.", "vol", "Vol", "Jahrgang", "V."}
	issueLabels  = [...]string{"no.", "No.", "nos.", "no", "No", "nr.", "Nr.", "issue", "Issue", "iss.", "H.", "Heft", "№", "n°", "nº", "n.º", "núm.", "num.", "вып.", "n.o", "Iss.", "Nº", "N°"}
)

// afterAny gives what follows one of the labels.
func afterAny(s string, labels []string) (string, bool) {
	for _, l := range labels {
		if rest, ok := afterLabel(s, l); ok {
			return rest, true
		}
	}
	return "", false
}

// readNumbers takes editions, volumes, issues, pages and locators.
func (p *parse) readNumbers() {
	for i := range p.pieces {
		if p.used[i] || p.pieces[i].kind != words && p.pieces[i].kind != italic {
			continue
		}
		if p.pieces[i].kind == words && p.takeReporter(i) {
			continue
		}
		p.cutVolume(i)
		s := p.pieces[i].value
		if p.pieces[i].kind == italic {
			continue
		}
		switch {
		case isClock(s), isExtent(s), p.takeEdition(i, s), p.takeVolume(i, s), p.takeIssue(i, s), p.takePages(i, s):
			p.used[i] = true
		}
	}
}

// cutVolume cuts the volume off the name of a journal: Harbor Review 12, no. 3; Harbor Review, 12(3).
func (p *parse) cutVolume(i int) {
	head, number := cutNumber(p.pieces[i].value)
	if number == "" || p.c.Title == "" && p.pieces[i].kind == words || p.c.Volume != "" || !p.numbersFollow(i) || p.pieces[i].depth > 0 {
		return
	}
	if at := strings.IndexAny(number, "./"); at > 0 {
		set(&p.c.Issue, number[at+1:])
		number = number[:at]
	}
	p.pieces[i].value = head
	p.c.Volume = number
	if next := p.pieces[i+1]; next.before == '(' && next.kind == words {
		set(&p.c.Issue, next.value)
		p.used[i+1] = true
	}
}

// takeReporter reads the volume, the journal or reporter and the page as law has them: 12 Harbor L. Rev. 345.
func (p *parse) takeReporter(i int) bool {
	s, end := p.pieces[i].value, i
	for end+1 < len(p.pieces) && isDigit(s[0]) && !isVolume(s[strings.LastIndexByte(s, ' ')+1:]) {
		if next := p.pieces[end+1]; next.kind != words || next.before != '.' || next.depth != p.pieces[i].depth {
			break
		}
		end++ // 119 Colum. L. Rev. 973
		s = p.t.s[p.pieces[i].Start:p.pieces[end].End]
	}
	first, last := strings.IndexByte(s, ' '), strings.LastIndexByte(s, ' ')
	if first <= 0 || last <= first || !isVolume(s[:first]) || !isVolume(s[last+1:]) && !isPages(s[last+1:]) || !beginsTitle(s[first+1:last]) || isDigit(s[first+1]) ||
		strings.Contains(s, "§") || strings.HasSuffix(s[:last], " at") {
		return false
	}
	if p.c.ContainerTitle != "" || !p.hasBracketedYear() {
		return false
	}
	p.c.Volume, p.c.ContainerTitle, p.c.Page = s[:first], s[first+1:last], s[last+1:]
	for k := i; k <= end; k++ {
		p.used[k] = true
	}
	if p.c.Title == "" && len(p.c.Author) == 0 {
		p.titleBefore(i)
	}
	return true
}

// titleBefore reads the words before a reporter: the parties of a case, or authors and a title.
func (p *parse) titleBefore(end int) {
	if end == 0 || p.pieces[0].kind != words {
		return
	}
	from := 0
	if strings.Contains(p.pieces[0].value, " v. ") {
		p.c.Type = "legal_case"
	} else {
		for from < end-1 && names(p.pieces[from].value) != nil && !isInstitution(p.pieces[from].value) {
			from++
		}
		if from == 0 {
			return
		}
		p.readAuthors(p.pieces[from].Start)
		if from < end-1 && isRubric(p.pieces[from].value) {
			from++
		}
	}
	p.c.Title = titled(p.t.s[p.pieces[from].Start:p.pieces[end-1].End])
	for k := range end {
		p.used[k] = true
	}
}

// isRubric tells of what law reviews print before a title.
func isRubric(s string) bool {
	switch s {
	case "Note", "Comment", "Essay", "Book Review", "Article", "Symposium", "Review", "Case Comment", "Recent Case":
		return true
	}
	return false
}

func isPages(s string) bool { return isNumbers(s) && isDigit(s[0]) }

func (p *parse) hasBracketedYear() bool {
	for _, x := range p.pieces {
		if x.kind == date && x.depth > 0 {
			return true
		}
	}
	return false
}

// isExtent tells how long a source is: 320 p., 320 с.
func isExtent(s string) bool {
	n := digitsLength(s)
	if n == 0 {
		return false
	}
	switch strings.Trim(s[n:], " .") {
	case "p", "pp", "с", "S", "pages", "Seiten", "pgs", "págs":
		return true
	}
	return false
}

// isClock tells of a time of day: 4:05 p.m.
func isClock(s string) bool {
	if len(s) > 16 || !isDigit(s[0]) {
		return false
	}
	for _, end := range [...]string{"p.m", "a.m", "pm", "am", "Uhr", "GMT", "UTC", "ET", "EST", "EDT", "h"} {
		if strings.HasSuffix(strings.TrimRight(s, "."), end) {
			return true
		}
	}
	return false
}

// takeEdition reads 2nd ed., 3rd edn, 2. Aufl., 2e éd., rev. ed., 2-е изд.
func (p *parse) takeEdition(_ int, s string) bool {
	edition := editionOf(s)
	if edition == "" {
		return false
	}
	set(&p.c.Edition, edition)
	return true
}

func isEdition(s string) bool { return editionOf(s) != "" }

// editionOf is the number or the word of an edition, empty if the words name none.
func editionOf(s string) string {
	lower := strings.ToLower(strings.TrimRight(s, ". "))
	for _, word := range [...]string{"ed", "edn", "edition", "aufl", "auflage", "éd", "édition", "edición", "изд", "ediz", "edição"} {
		head, ok := strings.CutSuffix(lower, word)
		if !ok || head == "" || !strings.HasSuffix(head, " ") || len(head) > len(s) {
			continue
		}
		head = strings.TrimSpace(s[:len(head)])
		if len(head) > 24 || len(strings.Fields(head)) > 3 {
			return ""
		}
		n := digitsLength(head)
		switch {
		case n > 0 && len(head) <= 6:
			return head[:n]
		case n == 0 && !isOrdinalWord(head):
			return ""
		}
		return head
	}
	return ""
}

func isOrdinalWord(s string) bool {
	switch strings.ToLower(strings.TrimRight(s, ".")) {
	case "rev", "revised", "second", "third", "fourth", "fifth", "sixth", "first", "new", "erw", "überarb", "deluxe", "expanded", "international", "enlarged", "updated":
		return true
	}
	return false
}

func (p *parse) takeVolume(i int, s string) bool {
	if rest, ok := afterAny(s, volumeLabels[:]); ok && len(rest) <= 12 && (isNumbers(rest) || isUpperRoman(rest)) {
		set(&p.c.Volume, rest)
		return true
	}
	if p.isVolumeBehindItalics(i, s) {
		set(&p.c.Volume, s)
		return true
	}
	if i == 0 || p.c.Volume != "" || !isVolume(s) || !p.numbersFollow(i) || p.pieces[i].before == ':' {
		return false
	}
	next := p.pieces[i+1]
	if next.kind == date && strings.ContainsAny(s, "./") { // MHRA: 12.3 (2021)
		at := strings.IndexAny(s, "./")
		set(&p.c.Volume, s[:at])
		set(&p.c.Issue, s[at+1:])
		return true
	}
	set(&p.c.Volume, s)
	if next.kind == words && next.before == '(' && isNumbers(next.value) {
		set(&p.c.Issue, next.value)
		p.used[i+1] = true
	}
	return true
}

// isVolumeBehindItalics tells a volume between the name of a journal and pages: Harbor Review, 12, 1–19.
func (p *parse) isVolumeBehindItalics(i int, s string) bool {
	if i == 0 || i+1 >= len(p.pieces) || !isVolume(s) || p.pieces[i-1].kind != italic {
		return false
	}
	next := p.pieces[i+1]
	return next.kind == words && next.before == ',' && isNumbers(next.value) && strings.ContainsAny(next.value, "–-")
}

func isUpperRoman(s string) bool {
	return s != "" && strings.Trim(s, "IVXLC") == ""
}

func (p *parse) takeIssue(i int, s string) bool {
	rest, ok := afterAny(s, issueLabels[:])
	if !ok && i > 0 && p.used[i-1] && p.c.Volume != "" && strings.HasSuffix(p.pieces[i-1].value, " "+p.c.Volume) { // v. 12, n. 3
		rest, ok = afterLabel(s, "n.")
	}
	if !ok || len(rest) > 14 || !isDigit(rest[0]) {
		return false
	}
	set(&p.c.Issue, rest)
	return true
}

// takePages reads pages and locators. A range of pages that belongs to the source, rather than to what is cited of it,
// is told by its entry, by a style that has no other, or by a page that follows it in brackets: 1–9 (p. 4).
func (p *parse) takePages(i int, s string) bool {
	if i == 0 && p.c.Kind == Commentary {
		return false
	}
	if rest, ok := afterAny(s, []string{"hier", "here", "ici", "aquí", "qui", "aqui"}); ok && isLocator(rest) {
		if p.c.Page == "" {
			p.c.Page, _, _ = cutLabel(p.c.Locator)
		}
		p.c.Locator = rest
		return true
	}
	if !isLocator(s) {
		return false
	}
	rest, page, labelled := cutLabel(s)
	x := p.pieces[i]
	switch {
	case labelled && !page:
		set(&p.c.Locator, s)
	case p.c.Page == "" && (p.entry || p.isWholeRange(i)):
		p.c.Page = strings.TrimRight(rest, ".")
	case p.c.Locator == "":
		p.c.Locator = strings.TrimRight(s, ".,")
		p.addNumbers(i)
	case x.before == ',' && i > 0 && p.used[i-1]:
		p.c.Locator += ", " + s
	}
	return true
}

// addNumbers adds the numbers that follow a locator: 14, 17–18.
func (p *parse) addNumbers(i int) {
	for k := i + 1; k < len(p.pieces); k++ {
		x := p.pieces[k]
		if x.kind != words || x.before != ',' || x.depth != p.pieces[i].depth || !isNumbers(x.value) || len(x.value) > 9 {
			return
		}
		p.c.Locator += ", " + strings.TrimRight(x.value, ".")
		p.used[k] = true
	}
}

func (p *parse) isWholeRange(i int) bool {
	x := p.pieces[i]
	if i+1 < len(p.pieces) {
		next := p.pieces[i+1]
		if _, page, ok := cutLabel(next.value); ok && page && next.before == '(' {
			return true
		}
		if next.kind == words && isNumbers(next.value) && (next.before == ':' || next.before == ',') && strings.ContainsAny(x.value, "–-") && !strings.ContainsAny(next.value, "–-") {
			return true
		}
	}
	if p.c.Volume == "" || i == 0 {
		return false
	}
	before := p.pieces[i-1]                                                                               // 12(3), 1–9; 12(3):1–9
	if before.kind == date && before.depth > 0 && x.before == ',' && strings.ContainsAny(x.value, "–-") { // MHRA: 12.3 (2021), 1–9
		return true
	}
	if before.before == '(' && before.kind == words && p.used[i-1] && before.value == p.c.Issue {
		return true
	}
	c, _ := utf8.DecodeRuneInString(x.value)
	return c != 0 && before.value == p.c.Volume && (before.before == ';' || before.before == ',' && x.before == ',')
}
