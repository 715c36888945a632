// Package report holds the outcome of a run in the shape that other programs read, and writes it in every format.
//
// A Report is complete: each format is made from it alone, so that all of them tell the same. The package judges
// nothing and looks nothing up. Its JSON form is a contract, published as a JSON Schema (Schema).
package report

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/ibidcheck/ibid/pkg/article"
)

// SchemaID is the name and version of the JSON form.
const SchemaID = "ibid/report/1"

// Report is the outcome of one run. Identifiers are unique within their article; labels are what the article shows.
type Report struct {
	Schema   string    `json:"schema"`
	Tool     Tool      `json:"tool"`
	Summary  Summary   `json:"summary"`
	Articles []Article `json:"articles"`
	Pages    []Page    `json:"pages"`
	Findings []Finding `json:"findings"`
	// Suppressed are findings that are kept back, and count for nothing.
	Suppressed []Suppressed `json:"suppressed,omitempty"`
}

// Tool is the program that made the report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Summary counts what the report holds, and says what could not be checked.
type Summary struct {
	Articles int `json:"articles"`
	Claims   int `json:"claims"`
	Markers  int `json:"markers"`
	Notes    int `json:"notes"`
	Links    int `json:"links"`
	// Works counts the documents cited, RepeatedWorks those that several notes of one article cite.
	Works         int      `json:"works"`
	RepeatedWorks int      `json:"repeated_works"`
	Findings      Counts   `json:"findings"`
	Coverage      Coverage `json:"coverage"`
	// Unread are the inputs that could not be read, and why.
	Unread []Unread `json:"unread"`
	// FailOn is the severity from which on findings fail the run, or never; empty means error.
	FailOn string `json:"fail_on,omitempty"`
	// Folder is where the run was made, with slashes and from the root of its repository; empty at the root, and in none.
	// The articles' paths are from there.
	Folder string `json:"folder,omitempty"`
	// Resolved are findings of the baseline that occur no more.
	Resolved []Resolved `json:"resolved,omitempty"`
}

// Counts counts findings by severity.
type Counts struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

// Coverage says how much of the web's part of the work was done.
type Coverage struct {
	// Addresses counts the distinct addresses in the articles, Checked those of which something could be said.
	Addresses int `json:"addresses"`
	Checked   int `json:"checked"`
	// States counts addresses by diagnosis.
	States map[string]int `json:"states"`
	// Offline: no address was visited because none was to be. Partial: the run ended early, for this reason.
	Offline bool   `json:"offline"`
	Partial string `json:"partial,omitempty"`
	// Unasked are the archives that could not be asked for copies.
	Unasked []Unasked `json:"unasked,omitempty"`
}

// Unasked is an archive that could not be asked for copies of some addresses, and why. Nothing follows for these.
type Unasked struct {
	Provider  string `json:"provider"`
	Because   string `json:"because"`
	Addresses int    `json:"addresses"`
}

// Unread is an input that could not be read.
type Unread struct {
	Path  string `json:"path"`
	Error string `json:"error"`
}

// Span is a place in an article's source: bytes from 0, end exclusive; line and column from 1, columns in characters.
type Span struct {
	Part   string `json:"part,omitempty"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// Article is one article's tables.
type Article struct {
	Path         string        `json:"path"`
	Format       string        `json:"format"`
	Lang         string        `json:"lang"`
	Title        string        `json:"title"`
	Authors      []string      `json:"authors"`
	Published    string        `json:"published"`
	URL          string        `json:"url"`
	Paragraphs   []Paragraph   `json:"paragraphs"`
	Claims       []Claim       `json:"claims"`
	Markers      []Marker      `json:"markers"`
	Notes        []Note        `json:"notes"`
	References   []Reference   `json:"references"`
	Entries      []Entry       `json:"entries"`
	Quotations   []Quotation   `json:"quotations"`
	Attributions []Attribution `json:"attributions"`
	Links        []Link        `json:"links"`
	Citations    []Citation    `json:"citations"`
	Works        []Work        `json:"works"`
}

// Paragraph is a run of the article's own words: a paragraph, a heading, an item of a list, a cell of a table. Code tells
// that nothing in it was searched. Section is the id of the heading that it stands under, null before the first; a
// heading stands under itself.
type Paragraph struct {
	ID      string  `json:"id"`
	Text    string  `json:"text"`
	Heading bool    `json:"heading"`
	Code    bool    `json:"code"`
	Section *string `json:"section"`
	Span    Span    `json:"span"`
	// Marks are where rows of the article's other tables stand in the text, in order.
	Marks []Mark `json:"marks"`
}

// Mark is where a row of another table stands in the text of a paragraph: a claim, a marker, a reference, a quotation, an
// attribution or a link, as the letter of its id tells. Start and End are offsets in bytes of UTF-8, from 0, end
// exclusive. A claim that shares its sentence with others has its own clause, up to the marks that close it. A marker or a
// reference that the text does not show has an empty mark where it stands.
type Mark struct {
	ID    string `json:"id"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Claim is the sentence that carries markers or references at one place. Clause is the part of it that they close, if not the whole.
type Claim struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Clause string `json:"clause"`
	Span   Span   `json:"span"`
	// Notes are the labels of the notes that it rests on, References the ids of its references.
	Notes      []string `json:"notes"`
	References []string `json:"references"`
}

// Marker is a reference mark. Note is the id of its note, null if there is none; Claim that of its claim.
type Marker struct {
	ID    string  `json:"id"`
	Label string  `json:"label"`
	Note  *string `json:"note"`
	Claim *string `json:"claim"`
	Span  Span    `json:"span"`
}

// Note is a footnote or endnote, without its label.
type Note struct {
	ID    string   `json:"id"`
	Label string   `json:"label"`
	Kind  string   `json:"kind"`
	Text  string   `json:"text"`
	Span  Span     `json:"span"`
	URLs  []string `json:"urls"`
}

// Reference is a mark that points to the bibliography: one source of an author-date reference. Locator is the place within
// the source, as it is written. Entry is the id of its entry, null if there is none; Claim that of its claim, and Note
// that of the note in which it stands.
type Reference struct {
	ID      string  `json:"id"`
	Label   string  `json:"label"`
	Locator string  `json:"locator"`
	Entry   *string `json:"entry"`
	Claim   *string `json:"claim"`
	Note    *string `json:"note"`
	Span    Span    `json:"span"`
}

// Entry is one source in the article's bibliography. Key is the name by which the source's format refers to it; Fields
// are what the format itself says of the source, null where only the words are there.
type Entry struct {
	ID     string   `json:"id"`
	Key    string   `json:"key"`
	Text   string   `json:"text"`
	Fields *Source  `json:"fields"`
	Span   Span     `json:"span"`
	URLs   []string `json:"urls"`
}

// Source is what is said of a document that is cited, with the variables of CSL. What is not said is absent.
type Source = article.Source

// Name is a person or an institution, as CSL writes names.
type Name = article.Name

// Quotation is what stands between quotation marks in the text. Claim is the id of the claim that holds it, or null.
type Quotation struct {
	ID    string  `json:"id"`
	Text  string  `json:"text"`
	Claim *string `json:"claim"`
	Span  Span    `json:"span"`
}

// Attribution is a place where the text names a source in words.
type Attribution struct {
	ID     string `json:"id"`
	Source string `json:"source"`
	Cue    string `json:"cue"`
	Span   Span   `json:"span"`
}

// Link is an address in the article as it is written. Where is "note", "entry" or "text"; Note and Entry are the ids of
// the note or the entry that holds it, or null.
type Link struct {
	ID    string  `json:"id"`
	URL   string  `json:"url"`
	Text  string  `json:"text"`
	Where string  `json:"where"`
	Note  *string `json:"note"`
	Entry *string `json:"entry"`
	Span  Span    `json:"span"`
}

// Citation is one reference to one source, in a note, in an entry of the bibliography, or in the text. Note, Entry and
// Reference are the ids of what holds it; those that do not are null. Work is the id of what it cites, or null.
type Citation struct {
	ID        string  `json:"id"`
	Note      *string `json:"note"`
	Entry     *string `json:"entry"`
	Reference *string `json:"reference"`
	Kind      string  `json:"kind"`
	Raw       string  `json:"raw"`
	URL       string  `json:"url"`
	Work      *string `json:"work"`
	// Antecedent is the id of the citation that a short form stands for, Candidates are those that it may stand for where
	// that cannot be told, and Because is the reason.
	Antecedent *string  `json:"antecedent"`
	Candidates []string `json:"candidates"`
	Because    string   `json:"because"`
	Span       Span     `json:"span"`
}

// Work is a document cited. Notes are the labels of the notes that cite it, in order, NoteRanges the same with runs
// collapsed ("6, 16–19"), Entries and Claims the ids of the entries that describe it and of the claims that lean on it.
type Work struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// Fields are what the citations say of it.
	Fields     Source   `json:"fields"`
	URLs       []string `json:"urls"`
	Notes      []string `json:"notes"`
	NoteRanges string   `json:"note_ranges"`
	Entries    []string `json:"entries"`
	Claims     []string `json:"claims"`
	// Edges are the reasons why its citations are of one work.
	Edges []Edge `json:"edges"`
	// Possibly are other works that may be the same document.
	Possibly []Possible `json:"possibly"`
}

// Edge is a reason why two citations are of one work. A and B are their ids.
type Edge struct {
	A        string `json:"a"`
	B        string `json:"b"`
	Reason   string `json:"reason"`
	Strength string `json:"strength"`
	Because  string `json:"because"`
}

// Possible is another work that may be the same document, and why it is left apart.
type Possible struct {
	Work    string `json:"work"`
	Because string `json:"because"`
}

// Page is what is the matter with an address. State is one of the words of package live; Checked is when it was
// visited, null if it was not. MovedTo is the address to write instead, for a link that has moved. Original is the address
// of which an address in an archive is a copy; it is visited, too, and its own page is Unlinked if no article has it.
// Archived is a copy of a page that is lost, Saved one that was made in this run, Unsaved why none could be made. History
// is what earlier runs saw, of an address that is not as it should be.
type Page struct {
	URL      string     `json:"url"`
	FinalURL string     `json:"final_url"`
	Status   int        `json:"status"`
	State    string     `json:"state"`
	Because  string     `json:"because"`
	MovedTo  string     `json:"moved_to,omitempty"`
	Hops     []Hop      `json:"hops"`
	Checked  *time.Time `json:"checked"`
	Original string     `json:"original,omitempty"`
	Unlinked bool       `json:"unlinked,omitempty"`
	Archived *Copy      `json:"archived,omitempty"`
	Saved    *Copy      `json:"saved,omitempty"`
	Unsaved  string     `json:"unsaved,omitempty"`
	History  *Record    `json:"history,omitempty"`
	// Sightings are what runs saw of it, the oldest first; absent without a history.
	Sightings []Sighting `json:"sightings,omitempty"`
}

// Copy is a copy of a page in an archive. Provider is the name of whom it was found by.
type Copy struct {
	URL      string    `json:"url"`
	Taken    time.Time `json:"taken"`
	Provider string    `json:"provider"`
}

// Record is what runs have seen of an address. Runs counts them; LastGood is when it was last seen to be there, null if
// it never was, FirstFailed when it was first seen not to be since then.
type Record struct {
	Runs        int        `json:"runs"`
	LastGood    *time.Time `json:"last_good"`
	FirstFailed *time.Time `json:"first_failed"`
}

// Sighting is the state in which a run saw an address.
type Sighting struct {
	Time  time.Time `json:"time"`
	State string    `json:"state"`
}

// Hop is one redirect on the way to a page.
type Hop struct {
	URL    string `json:"url"`
	Status int    `json:"status"`
	To     string `json:"to"`
}

// Finding is what the user is told, by one rule, at one place. Severity is error, warning or info. Article is the
// article's path; EndLine and EndColumn are the place behind its last character; Related are other places that it is
// about; Notes are labels. Fingerprint stays the same when lines move and notes are renumbered. Fix is a way out that a
// tool may take, if one is certain.
type Finding struct {
	Rule        string   `json:"rule"`
	Severity    string   `json:"severity"`
	Message     string   `json:"message"`
	Article     string   `json:"article"`
	Span        Span     `json:"span"`
	EndLine     int      `json:"end_line"`
	EndColumn   int      `json:"end_column"`
	Related     []Span   `json:"related"`
	Notes       []string `json:"notes"`
	Fingerprint string   `json:"fingerprint"`
	Fix         *Fix     `json:"fix,omitempty"`
}

// Fix is a way out of a finding that a tool may take without asking what the article means. Summary says in a few words
// what it does; Edits are in order of place, do not overlap, and belong together.
type Fix struct {
	Summary string `json:"summary"`
	Edits   []Edit `json:"edits"`
}

// Edit replaces one stretch of the article's source. EndLine and EndColumn are the place behind its last character; Was is
// what stands there, byte for byte, and Text what is to stand there.
type Edit struct {
	Span      Span   `json:"span"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Was       string `json:"was"`
	Text      string `json:"text"`
}

// Suppressed is a finding that is kept back. By is article, baseline or unchanged; Reason is what the article gives.
type Suppressed struct {
	By      string  `json:"by"`
	Reason  string  `json:"reason"`
	Finding Finding `json:"finding"`
}

// Resolved is a finding of the baseline that occurs no more.
type Resolved struct {
	Article string `json:"article"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
}

// Options are what a format may need to know of where it is written.
type Options struct {
	// Width is the number of columns that there are; 0 means 100. Lines are never longer than 120, for the eye's sake.
	Width int
	// Color and Hyperlinks allow escape sequences for each.
	Color      bool
	Hyperlinks bool
	// Rooted gives the path of a file from the root of the repository in which it lies, for the formats of services that
	// show the files of one; nil leaves paths as they are.
	Rooted func(path string) string
}

// linked are the pages of addresses that stand in an article.
func (r *Report) linked() []Page {
	return slices.DeleteFunc(slices.Clone(r.Pages), func(p Page) bool { return p.Unlinked })
}

// Format is one way of writing a report.
type Format struct {
	// Name is what --format takes, Summary a phrase for the help.
	Name    string
	Summary string
	Write   func(io.Writer, *Report, Options) error
}

// Formats are all formats; the first is the default.
var Formats = []Format{
	Terminal,
	JSON,
	JSONL,
	Markdown,
	HTML,
	SARIF,
	GitHub,
	GitLab,
	JUnit,
	Checkstyle,
	CSV,
}

// Lookup finds a format by its name.
func Lookup(name string) (Format, error) {
	known := make([]string, len(Formats))
	for i, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		known[i] = f.Name
	}
	return Format{}, fmt.Errorf("unknown format %q; the formats are %s", name, enumerate(known))
}
