package match

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Title is a title prepared for comparison.
type Title struct {
	// Whole and Main are keys: of the title, and of what stands before its subtitle. Both are empty for no title.
	Whole, Main string
	words       []string
	numbers     []string
	// isPart tells that the subtitle names a part: “Volume 2”, “1914–1916”.
	isPart bool
}

// NewTitle prepares a title.
func NewTitle(s string) Title {
	t := Title{words: titleWords(s)}
	for _, w := range t.words {
		if w[len(w)-1] == '.' || strings.ContainsAny(w, "0123456789") {
			t.numbers = append(t.numbers, w)
		}
	}
	t.Whole = strings.Join(t.words, "")
	t.Main = t.Whole
	if main := mainTitle(s); len(main) < len(s) {
		t.Main = strings.Join(titleWords(main), "")
		t.isPart = namesPart(titleWords(s[len(main):]))
	}
	return t
}

// namesPart tells whether a subtitle begins with the name of a part, or with a number.
func namesPart(words []string) bool {
	if len(words) == 0 {
		return false
	}
	switch words[0] {
	case "part", "parts", "volume", "vol", "book", "band", "bd", "teil", "tome", "t", "tomo", "parte", "partie", "chapter", "number", "no", "nr",
		"issue", "heft", "appendix", "annex", "supplement":
		return true
	}
	return words[0][len(words[0])-1] == '.' || strings.ContainsAny(words[0], "0123456789")
}

// titleWords are the words of a title, with numbers in one spelling.
func titleWords(s string) []string {
	words := withoutArticle(Words(s))
	for i, w := range words {
		if n := Number(w); n != "" {
			words[i] = n
		}
	}
	return words
}

// Len is the number of a title's words. In scripts without blanks between words, two characters count for one.
func (t Title) Len() int {
	n := 0
	for _, w := range t.words {
		if r, _ := utf8.DecodeRuneInString(w); r >= 0x2E80 {
			n += utf8.RuneCountInString(w) / 2
		} else {
			n++
		}
	}
	return n
}

// Like compares titles. Numbers must be the same: “Part 1” and “Part 2” are never alike.
func (t Title) Like(o Title) Likeness {
	switch {
	case t.Whole == "" || o.Whole == "":
		return Unknown
	case t.Whole == o.Whole:
		return Same
	case t.Main == o.Whole && !t.isPart, o.Main == t.Whole && !o.isPart:
		return Shorter
	case !slices.Equal(t.numbers, o.numbers):
		return Different
	case slips(t.words, o.words):
		return Near
	}
	return Different
}

// slips tells whether two titles differ in one word, as by a slip of the pen.
func slips(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	found := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if found++; found > 1 || !isSlip(a[i], b[i]) {
			return false
		}
	}
	return true
}

// Abbreviates tells whether a short title can stand for this one: its words are the first ones of the title, or, where
// they are at least two, a run within it. One word that stands within is too little to tell.
func (t Title) Abbreviates(short Title) bool {
	n := len(short.words)
	if n == 0 || n > len(t.words) {
		return false
	}
	if strings.HasPrefix(t.Whole, short.Whole) && (n > 1 || t.words[0] == short.words[0]) {
		return true
	}
	for i := 1; n > 1 && i+n <= len(t.words); i++ {
		if slices.Equal(t.words[i:i+n], short.words) {
			return true
		}
	}
	return false
}

// Words are those that the title is compared by.
func (t Title) Words() []string { return t.words }

// mainTitle is what stands before a subtitle, or all.
func mainTitle(s string) string {
	cut := len(s)
	for _, mark := range [...]string{": ", " – ", " — ", " - ", "? ", "! ", "：", "——"} {
		if i := strings.Index(s, mark); i > 0 {
			cut = min(cut, i)
		}
	}
	// A main title of one short word ("Report: …") says nothing by itself.
	if head := s[:cut]; len(Words(head)) > 1 || utf8.RuneCountInString(head) >= 8 {
		return head
	}
	return s
}

// Number is a word's number if it is one, in digits, words or Roman numerals. Ordinals have a full stop behind.
func Number(w string) string {
	if strings.ContainsAny(w, "0123456789") {
		if n := strings.TrimRight(w, "stndrhe"); len(n) < len(w) && isDigits(n) {
			return n + "."
		}
		return w
	}
	switch w {
	case "i", "one", "eins", "uno":
		return "1"
	case "ii", "two", "zwei", "deux", "dos", "due":
		return "2"
	case "iii", "three", "drei", "trois", "tres", "tre":
		return "3"
	case "iv", "four", "vier", "quatre", "cuatro", "quattro":
		return "4"
	case "v", "five", "funf", "cinq", "cinco", "cinque":
		return "5"
	case "vi", "six", "sechs":
		return "6"
	case "vii", "seven", "sieben":
		return "7"
	case "viii", "eight", "acht":
		return "8"
	case "ix", "nine", "neun":
		return "9"
	case "x", "ten", "zehn":
		return "10"
	}
	return ordinal(w)
}

func ordinal(w string) string {
	switch w {
	case "first", "erster", "erste", "erstes", "premier", "premiere", "primero", "primera", "primo", "prima":
		return "1."
	case "second", "zweiter", "zweite", "zweites", "deuxieme", "seconde", "segundo", "segunda", "secondo", "seconda":
		return "2."
	case "third", "dritter", "dritte", "drittes", "troisieme", "tercero", "tercera", "terzo", "terza":
		return "3."
	case "fourth", "vierter", "vierte", "quatrieme", "cuarto", "cuarta", "quarto", "quarta":
		return "4."
	case "fifth", "funfter", "funfte", "cinquieme", "quinto", "quinta":
		return "5."
	case "sixth":
		return "6."
	case "seventh":
		return "7."
	case "eighth":
		return "8."
	case "ninth":
		return "9."
	case "tenth":
		return "10."
	}
	return ""
}

// Serials compares the names of journals, sites and houses: the same but for an article, abbreviated word by word
// (ISO 4: “J. Harbor Stud.”), or as initials (“NYT”).
func Serials(a, b string) Likeness {
	x, y := withoutArticle(Words(a)), withoutArticle(Words(b))
	switch {
	case len(x) == 0 || len(y) == 0:
		return Unknown
	case strings.Join(x, "") == strings.Join(y, ""):
		return Same
	case initialsOf(x, y) || initialsOf(y, x) || abbreviated(x, y):
		return Shorter
	}
	return Different
}

// initialsOf tells whether a single word is made of the first letters of words.
func initialsOf(one, words []string) bool {
	if len(one) != 1 || len(words) < 2 || len(one[0]) < 2 {
		return false
	}
	return one[0] == initials(words, false) || one[0] == initials(words, true)
}

func initials(words []string, all bool) string {
	var b strings.Builder
	for _, w := range words {
		if all || !isSmall(w) {
			r, _ := utf8.DecodeRuneInString(w)
			b.WriteRune(r)
		}
	}
	return b.String()
}

// abbreviated tells whether the words that matter are pairwise the same, or one the beginning of the other.
func abbreviated(a, b []string) bool {
	a, b = withoutSmall(a), withoutSmall(b)
	if len(a) != len(b) || len(a) < 2 {
		return false
	}
	for i := range a {
		if !strings.HasPrefix(a[i], b[i]) && !strings.HasPrefix(b[i], a[i]) {
			return false
		}
	}
	return true
}

func withoutSmall(words []string) []string {
	var kept []string
	for _, w := range words {
		if !isSmall(w) {
			kept = append(kept, w)
		}
	}
	return kept
}

// isSmall holds for the words that abbreviations leave out.
func isSmall(w string) bool {
	switch w {
	case "of", "the", "for", "in", "on", "at", "to", "de", "des", "du", "la", "le", "les", "der", "die", "das", "fur", "del", "los", "di":
		return true
	}
	return false
}
