package report

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// CSV is a fact-checker's worksheet: a row for each claim and each citation that it rests on, then the citations that no
// claim leads to, and what else was found. It is comma-separated values (RFC 4180) in UTF-8 with a byte order mark, without
// which Excel takes it for Windows-1252.
var CSV = Format{
	Name:    "csv",
	Summary: "a fact-checker’s worksheet: a row for each claim and citation",
	Write:   writeCSV,
}

// worksheetHead are the names of the columns. The first says what the row is: a claim, a citation, a finding, an input that
// could not be read, or why the run is partial.
var worksheetHead = [...]string{
	"row", "article", "line", "claim", "note", "kind", "citation", "work", "address",
	"state", "because", "visited", "instead", "copy", "findings",
}

// worksheetRow is a row of the worksheet.
type worksheetRow struct {
	row, article, line, claim, note, kind, citation, work string
	page                                                  Page
	findings                                              []string
	// span is that of the claim, for the findings in it.
	span Span
}

func writeCSV(w io.Writer, r *Report, _ Options) error {
	out := bufio.NewWriter(w)
	_, _ = out.WriteString("\uFEFF")
	writeCells(out, worksheetHead[:])
	pages := make(map[string]Page, len(r.Pages))
	for _, p := range r.Pages {
		pages[p.URL] = p
	}
	found, rest := foundIn(r)
	for i := range r.Articles {
		a := &r.Articles[i]
		s := worksheetOf(a, pages)
		s.place(found[a.Path])
		delete(found, a.Path)
		s.write(out)
	}
	s := &worksheet{}
	s.place(rest)
	for _, u := range r.Summary.Unread {
		s.rows = append(s.rows, worksheetRow{row: "unread", article: u.Path, page: Page{Because: u.Error}})
	}
	if because := r.Summary.Coverage.Partial; because != "" {
		s.rows = append(s.rows, worksheetRow{row: "partial", page: Page{Because: because}})
	}
	s.write(out)
	return out.Flush()
}

// worksheet is the rows of one article.
type worksheet struct {
	article *Article
	rows    []worksheetRow
	pages   map[string]Page
	// titles are of works, labels of notes, by id; used are the citations that have a row.
	titles, labels map[string]string
	used           map[string]bool
}

func worksheetOf(a *Article, pages map[string]Page) *worksheet {
	s := &worksheet{article: a, pages: pages, titles: map[string]string{}, labels: map[string]string{}, used: map[string]bool{}}
	for _, w := range a.Works {
		s.titles[w.ID] = w.Title
	}
	for _, n := range a.Notes {
		s.labels[n.ID] = n.Label
	}
	held := map[string][]int{}
	for i, c := range a.Citations {
		for _, holder := range []*string{c.Note, c.Reference} {
			if holder != nil {
				held[*holder] = append(held[*holder], i)
			}
		}
	}
	markers := map[string][]Marker{}
	for _, m := range a.Markers {
		if m.Claim != nil {
			markers[*m.Claim] = append(markers[*m.Claim], m)
		}
	}
	for _, c := range a.Claims {
		s.claim(c, markers[c.ID], held)
	}
	for i, c := range a.Citations {
		if !s.used[c.ID] {
			s.cite(worksheetRow{row: "citation", line: strconv.Itoa(c.Span.Line)}, i)
		}
	}
	return s
}

// claim has a row for each citation, one for each note that cites nothing, and one if there is neither.
func (s *worksheet) claim(c Claim, markers []Marker, held map[string][]int) {
	row := worksheetRow{row: "claim", line: strconv.Itoa(c.Span.Line), claim: excerpt(&c), span: c.Span}
	before := len(s.rows)
	seen := map[string]bool{}
	for _, m := range markers {
		note := row
		note.note = m.Label
		if m.Note == nil {
			s.add(note)
			continue
		}
		if seen[*m.Note] {
			continue
		}
		seen[*m.Note] = true
		if len(held[*m.Note]) == 0 {
			s.add(note)
		}
		for _, i := range held[*m.Note] {
			s.cite(note, i)
		}
	}
	for _, id := range c.References {
		for _, i := range held[id] {
			s.cite(row, i)
		}
	}
	if len(s.rows) == before {
		s.add(row)
	}
}

func (s *worksheet) add(row worksheetRow) {
	row.article = s.article.Path
	s.rows = append(s.rows, row)
}

func (s *worksheet) cite(row worksheetRow, i int) {
	c := s.article.Citations[i]
	s.used[c.ID] = true
	row.kind, row.citation = c.Kind, c.Raw
	if row.note == "" && c.Note != nil {
		row.note = s.labels[*c.Note]
	}
	if c.Work != nil {
		row.work = s.titles[*c.Work]
	}
	if c.URL != "" {
		row.page = pageOf(c.URL, s.pages)
		row.page.URL = c.URL
	}
	s.add(row)
}

// place puts each finding into one row: the first of its first note, or the first of the claim in which it stands, or one
// of its own.
func (s *worksheet) place(found []Finding) {
	byNote := map[string]int{}
	for i, row := range s.rows {
		if _, known := byNote[row.note]; !known && row.note != "" {
			byNote[row.note] = i
		}
	}
	for _, f := range found {
		says := severityOf(f.Severity).noun.one + ", " + f.Rule + ": " + f.Message
		if i, ok := s.rowOf(f, byNote); ok {
			s.rows[i].findings = append(s.rows[i].findings, says)
			continue
		}
		s.rows = append(s.rows, worksheetRow{
			row: "finding", article: f.Article, line: strconv.Itoa(f.Span.Line), findings: []string{says},
		})
	}
}

func (s *worksheet) rowOf(f Finding, byNote map[string]int) (int, bool) {
	if len(f.Notes) > 0 {
		i, ok := byNote[f.Notes[0]]
		return i, ok
	}
	for i, row := range s.rows {
		if row.row == "claim" && row.span.Part == f.Span.Part && row.span.Start <= f.Span.Start && f.Span.Start < row.span.End {
			return i, true
		}
	}
	return 0, false
}

func (s *worksheet) write(out *bufio.Writer) {
	for i := range s.rows {
		writeCells(out, s.rows[i].cells())
	}
}

func (r *worksheetRow) cells() []string {
	p := r.page
	state, visited, copied := "", "", ""
	if p.URL != "" {
		state = stateOf(p).word
	}
	if p.Checked != nil {
		visited = p.Checked.UTC().Format(time.DateTime)
	}
	if p.Archived != nil {
		copied = p.Archived.URL
	} else if p.Saved != nil {
		copied = p.Saved.URL
	}
	return []string{
		r.row, r.article, r.line, r.claim, r.note, r.kind, r.citation, r.work, p.URL,
		state, p.Because, visited, p.MovedTo, copied, strings.Join(r.findings, " | "),
	}
}

// writeCells quotes every cell: a spreadsheet that parts cells at semicolons, as Excel does in much of Europe, then parts
// none of ours. Errors are left to Flush.
func writeCells(out *bufio.Writer, cells []string) {
	for i, text := range cells {
		if i > 0 {
			_ = out.WriteByte(',')
		}
		_ = out.WriteByte('"')
		_, _ = out.WriteString(strings.ReplaceAll(inert(unarmed(plainly(clean(text)))), `"`, `""`))
		_ = out.WriteByte('"')
	}
	_, _ = out.WriteString("\r\n")
}

// inert keeps a spreadsheet from taking a cell for a formula (owasp.org/www-community/attacks/CSV_Injection): an apostrophe
// before its first character makes it text. Excel takes the full-width forms of the signs as well. Tabs and line ends,
// which begin formulas too, are blanks by now.
func inert(cell string) string {
	if first, _ := utf8.DecodeRuneInString(cell); cell != "" && strings.ContainsRune("=+-@＝＋－＠", first) {
		return "'" + cell
	}
	return cell
}
