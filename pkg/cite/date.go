package cite

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// labelled tells what a date is said to be, and takes the words that say so into its range.
func (t *text) labelled(from, to int, r article.Range) (article.Range, atomKind) {
	before := t.s[from:r.Start]
	if n := len(before); n > longestLabel {
		cut := n - longestLabel
		for cut < n && !utf8.RuneStart(before[cut]) {
			cut++
		}
		before = before[cut:]
	}
	if start, kind := labelBefore(before); kind != date {
		return article.Range{Start: r.Start - (len(before) - start), End: r.End}, kind
	}
	for _, label := range [...]string{"最終閲覧", "閲覧", "に閲覧", "アクセス", "访问", "瀏覽", "浏览"} {
		if strings.HasPrefix(t.s[r.End:to], label) {
			return article.Range{Start: r.Start, End: r.End + len(label)}, accessed
		}
	}
	if isArchivedBehind(t.s[r.End:to]) || t.isOfCopyAt(from, r.Start) {
		return r, archived
	}
	return r, date
}

// isOfCopyAt tells whether nothing but the address of a copy parts a date from the words that say so: archived at
// https://archive.example/x on 3 May.
func (t *text) isOfCopyAt(from, at int) bool {
	i := sort.Search(len(t.atoms), func(i int) bool { return t.atoms[i].End >= from })
	if i == len(t.atoms) || t.atoms[i].End != from || t.atoms[i].kind != address {
		return false
	}
	between := strings.TrimFunc(t.s[from:at], isAroundDate)
	if between != "" && !isBetween(between) {
		return false
	}
	before := t.s[max(0, t.atoms[i].Start-longestLabel):t.atoms[i].Start]
	_, ok := archivedBefore(strings.ToLower(before))
	return ok
}

// longestLabel is how many bytes before a date are searched for what it is said to be.
const longestLabel = 96

// labelBefore finds the label that ends a text, small words and colons between it and the date left aside.
func labelBefore(s string) (start int, kind atomKind) {
	end := strings.TrimRightFunc(s, func(c rune) bool { return prose.IsBlank(c) || c == ':' || c == '：' || c == ',' || c == '(' })
	for range 3 {
		word := prose.WordBefore(end)
		if !isBetween(strings.ToLower(word)) {
			break
		}
		end = strings.TrimRightFunc(strings.TrimSuffix(end, word), func(c rune) bool { return prose.IsBlank(c) || c == ':' || c == ',' })
	}
	lower := strings.ToLower(end)
	if len(lower) != len(end) {
		return len(s), date
	}
	for _, l := range accessLabels {
		if start, ok := endsWithLabel(lower, l); ok {
			return start, accessed
		}
	}
	for _, l := range otherLabels {
		if start, ok := endsWithLabel(lower, l); ok {
			return start, archived
		}
	}
	if start, ok := archivedBefore(lower); ok {
		return start, archived
	}
	return len(s), date
}

func endsWithLabel(s, label string) (int, bool) {
	if !strings.HasSuffix(s, label) {
		return 0, false
	}
	start := len(s) - len(label)
	if start > 0 {
		c, _ := utf8.DecodeLastRuneInString(s[:start])
		first, _ := utf8.DecodeRuneInString(label)
		if unicode.IsLetter(c) && !unicode.Is(unicode.Han, first) && !unicode.Is(unicode.Katakana, first) {
			return 0, false
		}
	}
	return start, true
}

// isBetween tells of small words between a label and its date.
func isBetween(word string) bool {
	switch word {
	case "on", "the", "am", "vom", "den", "le", "el", "il", "em", "op", "the.", "of", "as", "at", "dia", "día", "w", "dnia", "since", "in":
		return true
	}
	return false
}

// accessLabels say when a page was looked at, longest first where one ends another.
var accessLabels = [...]string{
	"last accessed", "date accessed", "accessed", "access date", "date of access", "last access", "last visited", "visited", "last checked", "last viewed",
	"viewed", "last retrieved", "retrieved", "cited", "last consulted", "consulted", "accessed online", "checked", "last seen", "access",
	"zuletzt abgerufen", "abgerufen", "letzter abruf", "abruf", "abrufdatum", "letzter zugriff", "letzter aufruf", "zuletzt aufgerufen", "aufgerufen",
	"zugriff", "zugriffsdatum", "zugegriffen", "zuletzt besucht", "besucht", "zuletzt geprüft", "eingesehen", "zuletzt eingesehen",
	"page consultée", "consultée", "consulté", "dernière consultation", "date de consultation", "visité", "dernier accès", "consultation",
	"fecha de consulta", "última consulta", "consultado", "consultada", "consulta", "fecha de acceso", "último acceso", "accedido", "recuperado", "acceso",
	"consultato", "ultimo accesso", "ultima consultazione", "data di accesso", "accesso",
	"acesso", "acessado", "acedido", "citado", "citado em", "citado el", "data de acesso", "último acesso", "consultado a",
	"geraadpleegd", "hämtad", "hämtat", "besökt", "dostęp", "data dostępu", "lest", "besøgt", "tilgået", "luettu", "viitattu", "megtekintés",
	"дата обращения", "дата доступа", "дата последнего обращения", "обращения", "доступ",
	"最終閲覧日", "最終閲覧", "閲覧日", "アクセス日", "最終アクセス日", "最終アクセス", "访问日期", "访问时间", "檢索日期", "检索日期", "引用日期", "瀏覽日期",
}

// otherLabels say of a date that it is neither that of publication nor that of access.
var otherLabels = [...]string{
	"archived", "archived from the original", "archive", "archiviert", "archivé", "archivado", "archived copy", "captured", "saved", "snapshot",
	"last updated", "updated", "last modified", "modified", "last edited", "revised", "last revised", "first published", "originally published",
	"orig. pub", "orig. publ", "original work published", "reprinted", "reprint", "repr", "born", "died", "killed", "executed", "reigned", "crowned", "elected", "married", "founded", "geb", "gest", "né", "née", "nacido", "muerto", "aktualisiert", "stand", "letzte änderung", "mis à jour",
	"actualizado", "modifié", "effective", "filed", "argued", "enacted", "amended", "until", "through", "zuerst", "erstmals", "[stand", "as amended",
}

// isNumberOfSomething tells that four digits are no year: a page, a number, a paragraph.
func (t *text) isNumberOfSomething(from int, r article.Range) bool {
	before := strings.TrimRightFunc(t.s[from:r.Start], prose.IsBlank)
	if strings.HasSuffix(before, ":") && (before == t.s[from:r.Start] || strings.ContainsAny(t.s[r.Start:r.End], "-–")) ||
		strings.HasSuffix(before, "§") || strings.HasSuffix(before, "¶") || strings.HasSuffix(before, "№") || strings.HasSuffix(before, "#") {
		return true
	}
	switch word := strings.ToLower(prose.WordBefore(strings.TrimRight(before, "."))); word {
	case "p", "pp", "page", "pages", "s", "seite", "seiten", "no", "nos", "nr", "n", "nn", "num", "núm", "vol", "bd", "с", "т", "at", "par", "para", "art", "rn",
		"iso", "rfc", "ch", "line", "lines", "room", "box", "doc", "document", "pág", "págs", "suite", "hr", "resolution", "res", "id", "din", "issue", "pub",
		"report", "paper", "f", "ff", "din-norm", "en", "bill", "rule", "form", "case", "column", "col", "windows", "agenda", "horizon":
		return true
	}
	return false
}

// undated finds what says that there is no date; it stands where the date would.
func (t *text) undated(from, to int) {
	for _, words := range [...]string{"n.d.", "n. d.", "s.f.", "s. f.", "s.d.", "s. d.", "o. J.", "o.J.", "б. г.", "n.d"} {
		at := strings.Index(t.s[from:to], words)
		if at <= 0 || !strings.ContainsRune(" ([", rune(t.s[from+at-1])) {
			continue
		}
		t.atoms = append(t.atoms, atom{article.Range{Start: from + at, End: from + at + len(words)}, date, "", true})
		return
	}
}

// withLetter takes in the letter that tells the works of one year apart: 2021a.
func (t *text) withLetter(r article.Range, to int) article.Range {
	if r.End < to && t.s[r.End] >= 'a' && t.s[r.End] <= 'h' && endsWord(t.s[:min(len(t.s), r.End+2)], r.End+1) {
		if next, _ := utf8.DecodeRuneInString(t.s[r.End+1:]); !unicode.IsLetter(next) {
			r.End++
		}
	}
	return r
}

// readDates takes the dates out of the pieces.
func (p *parse) readDates() {
	var exact, years []int
	for i, x := range p.pieces {
		switch x.kind {
		case accessed:
			if p.c.Accessed == "" {
				p.c.Accessed = x.value
			}
			p.used[i] = true
		case archived:
			p.used[i] = true
		case date:
			switch {
			case x.value == "" || p.isOfRemark(i):
				p.used[i] = true
			case x.open:
				years = append(years, i)
			default:
				exact = append(exact, i)
			}
		}
	}
	switch {
	case p.c.Issued != "":
	case p.oneDate(exact):
	case len(exact) == 0:
		p.oneYear(years)
	}
	for _, i := range append(exact, years...) {
		p.used[i] = true
	}
}

// isOfRemark tells of a date in brackets within the brackets that remark on a source, behind its address: (reporting that,
// after the decision in Ruiz (D. Mass. May 26, 2015), …).
func (p *parse) isOfRemark(i int) bool {
	if p.pieces[i].depth < 2 {
		return false
	}
	return slices.ContainsFunc(p.pieces[:i], func(x piece) bool { return x.kind == address })
}

// oneDate takes the date if all that are written are the same.
func (p *parse) oneDate(all []int) bool {
	for _, i := range all {
		if p.pieces[i].value != p.pieces[all[0]].value {
			return false
		}
	}
	if len(all) > 0 {
		p.c.Issued = p.pieces[all[0]].value
	}
	return len(all) > 0
}

// oneYear takes the year; of several, the one that stands in brackets by itself or with a publisher.
func (p *parse) oneYear(all []int) {
	if p.oneDate(all) {
		return
	}
	var bracketed []int
	for _, i := range all {
		if p.pieces[i].depth > 0 {
			bracketed = append(bracketed, i)
		}
	}
	p.oneDate(bracketed)
}
