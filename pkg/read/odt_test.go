package read_test

import "testing"

const odtNames = `xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="b" xmlns:draw="d" xmlns:xlink="x"`

// odt makes an OpenDocument text of its body and of other parts.
func odt(tb testing.TB, body string, parts ...string) []byte {
	tb.Helper()
	return packed(tb, append([]string{
		"mimetype", "application/vnd.oasis.opendocument.text",
		"content.xml", `<office:document-content ` + odtNames + `><office:automatic-styles>` +
			`<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>` +
			`<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>` +
			`<style:style style:name="T3" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>` +
			`<style:style style:name="T4" style:family="text"><style:text-properties fo:font-style="normal"/></style:style>` +
			`<style:style style:name="P1" style:family="paragraph"><style:text-properties fo:font-style="oblique"/></style:style>` +
			`<style:style style:name="Quotations" style:family="paragraph"/><style:style style:name="P2" style:family="paragraph" style:parent-style-name="Quotations"/>` +
			`<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>` +
			`</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`,
	}, parts...)...)
}

func odtNote(class, id, label, words string) string {
	return `<text:note text:note-class="` + class + `" text:id="` + id + `"><text:note-citation>` + label +
		`</text:note-citation><text:note-body><text:p>` + words + `</text:p></text:note-body></text:note>`
}

var odtCases = []struct{ name, body, want string }{
	{
		"footnotes and endnotes",
		`<text:p>The tide rose.` + odtNote("footnote", "f1", "1", "One.") + ` It fell.` + odtNote("endnote", "e1", "i", "Two.") + `</text:p>`,
		"marker 1 -> 1 | The tide rose.\nmarker i -> i | It fell.\nnote 1 (footnote): One.\nnote i: Two.",
	},
	{
		"a note in the middle of a sentence",
		`<text:p>The tide` + odtNote("footnote", "f1", "1", "One. More.") + ` rose.</text:p>`,
		"marker 1 -> 1 | The tide rose. | The tide\nnote 1 (footnote): One. More.",
	},
	{
		"a custom label, and a note without one",
		`<text:p>The tide rose.<text:note text:note-class="footnote"><text:note-citation text:label="*">*</text:note-citation><text:note-body><text:p>A star.</text:p></text:note-body></text:note>` +
			` It fell.<text:note text:note-class="footnote"><text:note-body><text:p>One.</text:p></text:note-body></text:note></text:p>`,
		"note * (footnote): A star.\nnote 1 (footnote): One.",
	},
	{
		"tracked changes, annotations and hidden words",
		`<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.` + odtNote("footnote", "f0", "1", "Gone.") + `</text:p></text:deletion></text:changed-region></text:tracked-changes>` +
			`<text:p>The <text:change text:change-id="c"/>tide<office:annotation><text:p>Really?</text:p></office:annotation> <text:span text:style-name="T2">never </text:span>rose.` + odtNote("footnote", "f1", "1", "One.") + `</text:p>`,
		"marker 1 -> 1 | The tide rose.\nnote 1 (footnote): One.",
	},
	{
		"italics of words and of paragraphs",
		`<text:p>The tide rose.` + odtNote("footnote", "f1", "1", `Ruiz, <text:span text:style-name="T3">Harbor</text:span> <text:span text:style-name="T3"><text:a xlink:href="https://one.example/">Review</text:a></text:span>, 12.</text:p><text:p text:style-name="P1">All <text:span text:style-name="T4">but this</text:span>.`) + `</text:p>`,
		"note 1 (footnote): Ruiz, Harbor Review, 12. All but this. | https://one.example/\nitalic Harbor Review | note 1\nitalic All | note 1\nitalic . | note 1",
	},
	{
		"a paragraph of the style of quotations", `<text:p text:style-name="P2">The tide rose.</text:p>`, "quote The tide rose.",
	},
	{
		"a second mark of a note",
		`<text:p>The tide rose.` + odtNote("footnote", "f1", "1", "One.") + ` It fell.<text:span text:style-name="T1"><text:note-ref text:ref-name="f1">1</text:note-ref></text:span></text:p>`,
		"marker 1 -> 1 | The tide rose.\nmarker 1 -> 1 | It fell.",
	},
	{
		"links, blanks and line ends",
		`<text:p><text:a xlink:href="https://harbor.example/a">The<text:s text:c="2"/>tide</text:a><text:tab/>rose<text:line-break/>here: https://harbor.example/<text:span>b</text:span>.</text:p>`,
		"link https://harbor.example/a | The tide | text\nlink https://harbor.example/b | text",
	},
	{
		"tables, sections, frames and headings",
		`<text:h>Tides</text:h><text:section><table:table><table:table-row><table:table-cell><text:p>The tide rose.` + odtNote("footnote", "f1", "1", "One.") + `</text:p></table:table-cell></table:table-row></table:table></text:section>` +
			`<text:p><draw:frame><draw:text-box><text:p>It fell.` + odtNote("footnote", "f2", "2", "Two.") + `</text:p></draw:text-box></draw:frame>The end.</text:p>`,
		"marker 1 -> 1 | The tide rose.\nmarker 2 -> 2 | It fell.",
	},
	{
		"typed notes in a numbered list",
		`<text:p>The tide rose.<text:span text:style-name="T1">1</text:span> It fell.<text:span text:style-name="T1">2</text:span></text:p><text:p>Notes</text:p>` +
			`<text:list text:style-name="L1"><text:list-item><text:p>Ana Ruiz, “Tides.”</text:p></text:list-item><text:list-item><text:p>Jo Lee, “Ports.”</text:p></text:list-item></text:list>`,
		"marker 1 -> 1 | The tide rose.\nmarker 2 -> 2 | It fell.\nnote 1: Ana Ruiz, “Tides.”\nnote 2: Jo Lee, “Ports.”",
	},
}

func TestODT(t *testing.T) {
	for _, c := range odtCases {
		t.Run(c.name, func(t *testing.T) { requirePacked(t, "a.odt", odt(t, c.body), c.want) })
	}
}

func TestODTProperties(t *testing.T) {
	source := odt(t, "<text:p>Die Flut stieg.</text:p>", "meta.xml",
		`<document-meta><meta><title>The Long Tide</title><initial-creator>Ana Ruiz</initial-creator><creator>Jo Lee</creator><date>2021-06-04T10:00:00</date></meta></document-meta>`,
		"styles.xml", `<document-styles><styles><default-style family="paragraph"><text-properties language="de" country="DE"/></default-style></styles></document-styles>`)
	requirePacked(t, "a.odt", source, "title: The Long Tide\nauthors: Ana Ruiz\npublished: 2021-06-04\nlang: de-DE")
}
