package rule

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/live"
)

// Finding is what the user is told, by one rule, at one place.
type Finding struct {
	Rule     string
	Severity Severity
	Span     article.Span
	Message  string
	// Related are other places that the finding is about.
	Related []article.Span
	// Places is at how many places the fault stands, each of which is to be mended: an address, a marker without a note. What
	// is said of several places together stands at one.
	Places int
	// Known is at how many of its places the fault is of old, where it has come to others; else 0.
	Known int
	// Notes are the indices of the notes that it is about.
	Notes []int
	// Fix is a mechanical way out; nil if there is none, or none that is certain.
	Fix *Fix
	// Fingerprint is the same for the same finding when lines move and notes are renumbered, and when the article's file
	// is renamed. It is unique within its article.
	Fingerprint string
	// Suppression is why the finding is kept from the report's findings; nil if it is not.
	Suppression *Suppressed
	// key is what makes the finding this one, among those of its rule: words of the article, never a number or a label.
	key string
	// places are where the one thing is wrong, of a finding about several places alike, and only makes of it the finding at
	// some of them, by their rows.
	places []article.Span
	only   func(f Finding, rows []int) Finding
	// severed tells that the finding is a part of another one, which keeps the fingerprint that the whole had.
	severed bool
	// wide tells that it is about the article as a whole or a section, and would be the same at another place.
	wide bool
}

// fingerprint tells findings of one rule and key apart by their number. What was severed is counted last, so that
// suppressing one place of a finding changes nothing for the others.
func fingerprint(all []Finding) {
	seen := map[string]int{}
	for _, severed := range []bool{false, true} {
		for i := range all {
			f := &all[i]
			if f.severed != severed {
				continue
			}
			id := f.id()
			seen[id]++
			sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", id, seen[id]))
			f.Fingerprint = hex.EncodeToString(sum[:12])
		}
	}
}

// id is what findings that are told apart by their number alone have in common.
func (f Finding) id() string { return f.Rule + "\x00" + withoutNumbers(f.key) }

// Said is the message, with what is of old in it.
func (f Finding) Said() string {
	if f.Known == 0 {
		return f.Message
	}
	return fmt.Sprintf("%s (at %d places; %d of them known)", f.Message, f.Places, f.Known)
}

// crossReference is what a note says of another one by its number: "supra note 12", "(see nn. 3–5)".
var crossReference = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(^|[\s(])(notes?|footnotes?|nn?\.?|fns?\.?|anm\.|fu(?:ß|ss)noten?|notas?|voetnoot)\s*\d+(?:\s*[-–]\s*\d+|,\s*\d+\b)*`)
})

// withoutNumbers is a key without the numbers of notes in its words, which change when notes are renumbered.
func withoutNumbers(key string) string {
	if !strings.ContainsAny(key, "0123456789") {
		return key
	}
	return crossReference().ReplaceAllString(key, "$1$2 #")
}

// noteLabels names notes for a message: "note 4", "notes 6, 16–19".
func noteLabels(a *article.Article, notes []int) string {
	if len(notes) == 1 {
		return "note " + a.Notes[notes[0]].Label
	}
	labels := make([]string, len(notes))
	for i, n := range notes {
		labels[i] = a.Notes[n].Label
	}
	return "notes " + cite.Ranges(labels)
}

// diagnosed makes a finding of each address that has one of some states. The message says where the address stands,
// what say returns, and the address itself; it comes last, since it may be long.
func diagnosed(p *Pass, say func(live.Diagnosis) string, states ...live.State) []Finding {
	var all []Finding
	for _, x := range p.addresses() {
		d, ok := p.Diagnoses[x.url]
		if !ok || !slices.Contains(states, d.State) {
			continue
		}
		all = append(all, p.atAddress(x, say(d)+" "+x.url))
	}
	return all
}

// atAddress is a finding at the first place of an address, with its notes and its other places. The message begins with
// where the address stands. What is suppressed at some of the places is a finding of its own.
func (p *Pass) atAddress(x addressed, say string) Finding {
	return p.atLinks(Finding{key: x.url, Message: say}, x.links)
}

// atLinks puts a finding, whose message does not say yet where it stands, at some links.
func (p *Pass) atLinks(f Finding, links []int) Finding {
	a := p.Article
	f.Notes, f.places = nil, nil
	seen := map[int]bool{article.None: true}
	for _, l := range links {
		link := a.Links[l]
		if !seen[link.Note] {
			seen[link.Note] = true
			f.Notes = append(f.Notes, link.Note)
		}
		f.places = append(f.places, link.Span)
	}
	standing := p.standing(f.Notes, a.Links[links[0]].Entry) + ": "
	f.Message = standing + f.Message
	f.only = func(f Finding, rows []int) Finding {
		fewer := chosen(links, rows)
		f.Fix = p.fixAt(f.Fix, links, fewer)
		f.Message = strings.TrimPrefix(f.Message, standing)
		return p.atLinks(f, fewer)
	}
	return f.atPlaces()
}

// atPlaces puts a finding at all of its places.
func (f Finding) atPlaces() Finding {
	f.Span, f.Related, f.Places = f.places[0], f.places[1:], len(f.places)
	return f
}

// chosen are some of all, by their rows.
func chosen[T any](all []T, rows []int) []T {
	some := make([]T, len(rows))
	for i, row := range rows {
		some[i] = all[row]
	}
	return some
}

// at is a finding at a range of the words of a note or an entry; an empty range stands for all of it. The message
// begins with which note or entry that is.
func (w *written) at(r article.Range, say string) Finding {
	f := Finding{Span: w.span, Message: w.name + ": " + say, key: w.Text}
	if w.note != article.None {
		f.Notes = []int{w.note}
	}
	if r.Start < r.End && len(w.Runs) > 0 {
		f.Span = w.SpanOf(r)
	}
	return f
}

// entryName names an entry of the bibliography by its first words.
func entryName(e article.Entry) string { return "the entry “" + excerpt(e.Text, 40) + "”" }

// excerpt is the first words of a text, not many more characters than are given.
func excerpt(text string, length int) string {
	if utf8.RuneCountInString(text) <= length {
		return text
	}
	words := strings.Fields(text)
	short := ""
	for i, word := range words {
		if i > 0 && utf8.RuneCountInString(short)+1+utf8.RuneCountInString(word) > length {
			break
		}
		short = strings.TrimSpace(short + " " + word)
	}
	if runes := []rune(short); len(runes) > 2*length {
		short = string(runes[:length])
	}
	return strings.TrimRight(short, " ,;:.") + "…"
}
