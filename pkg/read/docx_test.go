package read_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const wordNames = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
	`xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`

// docx makes a Word document of its body and of other parts, which are given as the kind of the part and its content in
// turn. The parts have names of their own, so that they are found by the relationships only.
func docx(tb testing.TB, body string, parts ...string) []byte {
	tb.Helper()
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	links := `<Relationship Id="h1" Type="` + office + `hyperlink" TargetMode="External" Target="https://harbor.example/a"/>` +
		`<Relationship Id="h2" Type="` + office + `hyperlink" TargetMode="External" Target="https://harbor.example/b"/>`
	var files []string
	for i := 0; i < len(parts); i += 2 {
		kind, content := parts[i], parts[i+1]
		if content == "" {
			continue
		}
		if kind == "core-properties" {
			files = append(files, "docProps/core.xml", "<coreProperties>"+content+"</coreProperties>")
			continue
		}
		links += `<Relationship Id="p` + kind + `" Type="` + office + kind + `" Target="my-` + kind + `.xml"/>`
		files = append(files, "text/my-"+kind+".xml", "<w:"+kind+" "+wordNames+">"+content+"</w:"+kind+">")
		if kind == "footnotes" {
			files = append(files, "text/_rels/my-footnotes.xml.rels", "<Relationships>"+
				`<Relationship Id="h1" Type="`+office+`hyperlink" TargetMode="External" Target="https://notes.example/a"/></Relationships>`)
		}
	}
	return packed(tb, append([]string{
		"[Content_Types].xml", `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels", `<Relationships><Relationship Id="a" Type="` + office + `officeDocument" Target="/text/body.xml"/>` +
			`<Relationship Id="b" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
		"text/body.xml", "<w:document " + wordNames + "><w:body>" + body + "</w:body></w:document>",
		"text/_rels/body.xml.rels", "<Relationships>" + links + "</Relationships>",
	}, files...)...)
}

// Shorthands of what the cases are made of.
const (
	separators = `<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>`
	noteOne    = `<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> One.</w:t></w:r></w:p></w:footnote>`
	noteTwo    = `<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Two.</w:t></w:r></w:p></w:footnote>`
	callOne    = `<w:r><w:footnoteReference w:id="1"/></w:r>`
	callTwo    = `<w:r><w:footnoteReference w:id="2"/></w:r>`
	rose       = `<w:r><w:t>The tide rose.</w:t></w:r>`
	fell       = `<w:r><w:t xml:space="preserve"> It fell.</w:t></w:r>`
)

var docxCases = []struct {
	name, body, footnotes, endnotes, settings, styles, numbering, core, want string
}{
	{
		name: "footnotes in the order of the body", footnotes: separators + noteOne + noteTwo,
		body: `<w:p>` + rose + callTwo + fell + callOne + `</w:p>`,
		want: `marker 1 -> 1 | The tide rose.
marker 2 -> 2 | It fell.
note 1 (footnote): Two.
note 2 (footnote): One.`,
	},
	{
		name: "endnotes are in Roman digits", body: `<w:p>` + rose + `<w:r><w:endnoteReference w:id="5"/></w:r></w:p>`,
		endnotes: `<w:endnote w:id="5"><w:p><w:r><w:t>One.</w:t></w:r></w:p></w:endnote>`,
		want:     "marker i -> i | The tide rose.\nnote i: One.",
	},
	{
		name: "a number format and a start", footnotes: noteOne + noteTwo,
		body:     `<w:p>` + rose + callOne + fell + callTwo + `</w:p>`,
		settings: `<w:footnotePr><w:numFmt w:val="upperLetter"/><w:numStart w:val="3"/></w:footnotePr>`,
		want:     "note C (footnote): One.\nnote D (footnote): Two.",
	},
	{
		name: "numbers that restart in each section", footnotes: noteOne + noteTwo,
		body: `<w:p><w:pPr><w:sectPr/></w:pPr>` + rose + callOne + `</w:p><w:p>` + fell + callTwo +
			`</w:p><w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/><w:numFmt w:val="lowerRoman"/></w:footnotePr></w:sectPr>`,
		want: "note 1 (footnote): One.\nnote i (footnote): Two.",
	},
	{
		name: "numbers that restart on each page", footnotes: noteOne + noteTwo,
		body:     `<w:p>` + rose + callOne + `</w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>It fell.</w:t></w:r>` + callTwo + `</w:p>`,
		settings: `<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>`,
		want:     "marker 1 -> 1 | The tide rose.\nmarker 1 -> 1#2 | It fell.",
	},
	{
		name:      "a custom mark has no number",
		body:      `<w:p>` + rose + `<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>` + fell + callTwo + `</w:p>`,
		footnotes: `<w:footnote w:id="1"><w:p><w:r><w:t>* A star.</w:t></w:r></w:p></w:footnote>` + noteTwo,
		want: `marker * -> * | The tide rose.
marker 1 -> 1 | It fell.
note * (footnote): A star.
note 1 (footnote): Two.`,
	},
	{
		name: "a symbol as a custom mark", footnotes: noteOne,
		body: `<w:p>` + rose + `<w:r><w:footnoteReference w:customMarkFollows="true" w:id="1"/><w:sym w:font="Symbol" w:char="F0A7"/></w:r></w:p>`,
		want: "marker ♣ -> ♣ | The tide rose.\nnote ♣ (footnote): One.",
	},
	{
		name: "a deleted note", footnotes: noteOne + noteTwo,
		body: `<w:p>` + rose + `<w:del><w:r><w:footnoteReference w:id="1"/></w:r></w:del>` + fell + callTwo + `</w:p>`,
		want: "marker 1 -> 1 | It fell.\nnote 1 (footnote): Two.",
	},
	{
		name: "a note that no mark calls", footnotes: noteOne + noteTwo, body: `<w:p>` + rose + callOne + `</w:p>`,
		want: "marker 1 -> 1 | The tide rose.\nnote 1 (footnote): One.\nnote  (footnote): Two.",
	},
	{
		name: "a mark without a note", footnotes: noteOne, body: `<w:p>` + rose + callTwo + fell + callOne + `</w:p>`,
		want: "marker 1 -> none | The tide rose.\nmarker 2 -> 2 | It fell.\nnote 2 (footnote): One.",
	},
	{
		name: "one id for two notes", footnotes: noteOne + strings.Replace(noteTwo, `w:id="2"`, `w:id="1"`, 1),
		body: `<w:p>` + rose + callOne + fell + callOne + `</w:p>`,
		want: "marker 1 -> 1 | The tide rose.\nmarker 2 -> 2 | It fell.\nnote 1 (footnote): One.\nnote 2 (footnote): Two.",
	},
	{
		name: "a note that is called twice", footnotes: noteOne, body: `<w:p>` + rose + callOne + fell + callOne + `</w:p>`,
		want: "marker 1 -> 1 | The tide rose.\nmarker 2 -> 1 | It fell.\nnote 1 (footnote): One.",
	},
	{
		name: "a reference to a mark is one", footnotes: noteOne,
		body: `<w:p>` + rose + `<w:bookmarkStart w:id="0" w:name="_Ref9"/>` + callOne + `<w:bookmarkEnd w:id="0"/>` + fell +
			`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NOTEREF _Ref9 \f \h </w:instrText></w:r>` +
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
		want: "marker 1 -> 1 | The tide rose.\nmarker 1 -> 1 | It fell.",
	},
	{
		name: "italics of runs and of styles, over upright blanks",
		body: `<w:p>` + rose + callOne + `</w:p>`,
		footnotes: `<w:footnote w:id="1"><w:p><w:pPr><w:pStyle w:val="Slanted"/></w:pPr><w:r><w:rPr><w:i w:val="0"/></w:rPr><w:t xml:space="preserve">Ruiz, </w:t></w:r>` +
			`<w:r><w:rPr><w:i/></w:rPr><w:t>Har</w:t></w:r><w:r><w:rPr><w:i w:val="true"/></w:rPr><w:t>bor</w:t></w:r><w:r><w:rPr><w:i w:val="0"/></w:rPr><w:t xml:space="preserve"> </w:t></w:r><w:r><w:t>Review</w:t></w:r>` +
			`<w:r><w:rPr><w:rStyle w:val="Upright"/></w:rPr><w:t>, 12.</w:t></w:r></w:p></w:footnote>`,
		styles: `<w:style w:type="paragraph" w:styleId="Slanted"><w:name w:val="Slanted"/><w:rPr><w:i/></w:rPr></w:style>` +
			`<w:style w:type="character" w:styleId="Upright"><w:name w:val="Upright"/><w:rPr><w:i w:val="off"/></w:rPr></w:style>`,
		want: "note 1 (footnote): Ruiz, Harbor Review, 12.\nitalic Harbor Review | note 1",
	},
	{
		name:   "a paragraph of the style of quotations",
		body:   `<w:p><w:pPr><w:pStyle w:val="Zitat"/></w:pPr>` + rose + `</w:p>`,
		styles: `<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>`,
		want:   "quote The tide rose.",
	},
	{
		name: "a comma of another script behind an address",
		body: `<w:p>` + rose + callOne + `</w:p>`, footnotes: `<w:footnote w:id="1"><w:p><w:r><w:t>潮汐，https://one.example/a，第三页。</w:t></w:r></w:p></w:footnote>`,
		want: "note 1 (footnote): 潮汐，https://one.example/a，第三页。 | https://one.example/a",
	},
	{
		name:      "hyperlinks through relationships",
		body:      `<w:p><w:hyperlink r:id="h1" w:anchor="p3">` + rose + `</w:hyperlink><w:hyperlink w:anchor="x">` + fell + `</w:hyperlink>` + callOne + `</w:p>`,
		footnotes: `<w:footnote w:id="1"><w:p><w:hyperlink r:id="h1"><w:r><w:t>See</w:t></w:r></w:hyperlink><w:hyperlink r:id="h1"><w:r><w:t> there</w:t></w:r></w:hyperlink></w:p></w:footnote>`,
		want:      "link https://harbor.example/a#p3 | The tide rose. | text\nlink https://notes.example/a | Seethere | note 1",
	},
	{
		name: "hyperlinks through fields",
		body: `<w:p><w:fldSimple w:instr=" HYPERLINK &quot;https://harbor.example/a&quot; \l &quot;p3&quot; \o &quot;a tip&quot;">` + rose + `</w:fldSimple>` +
			`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "https://har</w:instrText></w:r><w:r><w:instrText>bor.example/b" </w:instrText></w:r>` +
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + fell + `<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
		want: "link https://harbor.example/a#p3 | The tide rose. | text\nlink https://harbor.example/b | It fell. | text",
	},
	{
		name: "an address over several runs", body: `<w:p><w:r><w:t>See https://harbor</w:t></w:r><w:r><w:t>.example/t</w:t></w:r>` + callOne + `</w:p>`, footnotes: noteOne,
		want: "marker 1 -> 1 | See https://harbor.example/t\nlink https://harbor.example/t | text",
	},
	{
		name: "a field that does not end", footnotes: noteOne,
		body: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X</w:instrText></w:r></w:p><w:p>` + rose + callOne + `</w:p>`,
		want: "marker 1 -> 1 | The tide rose.",
	},
	{
		name: "tracked changes", footnotes: noteOne,
		body: `<w:p><w:ins><w:r><w:t>The tide</w:t></w:r></w:ins><w:del><w:r><w:delText> never</w:delText></w:r></w:del><w:moveFrom><w:r><w:t> fell</w:t></w:r></w:moveFrom>` +
			`<w:moveTo><w:r><w:t xml:space="preserve"> rose.</w:t></w:r></w:moveTo><w:ins>` + callOne + `</w:ins></w:p>`,
		want: "marker 1 -> 1 | The tide rose.",
	},
	{
		name: "a paragraph whose end is deleted goes on", footnotes: noteOne,
		body: `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">The tide </w:t></w:r></w:p><w:p><w:r><w:t>rose.</w:t></w:r>` + callOne + `</w:p>`,
		want: "marker 1 -> 1 | The tide rose.",
	},
	{
		name: "a text box is read once", footnotes: noteOne + noteTwo,
		body: `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p>` + fell + callTwo + `</w:p></w:txbxContent></w:drawing></mc:Choice>` +
			`<mc:Fallback><w:pict><w:txbxContent><w:p>` + fell + callTwo + `</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + rose + callOne + `</w:p>`,
		want: "marker 1 -> 1 | The tide rose.\nmarker 2 -> 2 | It fell.\nnote 1 (footnote): One.\nnote 2 (footnote): Two.",
	},
	{
		name: "cells and headings are blocks of their own", footnotes: noteOne,
		styles: `<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>`,
		body:   `<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Tides</w:t></w:r></w:p><w:tbl><w:tr><w:tc>` + paragraph("Year") + `</w:tc><w:tc><w:p>` + rose + callOne + `</w:p></w:tc></w:tr></w:tbl>`,
		want:   "marker 1 -> 1 | The tide rose.",
	},
	{
		name: "hyphens, blanks and symbols", footnotes: noteOne,
		body: `<w:p><w:r><w:t>The</w:t><w:tab/><w:t> tide </w:t><w:br/><w:t>went</w:t><w:noBreakHyphen/><w:t>o</w:t><w:softHyphen/><w:t>ut</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>1.</w:t></w:r>` + callOne + `</w:p>`,
		want: "marker 1 -> 1 | The tide went-out≥1.",
	},
	{
		name: "hidden words, comments and formulas", footnotes: noteOne,
		body: `<w:p><w:r><w:t xml:space="preserve">The tide </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>never </w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>rose: </w:t></w:r><m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath><w:r><w:commentReference w:id="0"/></w:r>` + callOne + `</w:p>`,
		want: "marker 1 -> 1 | The tide rose:x=2",
	},
	{
		name: "notes that somebody typed",
		body: `<w:p>` + rose + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>` + fell + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r></w:p>` +
			paragraph("Notes") + paragraph("1. Ana Ruiz, “Tides.”") + paragraph("2. Jo Lee, “Ports.”"),
		want: "marker 1 -> 1 | The tide rose.\nmarker 2 -> 2 | It fell.\nnote 1: Ana Ruiz, “Tides.”\nnote 2: Jo Lee, “Ports.”",
	},
	{
		name:      "typed notes in a numbered list",
		numbering: `<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>`,
		body: `<w:p><w:r><w:t>The tide rose.[1] It fell.[2]</w:t></w:r></w:p>` + paragraph("Notes") +
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>Ana Ruiz, “Tides.”</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>Jo Lee, “Ports.”</w:t></w:r></w:p>`,
		want: "marker 1 -> 1 | The tide rose.\nmarker 2 -> 2 | It fell.\nnote 1: Ana Ruiz, “Tides.”\nnote 2: Jo Lee, “Ports.”",
	},
	{
		name: "properties", styles: `<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>`,
		body: `<w:p><w:r><w:rPr><w:lang w:val="de-DE"/></w:rPr><w:t>Die Flut stieg.</w:t></w:r></w:p>`,
		core: `<title>The Long Tide</title><creator>Ana Ruiz; Jo Lee</creator><created>2021-05-03T10:00:00Z</created><modified>2021-06-04T10:00:00Z</modified>`,
		want: "title: The Long Tide\nauthors: Ana Ruiz; Jo Lee\npublished: 2021-06-04\nlang: de-DE",
	},
}

func TestDOCX(t *testing.T) {
	for _, c := range docxCases {
		t.Run(c.name, func(t *testing.T) {
			source := docx(t, c.body, "footnotes", c.footnotes, "endnotes", c.endnotes, "settings", c.settings, "styles", c.styles,
				"numbering", c.numbering, "core-properties", c.core)
			requirePacked(t, "a.docx", source, c.want)
		})
	}
}

// A mark's place is the element that calls the note, and a note's that of its number.
func TestDOCXPlaces(t *testing.T) {
	source := docx(t, `<w:p>`+rose+callOne+`</w:p>`, "footnotes", noteOne)
	a := requirePacked(t, "a.bin", source, "format: docx")
	parts := unpacked(t, source)
	at := func(part string, start, end int) string { return parts[part][start:end] }
	m, n := a.Markers[0].Span, a.Notes[0].Span
	require.Equal(t, `<w:footnoteReference w:id="1"/>`, at(m.Part, m.Start, m.End))
	require.Equal(t, "text/body.xml", m.Part)
	require.Equal(t, `<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> One.`, at(n.Part, n.Start, n.End))
	require.Equal(t, "text/my-footnotes.xml", n.Part)
}

func TestDOCXStrict(t *testing.T) {
	strict := strings.NewReplacer("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships",
		"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
	parts := unpacked(t, docx(t, `<w:p>`+rose+callOne+`</w:p>`, "footnotes", noteOne))
	var files []string
	for name, content := range parts {
		files = append(files, name, strict.Replace(content))
	}
	requirePacked(t, "a.docx", packed(t, files...), "marker 1 -> 1 | The tide rose.\nnote 1 (footnote): One.")
}
