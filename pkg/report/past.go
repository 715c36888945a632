package report

import (
	"io"
	"slices"
	"strconv"
	"time"
)

// PastSchemaID is the name and version of the JSON form of a Past.
const PastSchemaID = "ibid/history/1"

// Past is what runs have seen of addresses.
type Past struct {
	Schema    string    `json:"schema"`
	Tool      Tool      `json:"tool"`
	Addresses []Address `json:"addresses"`
}

// Address is one address, and what each run has seen of it, the oldest first.
type Address struct {
	URL  string `json:"url"`
	Seen []Seen `json:"seen"`
}

// Seen is what one run has seen of an address. Digest is the SHA-256 of the page's bytes, in hexadecimal.
type Seen struct {
	At       time.Time `json:"at"`
	State    string    `json:"state"`
	Because  string    `json:"because"`
	FinalURL string    `json:"final_url"`
	Status   int       `json:"status"`
	MovedTo  string    `json:"moved_to,omitempty"`
	Digest   string    `json:"digest,omitempty"`
}

// WritePast writes a past as JSON.
func WritePast(w io.Writer, p *Past) error {
	whole := *p
	whole.Addresses = list(slices.Clone(p.Addresses))
	for i := range whole.Addresses {
		whole.Addresses[i].Seen = list(whole.Addresses[i].Seen)
	}
	return writeJSON(w, whole)
}

// WritePastTable writes a past for reading on a screen.
func WritePastTable(w io.Writer, p *Past, o Options) error {
	s := newScreen(w, o)
	for _, a := range p.Addresses {
		s.gap()
		s.paragraph(0, words{text: a.URL, address: true})
		if len(a.Seen) == 0 {
			s.paragraph(indent, words{text: "no run has seen it", tone: faint})
		}
		rows := make([]row, 0, len(a.Seen))
		for _, x := range a.Seen {
			rows = append(rows, x.row())
		}
		s.table(indent, rows)
	}
	return s.w.Flush()
}

func (x Seen) row() row {
	st := stateOf(Page{State: x.State, Checked: &x.At})
	because := x.Because
	if because == "" && x.Status != 0 {
		because = strconv.Itoa(x.Status)
	}
	r := row{lead: []words{{text: x.At.Format("2006-01-02 15:04")}, {text: st.word, tone: st.tone}}}
	if because != "" {
		r.body = []words{{text: because}}
	}
	return r
}
