package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/ibidcheck/ibid/pkg/rule"
)

// hostile is what an attacker may write in a title: it clears the screen, sets the window's title, forges a line,
// reorders and hides text, and tries the syntax of Markdown and HTML.
const hostile = "\x1b[2J\x1b]0;owned\x07 no\u009b31m\r\nerror: \u202eforged\u2066 <img src=x onerror=alert(1)> | `code` @octocat #1 [x](javascript:alert(1)) *b* \u200bz\xff"

// repeats is the rule whose notices the section of repeated works stands for.
var repeats = rule.RepeatCitation.Name

var sampleTime = time.Date(2024, 11, 3, 9, 30, 0, 0, time.UTC)

// sample is a report that holds some of everything: two articles, one without notes, and every state of an address.
func sample() *Report {
	r := &Report{
		Schema:   SchemaID,
		Tool:     Tool{Name: "ibid", Version: "0.1.0"},
		Articles: []Article{gauge(), rumour()},
		Pages:    samplePages(),
		Findings: sampleFindings(),
	}
	r.Summary = Summary{
		Articles: 2, Claims: 7, Markers: 11, Notes: 17, Links: 23, Works: 4, RepeatedWorks: 3,
		Findings: Counts{Error: 4, Warning: 2, Info: 5},
		Coverage: Coverage{Addresses: 16, Checked: 9, Unasked: []Unasked{
			{Provider: "wayback-cdx", Because: "its answer is 429 Too Many Requests", Addresses: 2}, {Provider: "perma", Because: hostile, Addresses: 1},
		}},
		Unread: []Unread{{Path: "articles/missing.txt", Error: "no such file"}, {Path: hostile, Error: "is " + hostile}},
	}
	r.countStates()
	return r
}

func (r *Report) countStates() {
	r.Summary.Coverage.States = map[string]int{}
	for _, p := range r.Pages {
		r.Summary.Coverage.States[p.State]++
	}
}

func gauge() Article {
	a := Article{
		Path: "articles/harbour.html", Format: "html", Lang: "en",
		Title:     "The Harbour That Moved: How Brightwater Lost Its Tide Gauge and Thirty Years of Sea Level with It",
		Authors:   []string{"Ana Petrov", "J. R. Osei", "渡辺 由紀子"},
		Published: "2024-10-22", URL: "https://review.example/harbour",
	}
	claims := []struct {
		line         int
		text, clause string
		notes        []string
	}{
		{12, "The gauge on the north mole was read by hand until 1931.", "", []string{"1"}},
		{12, "These are just a handful of the readings that were lost when the mole was rebuilt, all of them kept in the harbour master’s own hand.", "These are just a handful of the readings that were lost when the mole was rebuilt,", []string{"3"}},
		{31, "A survey recently forced the Harbour Board to release figures which show that fourteen of the nineteen stations named on the list have moved by more than the board’s own tolerance of two millimetres a year, that nine of them were moved by hand, and that none of the moves was entered in the register in which the board is bound by its own by-laws to enter them within a week, a register that has been open to the public since 1904 and that nobody had asked to see before the survey of that spring.", "", []string{"6"}},
		{104, "The board calls this “a paper loss”, others a scandal.", "others a scandal.", []string{"7", "16", "17"}},
		{104, "Of the lost years eleven were never copied.", "", []string{"18"}},
		{120, "“潮位計は北防波堤から港内へ移設され、その記録は三十年にわたり失われていた。この事実は二〇二四年の春まで公表されず、港湾局の報告書にも一度も記載されたことがなかった。”", "", []string{"19"}},
		{121, "The tolerance is two millimetres.", "", []string{"8", "9"}},
	}
	for i, c := range claims {
		id := fmt.Sprintf("c%d", i+1)
		a.Claims = append(a.Claims, Claim{ID: id, Text: c.text, Clause: c.clause, Notes: c.notes, Span: at(1000*i, c.line, 1)})
		for _, label := range c.notes {
			note := "n" + label
			a.Markers = append(a.Markers, Marker{
				ID: fmt.Sprintf("m%d", len(a.Markers)+1), Label: label, Note: &note, Claim: &id, Span: at(1000*i+len(c.text), c.line, 57),
			})
		}
	}
	heading := "p2"
	opening, second := claims[0].text+"1", claims[3].text+"7 16 17"
	a.Paragraphs = []Paragraph{
		{ID: "p1", Text: opening, Span: at(0, 12, 1), Marks: []Mark{{ID: "c1", Start: 0, End: 57}, {ID: "m1", Start: 56, End: 57}}},
		{ID: "p2", Text: "The Gauge", Heading: true, Section: &heading, Span: at(2990, 102, 1)},
		{ID: "p3", Text: second, Section: &heading, Span: at(3000, 104, 1), Marks: []Mark{
			{ID: "c4", Start: 0, End: len(second)}, {ID: "a1", Start: 0, End: 9}, {ID: "q1", Start: 21, End: 39},
		}},
	}
	none := "x"
	a.Markers = append(a.Markers, Marker{ID: "m99", Label: none, Span: at(7900, 130, 4)})
	a.Quotations = []Quotation{{ID: "q1", Text: "a paper loss", Claim: &a.Claims[3].ID, Span: at(3020, 104, 22)}}
	a.Attributions = []Attribution{{ID: "a1", Source: "Harbour Board", Cue: "The board calls", Span: at(3004, 104, 5)}}
	pages := samplePages()
	for i := range 17 {
		label := fmt.Sprint(i + 1)
		if i > 8 {
			label = fmt.Sprint(i + 3)
		}
		page := pages[noted[i]]
		note, work := "n"+label, workOf[noted[i]]
		a.Notes = append(a.Notes, Note{
			ID: note, Label: label, Kind: "endnote", Text: "Harbour Board, “Minutes”, " + label + ".", Span: at(9000+100*i, 140+2*i, 1), URLs: []string{page.URL},
		})
		a.Links = append(a.Links, Link{ID: fmt.Sprintf("l%d", i+1), URL: page.URL, Where: "note", Note: &note, Span: at(9050+100*i, 141+2*i, 1)})
		a.Citations = append(a.Citations, Citation{
			ID: fmt.Sprintf("t%d", i+1), Note: &note, Kind: "full", Raw: "Harbour Board, “Minutes”", URL: page.URL, Work: work, Span: at(9010+100*i, 140+2*i, 5),
		})
	}
	first := "t6"
	a.Citations[14].Kind, a.Citations[14].Antecedent, a.Citations[14].Because = "short", &first, "the only work cited before that fits Board"
	a.Citations[9].Candidates, a.Citations[9].Because = []string{"t8", "t9"}, "note 11, just before, cites several sources"
	for i, p := range []int{13, 6, 12, 14, 15, 14} {
		a.Links = append(a.Links, Link{
			ID: fmt.Sprintf("l%d", 18+i), URL: pages[p].URL, Text: "see here", Where: "text", Span: at(1500+400*i, 14+i, 9),
		})
	}
	entry, claim := "e1", "c7"
	a.Claims[6].References = []string{"r1"}
	a.References = []Reference{
		{ID: "r1", Label: "Osei 2019", Locator: "14", Entry: &entry, Claim: &claim, Span: at(6090, 121, 20)},
		{ID: "r2", Label: "Lund 2001", Note: a.Links[0].Note, Span: at(9020, 140, 9)},
	}
	a.Entries = []Entry{{
		ID: "e1", Key: "osei2019", Text: "Osei, J. R. 2019. “The Tolerance of Gauges.” Tide Review 4: 9–21. https://tides.example/4",
		Fields: &Source{
			Type: "article-journal", Author: []Name{{Family: "Osei", Given: "J. R."}}, Editor: []Name{{Literal: "Harbour Board"}},
			Title: "The Tolerance of Gauges", ContainerTitle: "Tide Review", Issued: "2019", Volume: "4", Page: "9–21",
		},
		Span: at(12000, 190, 1), URLs: []string{"https://tides.example/4"},
	}}
	a.Links = append(a.Links, Link{ID: "l24", URL: "https://tides.example/4", Where: "entry", Entry: &entry, Span: at(12060, 190, 70)})
	a.Works = []Work{
		{ID: "w1", Title: "Minutes of the Harbour Board", URLs: []string{pages[0].URL}, Notes: []string{"1"}, NoteRanges: "1", Entries: []string{"e1"}, Claims: []string{"c1"}, Possibly: []Possible{{Work: "w6", Because: "their dates differ"}}},
		{
			ID: "w3", Title: "", Fields: Source{Issued: "1931/1961", URL: pages[2].URL}, URLs: []string{pages[2].URL},
			Notes: []string{"3", "7"}, NoteRanges: "3, 7", Claims: []string{"c2", "c4"},
			Edges: []Edge{{A: "t3", B: "t7", Reason: "address", Strength: "certain", Because: "both give the address " + pages[2].URL}},
		},
		{
			ID: "w6", Title: "Reading the Water: How the Board’s Own Figures Undermine Its Account and What the Register of Stations Says Instead",
			URLs: []string{pages[5].URL}, Notes: []string{"6", "16", "17", "18", "19"}, NoteRanges: "6, 16–19", Claims: []string{"c3", "c4", "c5", "c6"},
			Fields: Source{
				Type: "report", Author: []Name{{Literal: "Harbour Board & Sons, Ltd"}, {Family: "van der Meer", Given: "Jan"}},
				Title:  "Reading the Water: How the Board’s Own Figures Undermine Its Account and What the Register of Stations Says Instead",
				Issued: "2024-03-18", Accessed: "2024-10", URL: pages[5].URL,
			},
			Edges: []Edge{
				{A: "t6", B: "t14", Reason: "address", Strength: "certain", Because: "both give the address " + pages[5].URL},
				{A: "t6", B: "t15", Reason: "short-form", Strength: "strong", Because: "the only work cited before that fits Board"},
			},
			Possibly: []Possible{{Work: "w1", Because: "their dates differ"}},
		},
		{ID: "w8", Title: hostile, Fields: Source{Title: hostile, Author: []Name{{Family: hostile}}, Publisher: "{Tide} & Co_ 5% \\ $ # ^ ~"}, URLs: []string{pages[7].URL, "javascript:alert(1)//\x1b[2J"}, Notes: []string{"8", "9"}, NoteRanges: "8–9", Claims: []string{"c7"}},
	}
	return a
}

// workOf are the sample's works by page; of the others nothing is known.
var workOf = map[int]*string{0: ptr("w1"), 2: ptr("w3"), 5: ptr("w6"), 7: ptr("w8")}

func ptr(id string) *string { return &id }

// noted says which of the sample's pages each of the notes gives.
var noted = [17]int{0, 1, 2, 3, 4, 5, 2, 7, 7, 8, 9, 10, 11, 5, 5, 5, 5}

func rumour() Article {
	return Article{
		Path: "articles/噂.txt", Format: "text", Title: "港に現れた噂の船：三つの新聞が同じ一人の証人を別々の人物として引用していたことについての覚え書き",
		Published: "2023-05",
		Quotations: []Quotation{
			{ID: "q1", Text: "Nobody has seen the ship since.", Span: at(120, 3, 10)},
			{ID: "q2", Text: strings.Repeat("We are not at liberty to say who told us, nor when, nor where. ", 5), Span: at(820, 27, 1)},
		},
		Attributions: []Attribution{
			{ID: "a1", Source: "Harbour Watch", Cue: "according to", Span: at(90, 3, 1)},
			{ID: "a2", Source: "a senior official of the Brightwater Coast Guard", Cue: "confirmed", Span: at(300, 9, 4)},
			{ID: "a3", Source: "Harbour Watch", Cue: "reported", Span: at(500, 14, 7)},
			{ID: "a4", Source: "Harbour Watch", Cue: "according to", Span: at(520, 15, 7)},
		},
	}
}

func samplePages() []Page {
	moved := []Hop{{URL: "https://harbour.example/register", Status: 301, To: "https://register.harbour.example/stations/all?sort=name"}}
	pages := []Page{
		{URL: "https://harbour.example/minutes/1904", Status: 200, State: "live"},
		{URL: "https://harbour.example/register", FinalURL: "https://register.harbour.example/stations/all?sort=name", Status: 200, State: "moved", Because: "301 Moved Permanently", MovedTo: "https://register.harbour.example/stations/all?sort=name", Hops: moved},
		{URL: "https://archive.harbour.example/sites/harbour-subsites/records.harbour.example/files/board-documents/NORTH_MOLE_1931-1961_scan.pdf", Status: 404, State: "gone", Because: "404 Not Found"},
		{URL: "https://survey.example/methods#tolerance", Status: 200, State: "fragment", Because: "the page has no place named “tolerance”"},
		{URL: "https://survey.example/", Status: 200, State: "drifted", Because: "none of the title’s words are on the page"},
		{URL: "https://survey.example/reading-the-water.pdf", Status: 200, State: "live"},
		{URL: "https://coast.example/gone", Status: 200, State: "soft404", Because: "its title says “Page not found”"},
		{URL: "https://coast.example/\x1b]8;;https://evil.example\x07\u202e|evil`<b>/@octocat", Status: 403, State: "blocked", Because: hostile},
		{URL: "https://old-gauge.example/", Status: 200, State: "parked", Because: "a page of a domain broker"},
		{URL: "https://library.example/item/1", Status: 401, State: "walled", Because: "401 Unauthorized"},
		{URL: "https://slow.example/table", State: "unreachable", Because: "no answer within 20 s"},
		{URL: "https://expired.example/", State: "insecure", Because: "the certificate ran out on 1 May 2024"},
		{URL: "http://[::1/", State: "malformed", Because: "missing ']' in host"},
		{URL: "mailto:master@harbour.example", State: "skipped", Because: "mailto addresses are not visited"},
		{URL: "https://odd.example/", Status: 299, State: "undecided", Because: "299 is no status that the standard knows"},
		{URL: "https://later.example/", State: "undecided"},
	}
	taken := time.Date(2021, time.June, 4, 12, 0, 0, 0, time.UTC)
	pages[0].Saved = &Copy{URL: "https://web.archive.org/web/20241103093000/https://harbour.example/minutes/1904", Taken: sampleTime, Provider: "wayback"}
	pages[0].History = &Record{Runs: 1}
	pages[2].Archived = &Copy{URL: "https://copies.example/1", Taken: taken, Provider: "wayback-cdx"}
	pages[2].History = &Record{Runs: 4, LastGood: &taken, FirstFailed: &sampleTime}
	pages[4].Original = "https://survey.example/original"
	pages[5].Unsaved = "no copy was made: " + hostile
	pages[6].Unsaved, pages[7].Unsaved = "the copy was not made in time", "the copy was not made in time"
	for i := range pages {
		p := &pages[i]
		if p.FinalURL == "" {
			p.FinalURL = p.URL
		}
		if p.State == "gone" {
			p.Sightings = []Sighting{{sampleTime.AddDate(0, -1, 0), "live"}, {sampleTime, "gone"}}
		}
		if p.Because != "" && p.State != "malformed" && p.State != "skipped" || p.State == "live" {
			p.Checked = &sampleTime
		}
	}
	return pages
}

func sampleFindings() []Finding {
	const path = "articles/harbour.html"
	found := []Finding{
		{Rule: repeats, Severity: "info", Message: "notes 3 and 7 cite one document", Article: path, Span: at(1100, 12, 130), Notes: []string{"3", "7"}},
		{Rule: "orphan-marker", Severity: "error", Message: "the marker “x” has no note", Article: path, Span: at(7900, 130, 4)},
		{Rule: repeats, Severity: "info", Message: "notes 6, 16–19 cite one document", Article: path, Span: at(2000, 31, 1), Notes: []string{"6", "16", "17", "18", "19"}},
		{Rule: repeats, Severity: "info", Message: "notes 8–9 cite one document", Article: path, Span: at(6000, 121, 1), Notes: []string{"8", "9"}},
		{Rule: "link-moved", Severity: "warning", Message: "the address in note 2 has moved for good; write https://register.harbour.example/stations/all?sort=name", Article: path, Span: at(9150, 143, 1), Notes: []string{"2"}},
		{Rule: "link-gone", Severity: "error", Message: "the address in notes 3 and 7 is gone: 404 Not Found", Article: path, Span: at(9250, 145, 1), Notes: []string{"3", "7"}},
		{Rule: "link-gone", Severity: "error", Message: "the address in note 12 leads to a parked domain: " + hostile, Article: path, Span: at(10050, 159, 1), Notes: []string{"12"}},
		{Rule: "unused-note", Severity: "warning", Message: "no marker points to note 13", Article: path, Span: at(10100, 160, 1), Notes: []string{"13"}},
		{Rule: "link-unchecked", Severity: "info", Message: "the address in note 8 could not be checked", Article: path, Span: at(9750, 155, 1), Notes: []string{"8"}},
		{Rule: "no-notes", Severity: "info", Message: "the article names 2 sources in words and has no note for them", Article: "articles/噂.txt", Span: at(90, 3, 1)},
		{Rule: "unread-part", Severity: "error", Message: "the part is not well-formed", Article: "articles/annex.docx", Span: Span{Part: "word/footnotes.xml", Start: 812, End: 812, Line: 1, Column: 813}},
	}
	found[1].Related, found[5].Related = []Span{at(8000, 131, 1), at(8100, 131, 60)}, []Span{at(9550, 149, 1)}
	found[4].Fix = &Fix{Summary: "write https://register.harbour.example/stations/all?sort=name", Edits: []Edit{
		{Span: at(9150, 143, 1), EndLine: 143, EndColumn: 41, Was: "https://harbour.example/{stations}?sort=", Text: "https://register.harbour.example/stations/all?sort=name"},
		{Span: at(9250, 145, 1), EndLine: 146, EndColumn: 1, Was: "<!-- " + hostile + "-->\r\n"},
	}}
	for i := range found {
		f := &found[i]
		f.Fingerprint = fmt.Sprintf("%024x", 0xfeed0000+i)
		f.EndLine, f.EndColumn = f.Span.Line, f.Span.Column+40
	}
	return found
}

func at(start, line, column int) Span {
	return Span{Start: start, End: start + 40, Line: line, Column: column}
}

// partial is the sample cut off early, offline the sample without the web.
func partial() *Report {
	r := sample()
	r.Summary.Coverage.Partial = "interrupted"
	r.Summary.Coverage.Checked = 6
	for i := range r.Pages[6:] {
		p := &r.Pages[6+i]
		*p = Page{URL: p.URL, State: "undecided"}
	}
	r.countStates()
	return r
}

func offline() *Report {
	r := sample()
	r.Summary.Coverage = Coverage{Addresses: 16, Offline: true}
	r.Pages = nil
	r.Findings = []Finding{r.Findings[0], r.Findings[2], r.Findings[3], r.Findings[9]}
	r.Summary.Findings = Counts{Info: 4}
	r.Summary.Unread = nil
	return r
}
