package read

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
)

// pdfOf makes a PDF in which each page is lines of “x y size words”, set in Courier, whose characters are all six tenths
// of their size wide. What stands between carets is raised and smaller, and between tildes in italics; “link x y x y address” is a link annotation, and
// “draw …” are operators that draw something else.
func pdfOf(info, trailer string, pages ...string) []byte {
	const font = "<</Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding/BaseFont/"
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", font + "Courier>>", "<<" + info + ">>", font + "Courier-Oblique>>"}
	var kids strings.Builder
	for _, page := range pages {
		content, links := pdfContent(page)
		n := len(objects)
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R/O 5 0 R>>>>/Contents %d 0 R/Annots[%s]>>", n+2, links),
			fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content))
		fmt.Fprintf(&kids, "%d 0 R ", n+1)
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), kids.String())
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	var xref strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&xref, "%010d 00000 n \n", out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R/Info 4 0 R%s>>\nstartxref\n%d\n%%%%EOF\n",
		len(objects)+1, xref.String(), len(objects)+1, trailer, out.Len())
	return out.Bytes()
}

func pdfContent(page string) (content, links string) {
	var b, l strings.Builder
	for line := range strings.Lines(page) {
		line = strings.TrimSpace(line)
		var x, y, size, x2, y2 float64
		var address string
		if rest, ok := strings.CutPrefix(line, "draw "); ok {
			b.WriteString(rest + "\n")
		} else if n, _ := fmt.Sscanf(line, "link %g %g %g %g %s", &x, &y, &x2, &y2, &address); n == 5 {
			fmt.Fprintf(&l, "<</Type/Annot/Subtype/Link/Rect[%g %g %g %g]/A<</S/URI/URI(%s)>>>>", x, y, x2, y2, address)
		} else if n, _ := fmt.Sscanf(line, "%g %g %g", &x, &y, &size); n == 3 {
			words := strings.SplitN(line, " ", 4)[3]
			for i, run := range strings.Split(words, "^") {
				s, rise := size, 0.0
				if i%2 == 1 {
					s, rise = 0.65*size, 0.35*size
				}
				for j, part := range strings.Split(run, "~") {
					part = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "†", "\x86").Replace(part)
					fmt.Fprintf(&b, "BT /%c %g Tf %g %g Td (%s) Tj ET\n", "FO"[j%2], s, x, y+rise, part)
					x += 0.6 * s * float64(len(strings.ReplaceAll(part, `\`, "")))
				}
			}
		}
	}
	return b.String(), l.String()
}

// pdfText is enough text for its size to be that of the text.
const pdfText = `
50 700 10 The harbour was built in stone by the merchants of the old town
50 688 10 and was kept in good repair until the war, when nobody paid any
50 676 10 more. The tables of the tide were printed by the board each year.
`

// pdfLeft is a left column, and pdfRight a right one.
const pdfLeft = `
50 700 10 In the left column of this
50 688 10 page the harbour is still
50 676 10 told about, and so are its
50 664 10 walls, its ships, and then
50 652 10 the tide.^1^ After all this
50 640 10 the sentence is not yet at
`

const pdfRight = `
320 700 10 its end, but goes on here.
320 688 10 The right column has marks
320 676 10 of its own, as here.^2^ And
320 664 10 the column ends with these
320 652 10 words about the harbour or
320 640 10 about the board of harbour
`

var pdfCases = []struct {
	name  string
	pages []string
	// markers are label>note's index; notes label=text; claims and links as they are.
	markers, notes, claims, links []string
}{
	{
		name:    "a raised number and a note at the foot",
		pages:   []string{pdfText + "50 664 10 The tide rose.^1^ It fell.\n50 100 8 ^1^ Ruiz, Tide Tables, 14."},
		markers: []string{"1>0"}, notes: []string{"1=Ruiz, Tide Tables, 14."}, claims: []string{"The tide rose."},
	},
	{
		name:    "numbers in brackets that stand on the line, and a list at the end",
		pages:   []string{pdfText + "50 664 10 The tide rose.[1] It fell [2], they say.\n50 640 10 Notes\n50 620 10 [1] Ruiz, Tide Tables, 14.\n50 600 10 [2] Lee, 3."},
		markers: []string{"1>0", "2>1"}, notes: []string{"1=Ruiz, Tide Tables, 14.", "2=Lee, 3."},
		claims: []string{"The tide rose.", "It fell, they say."},
	},
	{
		name:    "exponents are no markers",
		pages:   []string{pdfText + "50 664 10 It has 12 km^2^ and 10^6^ fish.^2^ It fell.\n50 100 8 ^2^ Ruiz, 14."},
		markers: []string{"2>0"}, notes: []string{"2=Ruiz, 14."}, claims: []string{"It has 12 km2 and 106 fish."},
	},
	{
		name:    "two numbers without a comma, and two with one",
		pages:   []string{pdfText + "50 664 10 The tide rose.^1112^ It fell.^13,14^\n50 124 8 ^11^ Ruiz.\n50 114 8 ^12^ Lee.\n50 104 8 ^13^ Kim.\n50 94 8 ^14^ Ito."},
		markers: []string{"11>0", "12>1", "13>2", "14>3"}, notes: []string{"11=Ruiz.", "12=Lee.", "13=Kim.", "14=Ito."},
		claims: []string{"The tide rose.", "It fell."},
	},
	{
		name:    "signs before the first number",
		pages:   []string{"50 740 16 The Tide*\n" + pdfText + "50 664 10 The tide rose.^1^ It fell.†\n50 120 8 * Thanks to the board.\n50 110 8 † Lee, 3.\n50 100 8 ^1^ Ruiz, 14."},
		markers: []string{"*>0", "1>2", "†>1"}, notes: []string{"*=Thanks to the board.", "†=Lee, 3.", "1=Ruiz, 14."},
		claims: []string{"The Tide", "The tide rose.", "It fell."},
	},
	{
		name: "a note that goes on on the next page",
		pages: []string{
			pdfText + "50 664 10 The tide rose.^1^ It fell.\n50 110 8 ^1^ Ruiz, Tide Tables, who says that the harbour was\n50 100 8 built before the",
			pdfText + "50 664 10 It rose again.^2^\n50 110 8 war, and not after it.\n50 100 8 ^2^ Lee, 3.",
		},
		markers: []string{"1>0", "2>1"},
		notes:   []string{"1=Ruiz, Tide Tables, who says that the harbour was built before the war, and not after it.", "2=Lee, 3."},
		claims:  []string{"The tide rose.", "It rose again."},
	},
	{
		name:    "two columns",
		pages:   []string{pdfLeft + pdfRight + "50 100 8 ^1^ Ruiz, 14.\n320 100 8 ^2^ Lee, 3."},
		markers: []string{"1>0", "2>1"}, notes: []string{"1=Ruiz, 14.", "2=Lee, 3."},
		claims: []string{
			"In the left column of this page the harbour is still told about, and so are its walls, its ships, and then the tide.",
			"The right column has marks of its own, as here.",
		},
	},
	{
		name: "running heads and page numbers",
		pages: []string{
			"50 770 9 TIDE TABLES\n" + pdfText + "50 664 10 It rose and rose until it was at\n50 652 10 last as high as\n300 30 9 7",
			"50 770 9 TIDE TABLES\n50 700 10 the walls.^1^ The harbour was built in stone by the merchants\n50 688 10 and was kept.\n50 100 8 ^1^ Ruiz.\n300 30 9 8",
			"50 770 9 TIDE TABLES\n" + pdfText + "300 30 9 9",
		},
		markers: []string{"1>0"}, notes: []string{"1=Ruiz."}, claims: []string{"It rose and rose until it was at last as high as the walls."},
	},
	{
		name:    "words and addresses broken over lines",
		pages:   []string{pdfText + "50 664 10 The har-\n50 652 10 bour and its tide-\n50 640 10 1990 rose.^1^\n50 120 8 ^1^ Ruiz, https://www.example.org/the/\n50 110 8 tide/tables-of-\n50 100 8 1990.html, 14."},
		markers: []string{"1>0"}, notes: []string{"1=Ruiz, https://www.example.org/the/tide/tables-of-1990.html, 14."},
		claims: []string{"The harbour and its tide-1990 rose."}, links: []string{"https://www.example.org/the/tide/tables-of-1990.html"},
	},
	{
		name:    "a link annotation over words, and one over the first line of an address",
		pages:   []string{pdfText + "50 664 10 The tide rose.^1^\n50 120 8 ^1^ Ruiz, see here.\n50 110 8 And https://www.example.org/the/\n50 100 8 tide/tables.html, 14.\nlink 110 118 140 128 https://ex.org/t\nlink 68 108 210 118 https://www.example.org/the/"},
		markers: []string{"1>0"}, notes: []string{"1=Ruiz, see here. And https://www.example.org/the/tide/tables.html, 14."},
		claims: []string{"The tide rose."}, links: []string{"https://ex.org/t", "https://www.example.org/the/tide/tables.html"},
	},
	{
		name:    "notes under a heading",
		pages:   []string{pdfText + "50 664 10 The tide rose.^1^ It fell.^2^\n50 620 14 Notes\n50 600 10 1. Ruiz, Tide Tables,\n50 588 10 14.\n50 576 10 2. Lee, 3.\n50 540 14 Bibliography\n50 520 10 Ruiz, Ana. Tide Tables."},
		markers: []string{"1>0", "2>1"}, notes: []string{"1=Ruiz, Tide Tables, 14.", "2=Lee, 3."}, claims: []string{"The tide rose.", "It fell."},
	},
	{
		name:    "a bibliography is no list of notes",
		pages:   []string{pdfText + "50 664 10 The tide rose [1].\n50 620 14 References\n50 600 10 [1] Ruiz, Tide Tables, 14.\n50 588 10 [2] Lee, 3."},
		markers: nil,
	},
	{
		name:    "line numbers in the margin",
		pages:   []string{numbered(pdfText+"50 664 10 The tide rose.^1^ It fell\n50 652 10 and rose again in the same night.") + "50 100 8 ^1^ Ruiz, 14."},
		markers: []string{"1>0"}, notes: []string{"1=Ruiz, 14."}, claims: []string{"The tide rose."},
	},
	{
		name:    "a number printed twice",
		pages:   []string{pdfText + "50 664 10 The tide rose.^6^ It fell.^7^\n50 110 8 ^6^ Ruiz, 14.\n50 100 8 ^77^ Lee, 3."},
		markers: []string{"6>0", "7>1"}, notes: []string{"6=Ruiz, 14.", "7=Lee, 3."}, claims: []string{"The tide rose.", "It fell."},
	},
	{
		name:    "a note that nothing calls, and a marker without a note",
		pages:   []string{pdfText + "50 664 10 The tide rose.^1^ It fell.^3^ It rose.^4^\n50 110 8 ^1^ Ruiz, 14.\n50 100 8 ^2^ Lee, 3.\n50 90 8 ^4^ Kim, 5."},
		markers: []string{"1>0", "3>-1", "4>2"}, notes: []string{"1=Ruiz, 14.", "2=Lee, 3.", "4=Kim, 5."},
		claims: []string{"The tide rose.", "It fell.", "It rose."},
	},
	{
		name:    "numbers that begin anew on each page",
		pages:   []string{pdfText + "50 664 10 The tide rose.^1^\n50 100 8 ^1^ Ruiz, 14.", pdfText + "50 664 10 It fell.^1^\n50 100 8 ^1^ Lee, 3."},
		markers: []string{"1>0", "1>1"}, notes: []string{"1=Ruiz, 14.", "1=Lee, 3."}, claims: []string{"The tide rose.", "It fell."},
	},
}

// numbered puts a number before each line.
func numbered(page string) string {
	var b strings.Builder
	n := 0
	for line := range strings.Lines(page) {
		var x, y, size float64
		if k, _ := fmt.Sscanf(line, "%g %g %g", &x, &y, &size); k == 3 {
			n++
			fmt.Fprintf(&b, "20 %g 6 %d\n", y, n)
		}
		b.WriteString(line)
	}
	return b.String() + "\n"
}

func TestPDF(t *testing.T) {
	for _, c := range pdfCases {
		t.Run(c.name, func(t *testing.T) {
			a := &article.Article{}
			require.NoError(t, readPDF(pdfOf("", "", c.pages...), a))
			var markers, notes, claims, links []string
			for _, m := range a.Markers {
				markers = append(markers, fmt.Sprintf("%s>%d", m.Label, m.Note))
			}
			for _, n := range a.Notes {
				notes = append(notes, n.Label+"="+n.Text)
			}
			for _, s := range a.Claims {
				claims = append(claims, s.Text)
			}
			for _, l := range a.Links {
				links = append(links, l.URL)
			}
			require.Equal(t, c.notes, notes)
			require.Equal(t, c.markers, markers)
			require.Equal(t, c.claims, claims)
			require.Equal(t, c.links, links)
		})
	}
}

func TestPDFItalics(t *testing.T) {
	a := &article.Article{}
	page := pdfText + "50 664 10 The ~tide~ rose.^1^ It fell.\n50 110 8 ^1^ Ruiz, ~Tide Tables and what they~\n50 100 8 ~say~, 14."
	require.NoError(t, readPDF(pdfOf("", "", page), a))
	require.Equal(t, "Ruiz, Tide Tables and what they say, 14.", a.Notes[0].Text)
	require.Equal(t, []article.Range{{Start: len("Ruiz, "), End: len("Ruiz, Tide Tables and what they say")}}, a.Notes[0].Italics)
}

func TestPDFPlaces(t *testing.T) {
	a := &article.Article{}
	page := pdfText + "50 664 10 The tide rose.^1^ It fell.\n50 100 8 ^1^ Ruiz, Tide Tables, 14."
	require.NoError(t, readPDF(pdfOf("", "", "50 700 10 Nothing here.", page), a))
	require.Equal(t, "page 2", a.Markers[0].Span.Part)
	require.Equal(t, article.Place{Line: 4, Column: 15}, a.Place(a.Markers[0].Span))
	require.Equal(t, 5, a.Place(a.Notes[0].Span).Line)
}

func TestPDFInformation(t *testing.T) {
	a := &article.Article{}
	require.NoError(t, readPDF(pdfOf("/Title(Tide Tables of 1990)/Author(Ana Ruiz and Jo Lee)/CreationDate(D:20210503142500+02'00')", "", pdfText), a))
	require.Equal(t, "Tide Tables of 1990", a.Title)
	require.Equal(t, []string{"Ana Ruiz", "Jo Lee"}, a.Authors)
	require.Equal(t, "2021-05-03", a.Published)

	a = &article.Article{}
	require.NoError(t, readPDF(pdfOf("/Title(Microsoft Word - tide_final.docx)/Author(ruiz)/CreationDate(yesterday)", "", "50 740 16 The Tide of Old\n"+pdfText), a))
	require.Equal(t, "The Tide of Old", a.Title)
	require.Empty(t, a.Authors)
	require.Empty(t, a.Published)
}

func TestPDFErrors(t *testing.T) {
	whole := pdfOf("", "", pdfText)
	key := strings.Repeat("61", 32)
	for _, c := range []struct {
		name   string
		source []byte
		want   error
	}{
		{"encrypted", pdfOf("", "/ID[<61><61>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"+key+">/U<"+key+">>>", pdfText), errPDFEncrypted},
		{"pictures of pages", pdfOf("", "", "draw 0 0 600 800 re f"), errPDFPictures},
		{"an empty page", pdfOf("", "", ""), errPDFEmpty},
		{"no page", pdfOf("", ""), errPDFDamaged},
		{"only its beginning", whole[:60], errPDFDamaged},
		{"only its name", []byte("%PDF-1.7\n"), errPDFDamaged},
	} {
		t.Run(c.name, func(t *testing.T) { require.ErrorIs(t, readPDF(c.source, &article.Article{}), c.want) })
	}
}

// A PDF of which only the beginning was saved is read as far as the engine can mend it, or refused.
func TestPDFTruncated(t *testing.T) {
	whole := pdfOf("", "", pdfText, pdfText)
	for twentieth := range 20 {
		a := &article.Article{}
		if err := readPDF(whole[:len(whole)*twentieth/20], a); err != nil {
			require.Greater(t, len(err.Error()), 20)
			continue
		}
		require.NotEmpty(t, a.Paragraphs)
	}
}

func FuzzPDF(f *testing.F) {
	for _, c := range pdfCases {
		f.Add(pdfOf("", "", c.pages...))
	}
	f.Add([]byte("%PDF-1.7\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		a := &article.Article{}
		if err := readPDF(source, a); err != nil {
			return
		}
		for _, m := range a.Markers {
			require.LessOrEqual(t, m.Span.Start, m.Span.End)
			require.Less(t, m.Note, len(a.Notes))
			require.Contains(t, a.Places, m.Span.Part)
		}
		for _, n := range a.Notes {
			require.LessOrEqual(t, n.Span.Start, n.Span.End)
		}
	})
}

func BenchmarkPDF(b *testing.B) {
	pages := make([]string, 20)
	for i := range pages {
		var page strings.Builder
		for y := 700; y > 200; y -= 12 {
			fmt.Fprintf(&page, "50 %d 10 The harbour was built in stone by the merchants of the old town and was kept.\n", y)
		}
		pages[i] = page.String() + fmt.Sprintf("50 180 10 The tide rose.^%d^\n50 100 8 ^%d^ Ruiz, Tide Tables, 14.", i+1, i+1)
	}
	source := pdfOf("", "", pages...)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		require.NoError(b, readPDF(source, &article.Article{}))
	}
}
