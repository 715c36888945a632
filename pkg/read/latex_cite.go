package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// latexCitation is one \cite: its keys, and what is said before and behind them.
type latexCitation struct {
	keys          []latexKey
	before, after prose.Stretch
}

// latexKey is a key and where it stands in the input.
type latexKey struct {
	prose.Stretch
	name string
}

// notCitations have “cite” in their names and cite nothing.
var notCitations = prose.Words(`citestyle citesetup citereset setcitestyle defcitealias citetext DeclareCiteCommand bibcite citename citefield citelist
	citeindextrue citeindexfalse mkcite ifciteseen ifciteibid citebordercolor AtEveryCite AtEveryCitekey citet@style AtNextCite AtNextCitekey
	citenamefont citetrackertrue citetrackerfalse newcites`)

// namingCitations show a part of the entry, and are no references.
var namingCitations = prose.Words(`citeauthor Citeauthor citeauthors citetitle citefullauthor Citefullauthor citeurl citepublisher citejournal`)

// narrativeCitations are those whose names are part of the sentence.
var narrativeCitations = prose.Words(`citet Citet textcite Textcite textcites Textcites citeasnoun citeN citeA shortciteA shortciteN citetalias
	onlinecite inlinecite possessivecite citeposs posscite`)

// bareCitations show no brackets of their own.
var bareCitations = prose.Words(`citealt Citealt citealp Citealp citealpalias citeyear citeyearNP citedate citenum citen onlinecite fullcite
	bibentry citeNP shortciteNP citepalias`)

// yearCitations show no more than the year.
var yearCitations = prose.Words("citeyear citeyearNP citeyearpar citedate")

// citation reads the commands that cite by a key, and those that refer to a number, which the key stands for.
func (r *latexReader) citation(in *latexInput, name string, at, end, limit int) (int, bool) {
	if latexReferences[name] {
		key, after, ok := in.braced(in.skip("ao", end, limit), limit)
		if !ok {
			return end, true
		}
		r.raw(in, key)
		return after, true
	}
	lower := strings.ToLower(name)
	if !strings.Contains(lower, "cite") && name != "bibentry" || notCitations[name] {
		return 0, false
	}
	if strings.HasSuffix(lower, "volcite") {
		end = in.skip("om", end, limit)
	}
	all, after := in.citations(end, limit, strings.HasSuffix(lower, "cites"))
	if len(all) == 0 {
		return end, true
	}
	switch place := in.place(prose.Stretch{Start: at, End: after}); {
	case r.quiet:
	case namingCitations[name]:
		r.citedNames(all, place)
	case strings.HasPrefix(lower, "foot") && !strings.HasSuffix(lower, "text") && !strings.HasSuffix(lower, "texts"):
		r.noteOfCitations(in, all, prose.Stretch{Start: at, End: end}, place)
	default:
		r.cite(in, name, all, place)
	}
	return after, true
}

// citations reads the arguments of a command: [before][behind]{keys}, and again for those of several.
func (in *latexInput) citations(i, limit int, several bool) ([]latexCitation, int) {
	var all []latexCitation
	for i = in.overlay(i, limit); ; {
		var c latexCitation
		before, at, _ := in.option(i, limit)
		behind, at, two := in.option(at, limit)
		if !two {
			before, behind = prose.Stretch{}, before
		}
		keys, after, ok := in.braced(at, limit)
		if !ok {
			return all, i
		}
		c.before, c.after, c.keys = before, behind, in.keys(keys)
		all = append(all, c)
		if i = after; !several {
			return all, i
		}
	}
}

// keys are those of an argument, parted by commas.
func (in *latexInput) keys(arg prose.Stretch) []latexKey {
	var all []latexKey
	for at := arg.Start; at <= arg.End; {
		end := arg.End
		if n := strings.IndexByte(in.text[at:arg.End], ','); n >= 0 {
			end = at + n
		}
		for at = in.blanks(at, end); at < end && in.text[at] == '\n'; {
			at = in.blanks(at+1, end)
		}
		if name := strings.TrimSpace(firstOf(in.text[at:end], "%")); name != "" && !strings.ContainsAny(name, "\\#{}") {
			all = append(all, latexKey{prose.Stretch{Start: at, End: at + len(name)}, name})
		}
		at = end + 1
	}
	return all
}

// citedNames writes the names of what is cited, which the sentence speaks of.
func (r *latexReader) citedNames(all []latexCitation, place prose.Stretch) {
	var names []string
	for _, c := range all {
		for _, key := range c.keys {
			if entry := r.bibliography.cite(key.name); entry != nil {
				names = append(names, entry.spoken())
			} else {
				names = append(names, key.name)
			}
		}
	}
	r.out.addInstead(strings.Join(names, ", "), place.Start, place.End-place.Start)
}

// noteOfCitations writes a footnote that holds nothing but citations.
func (r *latexReader) noteOfCitations(in *latexInput, all []latexCitation, mark, place prose.Stretch) {
	note := &writtenNote{kind: article.Footnote, label: r.nextLabel("footnote", "")}
	r.unseenMark(in.place(mark), note.label, note)
	r.keepWords(note, func() { r.cite(in, "fullcite", all, place) })
}

// cite writes references: names as part of the sentence if it needs them, and in brackets what is cut from it.
func (r *latexReader) cite(in *latexInput, name string, all []latexCitation, place prose.Stretch) {
	bare, narrative := bareCitations[name], narrativeCitations[name]
	count := 0
	for _, c := range all {
		count += len(c.keys)
	}
	if count == 0 {
		return
	}
	first, start := len(r.references), r.out.text.Len()
	if !bare && !narrative {
		r.out.add("[", place.Start, 0)
	}
	for i, c := range all {
		if i > 0 {
			r.out.add("; ", r.out.last(), 0)
		}
		at := place
		for j, key := range c.keys {
			if count > 1 {
				at = in.place(key.Stretch)
			}
			if j > 0 {
				r.out.add("; ", at.Start, 0)
			}
			r.citeOne(in, name, c, j, at)
		}
	}
	if !bare && !narrative {
		r.out.add("]", place.End, 0)
		r.groupReferences(first, r.since(start))
	}
}

// citeOne writes one reference. The locator stands behind the last key, and what comes before it before the first.
func (r *latexReader) citeOne(in *latexInput, name string, c latexCitation, n int, at prose.Stretch) {
	narrative := narrativeCitations[name]
	key := c.keys[n]
	ref := reference{label: key.name, key: key.name, narrative: narrative}
	entry := r.bibliography.cite(key.name)
	shown, year := key.name, ""
	if entry != nil {
		ref.label, shown, year = entry.label(), entry.spoken(), entry.year
	}
	start, group := 0, 0
	if narrative {
		start = r.out.text.Len()
		r.out.addInstead(shown, at.Start, at.End-at.Start)
		r.out.add(" ", at.End, 0)
		group = r.out.text.Len()
		r.out.add("[", at.End, 0)
	}
	if n == 0 && c.before.End > c.before.Start {
		r.run(in, c.before)
		r.blank()
	}
	if narrative {
		r.out.add(year, at.End, 0)
		ref.Stretch = prose.Stretch{Start: start, End: start + len(shown)}
	} else {
		if year != "" && yearCitations[name] {
			shown = year
		} else {
			shown = ref.label
		}
		start = r.out.text.Len()
		r.out.addInstead(shown, at.Start, at.End-at.Start)
		ref.Stretch = r.since(start)
	}
	if n == len(c.keys)-1 {
		ref.locator = r.locator(in, c.after)
	}
	if narrative {
		r.out.add("]", at.End, 0)
		ref.group = r.since(group)
	}
	r.addReference(ref, writtenOf(entry))
}

func writtenOf(c *citedEntry) *writtenEntry {
	if c == nil {
		return nil
	}
	return &c.writtenEntry
}

// locator writes what is said behind a key, and gives it: the place within the source.
func (r *latexReader) locator(in *latexInput, after prose.Stretch) string {
	if after.End <= after.Start {
		return ""
	}
	r.out.add(", ", r.out.last(), 0)
	start := r.out.text.Len()
	r.run(in, after)
	return prose.Fold(r.out.text.String()[min(start, r.out.text.Len()):])
}

// settleCitations gives references to entries that came behind them what these show.
func (r *latexReader) settleCitations() {
	for i := range r.references {
		ref := &r.references[i]
		if ref.entry != nil {
			continue
		}
		if c := r.bibliography.cite(ref.key); c != nil {
			ref.entry, ref.label = &c.writtenEntry, c.label()
		}
	}
}

var latexReferences = prose.Words("ref eqref pageref autoref cref Cref nameref vref Vref fref subref labelcref cpageref autopageref")
