package read

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// figures finds the figures of all paragraphs; those of headings state nothing.
func (b *assembler) figures() {
	german := strings.HasPrefix(b.a.Lang, "de")
	for i, block := range b.f.blocks {
		if block.code || block.heading {
			continue
		}
		for _, s := range figuresIn(b.f.text, block.Stretch, german) {
			if b.f.isCode(s) {
				continue
			}
			b.figured = append(b.figured, s)
			b.a.Figures = append(b.a.Figures, article.Figure{
				Span: b.f.span(s), Text: prose.Fold(b.f.text[s.Start:s.End]), Claim: article.None, Paragraph: i,
			})
		}
	}
}

// figuresOf are the figures of a sentence, which are those of its first claim.
func (b *assembler) figuresOf(sentence prose.Stretch, claim int) []int {
	var all []int
	i := sort.Search(len(b.figured), func(i int) bool { return b.figured[i].Start >= sentence.Start })
	for ; i < len(b.figured) && b.figured[i].Start < sentence.End; i++ {
		b.a.Figures[i].Claim = claim
		all = append(all, i)
	}
	return all
}

// figuresIn finds numbers that state something, with what they count or measure: 3.5 metres, 42 per cent, $1.2 million,
// 80 ships. A number alone is none, since too many numbers only name a thing; nor is one in words. German writes what
// is counted with a capital, which elsewhere begins a name.
func figuresIn(text string, in prose.Stretch, german bool) []prose.Stretch {
	var found []prose.Stretch
	for i := in.Start; i < in.End; i++ {
		if !isDigitByte(text[i]) {
			continue
		}
		n := figureReader{text: text, in: in, german: german, start: i}
		n.readNumber()
		if n.isStatement() {
			found = append(found, prose.Stretch{Start: n.start, End: n.end})
		}
		i = max(n.end, i+1) - 1
	}
	return found
}

// figureReader reads one number, and what stands around it.
type figureReader struct {
	text   string
	in     prose.Stretch
	german bool
	// start and end are where the figure stands, as far as it is known.
	start, end int
	// bare is the number without sign, currency and unit.
	bare string
	// ranged tells of two numbers, as in 10–20.
	ranged bool
}

// readNumber reads digits with what parts them, and a second number behind a dash.
func (n *figureReader) readNumber() {
	n.end = n.numberEnd(n.start)
	n.bare = n.text[n.start:n.end]
	for _, to := range []string{"-", "–", "‑", "—", " to ", " bis ", " à ", " – ", " до "} {
		rest, ok := strings.CutPrefix(n.text[n.end:n.in.End], to)
		if ok && rest != "" && isDigitByte(rest[0]) {
			n.end = n.numberEnd(n.end + len(to))
			n.ranged = true
			return
		}
	}
}

// numberEnd reads digits, and separators that digits stand behind.
func (n *figureReader) numberEnd(at int) int {
	from, blanks := at, 0
	for at < n.in.End {
		if isDigitByte(n.text[at]) {
			at++
			continue
		}
		c, size := utf8.DecodeRuneInString(n.text[at:n.in.End])
		behind := n.text[at+size : n.in.End]
		switch {
		case strings.ContainsRune(".,'’", c) && behind != "" && isDigitByte(behind[0]):
		case prose.IsBlank(c) && c != '\n' && at-from <= 3+6*blanks && isGroup(behind): // three digits and a blank of any kind
			blanks++
		default:
			return at
		}
		at += size
	}
	return at
}

// isGroup tells of three digits and no more, as thousands are parted.
func isGroup(s string) bool {
	return len(s) >= 3 && digitsOnly(s[:3]) && (len(s) == 3 || !isDigitByte(s[3]))
}

// isStatement tells whether the number is a figure, and finds its ends.
func (n *figureReader) isStatement() bool {
	if !n.isNumber() || !n.standsAlone() {
		return false
	}
	if n.takeCurrency() {
		n.takeScale()
		return true
	}
	if word := n.wordBefore(); word != "" && (figureWords().labels[strings.ToLower(word)] || figureWords().months[strings.ToLower(word)]) {
		return false
	}
	if n.takeMeasure() {
		return true
	}
	return !n.ranged && !n.isYear() && !n.followsName() && n.takeCounted()
}

// isNumber leaves out versions, dates, addresses of machines and lists: a number has groups of three and one fraction.
func (n *figureReader) isNumber() bool {
	parts := strings.FieldsFunc(n.bare, func(c rune) bool { return !unicode.IsDigit(c) })
	if len(parts) < 3 {
		return len(parts[0]) <= 15
	}
	for i, part := range parts[1:] {
		if len(part) != 3 && i < len(parts)-2 {
			return false
		}
	}
	last := len(n.bare) - len(parts[len(parts)-1])
	sameMark := n.bare[last-1] == n.bare[len(parts[0])]
	return len(parts[0]) <= 3 && (len(parts[len(parts)-1]) == 3 || !sameMark)
}

// standsAlone leaves out numbers that are part of a word, of a name, of a time, of a fraction or of an address.
func (n *figureReader) standsAlone() bool {
	before := n.text[n.in.Start:n.start]
	if strings.ContainsRune("§#№°º第", prose.LastRune(strings.TrimRightFunc(before, prose.IsBlank))) || n.isPart(before) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(n.text[n.end:n.in.End])
	return !strings.ContainsRune("/:_@=\\]}^ºª-‑'’", after)
}

// isPart tells whether what stands right before the number makes one word of both. Chinese and Japanese leave no blanks.
func (n *figureReader) isPart(before string) bool {
	if before == "" {
		return false
	}
	c, size := utf8.DecodeLastRuneInString(before)
	switch {
	case unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return false
	case c == '-' || c == '–' || c == '‑': // a sign, or a hyphen
		before = before[:len(before)-size]
		return before != "" && !strings.HasSuffix(before, "(") && !prose.IsBlank(prose.LastRune(before))
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("_@/\\:=.,'’^&[{*", c)
}

// isYear tells of a number that may be one, alone or with the end of a span of years.
func (n *figureReader) isYear() bool {
	return len(n.bare) == 4 && digitsOnly(n.bare) && n.bare >= "1000" && n.bare <= "2199"
}

// takeCurrency takes the sign or the code of a currency before the number into the figure.
func (n *figureReader) takeCurrency() bool {
	before := strings.TrimRightFunc(n.text[n.in.Start:n.start], prose.IsBlank)
	gap := n.start - n.in.Start - len(before)
	if sign := prose.LastRune(before); gap <= 3 && strings.ContainsRune("$€£¥₹₽₩₺₴₪￥", sign) {
		if sign == '$' && strings.HasPrefix(n.text[n.end:n.in.End], "$") {
			return false // mathematics
		}
		n.start = n.in.Start + len(before) - utf8.RuneLen(sign)
		for n.start > n.in.Start && n.text[n.start-1] >= 'A' && n.text[n.start-1] <= 'Z' {
			n.start--
		}
		return true
	}
	word := previousWord(n.text, n.in.Start, n.start)
	if gap > 0 && gap <= 3 && word.End == n.in.Start+len(before) && currencyCode(n.text[word.Start:word.End]) {
		n.start = word.Start
		return true
	}
	return false
}

// wordBefore is the word right before the number, its stop included if it is an abbreviation.
func (n *figureReader) wordBefore() string {
	word := previousWord(n.text, n.in.Start, n.start)
	if between := strings.Trim(n.text[word.End:n.start], ". (\u00a0\u202f~≈<>+±−–-"); between != "" {
		return ""
	}
	return n.text[word.Start:word.End]
}

// followsName tells of a number behind a word with a capital that begins no sentence as a rule: it belongs to a name.
func (n *figureReader) followsName() bool {
	word := n.wordBefore()
	return prose.Capitalised(word) && !figureWords().openers[strings.ToLower(word)] && !strings.HasSuffix(word, "ly")
}
