package read

import (
	"strconv"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// latexNotes are the counters of the notes, and the marks whose notes come later.
type latexNotes struct {
	footnotes, endnotes, thanks int
	// boxes are the counters of the minipages that are open, whose notes have letters.
	boxes []int
	// waiting are the marks without a note so far, by label.
	waiting map[string][]*writtenMark
	// named are the notes that bear a \label.
	named map[string]*writtenNote
}

// thanksSigns are the signs of notes to the title, in the order of \fnsymbol (source2e, ltcounts).
var thanksSigns = []string{"*", "†", "‡", "§", "¶", "‖", "**", "††", "‡‡"}

// noteCommand reads the commands that make notes and marks.
func (r *latexReader) noteCommand(in *latexInput, name string, at, end, limit int) (int, bool) {
	switch name {
	case "footnote", "tablefootnote", "sidenote", "footnoteA", "footnoteB", "footnoteC", "pagenote", "parnote", "Footnote",
		"endnote", "thanks", "tnotetext":
		return r.noteHere(in, name, at, end, limit)
	case "footnotemark", "sidenotemark", "tablefootnotemark", "endnotemark":
		option, after, _ := in.option(in.overlay(end, limit), limit)
		r.markOnly(in, name, prose.Stretch{Start: at, End: after}, in.text[option.Start:option.End])
		return after, true
	case "footnotetext", "sidenotetext", "tablefootnotetext", "endnotetext", "blfootnote", "let@footnotetext":
		return r.noteOnly(in, name, end, limit)
	case "footref", "footnoteref":
		key, after, ok := in.braced(end, limit)
		if ok && !r.quiet {
			r.markNamed(in, prose.Stretch{Start: at, End: after}, in.text[key.Start:key.End])
		}
		return after, ok
	default:
		return 0, false
	}
}

// noteArgument reads the label in brackets, if it is one, and the words of a note.
func (in *latexInput) noteArgument(i, limit int) (label string, arg prose.Stretch, after int, ok bool) {
	i = in.overlay(i, limit)
	for range 2 {
		option, behind, found := in.option(i, limit)
		if found && label == "" {
			label = strings.Trim(in.text[option.Start:option.End], " {}$^")
		}
		i = behind
	}
	arg, after, ok = in.braced(i, limit)
	return label, arg, after, ok
}

func (r *latexReader) noteHere(in *latexInput, name string, at, end, limit int) (int, bool) {
	option, arg, after, ok := in.noteArgument(end, limit)
	if !ok || r.quiet {
		return after, ok
	}
	note := &writtenNote{kind: article.Footnote, label: r.nextLabel(name, option)}
	if name == "endnote" {
		note.kind = article.Endnote
	}
	r.unseenMark(in.place(prose.Stretch{Start: at, End: end}), note.label, note)
	r.keep(in, arg, note)
	return after, true
}

// nextLabel counts a note, unless it gives its number itself.
func (r *latexReader) nextLabel(name, option string) string {
	n := &r.notes
	if _, err := strconv.Atoi(option); err == nil {
		return option
	}
	switch {
	case name == "thanks" || name == "tnotetext":
		n.thanks++
		return thanksSigns[(n.thanks-1)%len(thanksSigns)]
	case strings.HasPrefix(name, "endnote"):
		n.endnotes++
		return strconv.Itoa(n.endnotes)
	case len(n.boxes) > 0 && name == "footnote":
		n.boxes[len(n.boxes)-1]++
		return noteLetters(n.boxes[len(n.boxes)-1])
	default:
		n.footnotes++
		return strconv.Itoa(n.footnotes)
	}
}

// keep puts a note off to the end of the block.
func (r *latexReader) keep(in *latexInput, arg prose.Stretch, note *writtenNote) {
	for _, key := range in.arguments(arg, "label") {
		r.notes.named[in.text[key.Start:key.End]] = note
	}
	note.extent = in.place(arg)
	r.keepWords(note, func() { r.run(in, arg) })
}

// keepWords puts a note off whose words come from the part being read.
func (r *latexReader) keepWords(note *writtenNote, write func()) {
	part := r.out.part
	r.noteLater(note, func() {
		outer, preamble, cells := r.out.part, r.preamble, r.cells
		r.out.part, r.preamble, r.cells = part, false, 0
		write()
		r.out.part, r.preamble, r.cells = outer, preamble, cells
	})
}

// markOnly writes a mark whose note comes in a command of its own.
func (r *latexReader) markOnly(in *latexInput, name string, s prose.Stretch, option string) {
	if r.quiet {
		return
	}
	label := option
	switch inner, after, _ := strings.Cut(strings.TrimPrefix(option, `\`), "{"); {
	case inner == "value" || inner == "thefootnote" || inner == "arabic":
		label = strconv.Itoa(r.notes.footnotes)
	case inner == "ref" && strings.HasPrefix(option, `\`):
		r.markNamed(in, s, strings.TrimSuffix(after, "}"))
		return
	case option == "" && strings.HasPrefix(name, "endnote"):
		r.notes.endnotes++
		label = strconv.Itoa(r.notes.endnotes)
	case option == "":
		r.notes.footnotes++
		label = strconv.Itoa(r.notes.footnotes)
	}
	r.notes.waiting[label] = append(r.notes.waiting[label], r.unseenMark(in.place(s), label, nil))
}

// noteOnly reads a note whose marks stand elsewhere.
func (r *latexReader) noteOnly(in *latexInput, name string, end, limit int) (int, bool) {
	option, arg, after, ok := in.noteArgument(end, limit)
	if !ok || r.quiet {
		return after, ok
	}
	note := &writtenNote{kind: article.Footnote, label: option}
	switch {
	case option != "" && !strings.HasPrefix(option, `\`):
	case name == "blfootnote":
		note.label = ""
	case strings.HasPrefix(name, "endnote"):
		note.label = strconv.Itoa(r.notes.endnotes)
	default:
		note.label = strconv.Itoa(r.notes.footnotes)
	}
	if strings.HasPrefix(name, "endnote") {
		note.kind = article.Endnote
	}
	for _, m := range r.notes.waiting[note.label] {
		m.note = note
	}
	delete(r.notes.waiting, note.label)
	r.keep(in, arg, note)
	return after, true
}

// markNamed writes a further mark of a note that bears a \label.
func (r *latexReader) markNamed(in *latexInput, s prose.Stretch, key string) {
	if r.quiet {
		return
	}
	note, label := r.notes.named[key], key
	if note != nil {
		label = note.label
	}
	r.unseenMark(in.place(s), label, note)
}

// counter follows the commands that set the number of the next footnote.
func (r *latexReader) counter(in *latexInput, name string, end, limit int) (int, bool) {
	which, after, ok := in.braced(end, limit)
	if !ok {
		return 0, false
	}
	value, step := 1, name != "setcounter"
	if name == "setcounter" || name == "addtocounter" {
		number, behind, ok := in.argument(after, limit)
		if !ok {
			return after, true
		}
		after = behind
		n, err := strconv.Atoi(strings.TrimSpace(in.text[number.Start:number.End]))
		if err != nil {
			return after, true
		}
		value = n
	}
	if step && in.text[which.Start:which.End] == "footnote" {
		value += r.notes.footnotes
	}
	if in.text[which.Start:which.End] == "footnote" && !r.quiet {
		r.notes.footnotes = value
	}
	return after, true
}
