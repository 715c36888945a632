package cite

import (
	"slices"

	"github.com/ibidcheck/ibid/pkg/article"
)

// Work is a document cited.
type Work struct {
	// Source is what the citations say of it: of each variable, what the first says that says anything.
	article.Source
	// URLs are the addresses by which the article cites the work, as they are written, each once.
	URLs []string
	// Citations, Notes, Entries and Claims are indices, each once, in order. Claims are those that lean on the work.
	Citations, Notes, Entries, Claims []int
	// Edges are the reasons why the citations are of one work; they lead from each of them to each other.
	Edges []Edge
}

// Resolution says which citation is of which work, and what it stands for.
type Resolution struct {
	Works []Work
	// Of has the index of the work of each citation, or article.None.
	Of []int
	// Antecedents has, for each citation, what it stands for.
	Antecedents []Antecedent
	// Possibly are pairs of works that may be one. They are in order, and few for each work.
	Possibly []Possible
}

// Possible is two works that may be one document, as indices, and what makes it likely or leaves it open.
type Possible struct {
	A, B    int
	Because string
}

// Known is what the web knows of addresses, as they are written in the article.
type Known struct {
	// Addresses are others of the same document: where redirects ended, what the page says of itself.
	Addresses map[string][]string
	// Digests are of the bodies of pages. Leave out pages that a script fills: their bodies are all the same.
	Digests map[string]string
}

// Resolve finds the works that an article's citations are of. Citations are of one work for reasons that the work's
// edges name (Reason). What identifiers say outranks what titles say: works whose identifiers differ stay apart, however
// alike they are, unless another identifier joins them. Where a citation fits two works, it is joined to none.
//
// Commentary and cross-references are of no work, nor is a short form whose antecedent cannot be told. Known may be nil.
func Resolve(a *article.Article, citations []Citation, known *Known) Resolution {
	if known == nil {
		known = &Known{}
	}
	g := newGraph(citations)
	g.joinIdentified(known)
	g.joinDescribed()
	antecedents := findAntecedents(a, g)
	r := collect(g)
	r.Antecedents = antecedents
	r.Possibly = g.possible(r.Of)
	addClaims(a, citations, r.Works)
	return r
}

// collect makes a work of each group in which a citation says what it cites.
func collect(g *graph) Resolution {
	r := Resolution{Of: make([]int, len(g.citations))}
	saying := map[int]bool{}
	for i := range g.citations {
		if g.says(i) {
			saying[g.of(i)] = true
		}
	}
	index := map[int]int{}
	listed := map[listing]bool{}
	for i, c := range g.citations {
		group := g.of(i)
		if !saying[group] || !c.Kind.cites() {
			r.Of[i] = article.None
			continue
		}
		w, ok := index[group]
		if !ok {
			w = len(r.Works)
			index[group] = w
			r.Works = append(r.Works, Work{})
		}
		r.Of[i] = w
		r.Works[w].add(i, c)
		if at := (listing{w, c.URL}); c.URL != "" && !listed[at] {
			listed[at] = true
			r.Works[w].URLs = append(r.Works[w].URLs, c.URL)
		}
	}
	for _, e := range g.edges {
		if w := r.Of[e.A]; w != article.None && w == r.Of[e.B] {
			r.Works[w].Edges = append(r.Works[w].Edges, e)
		}
	}
	for i := range r.Works {
		r.Works[i].describe(g.citations)
	}
	return r
}

// listing is an address in the list of a work.
type listing struct {
	work int
	url  string
}

func (w *Work) add(i int, c Citation) {
	w.Citations = append(w.Citations, i)
	w.Notes = appendNew(w.Notes, c.Note)
	w.Entries = appendNew(w.Entries, c.Entry)
}

// appendNew appends an index that grows or stays from call to call.
func appendNew(all []int, i int) []int {
	if i == article.None || len(all) > 0 && all[len(all)-1] == i {
		return all
	}
	return append(all, i)
}

// describe fills in what the citations say, those first that stand by themselves.
func (w *Work) describe(citations []Citation) {
	for _, full := range [...]bool{true, false} {
		for _, i := range w.Citations {
			if c := citations[i]; c.Kind.stands() == full {
				w.fill(c.Source)
			}
		}
	}
}

// fill takes over what is not said yet.
func (w *Work) fill(s article.Source) {
	if len(w.Author) == 0 {
		w.Author = s.Author
	}
	if len(w.Editor) == 0 {
		w.Editor = s.Editor
	}
	for _, v := range [...]struct {
		to   *string
		from string
	}{
		{&w.Type, s.Type},
		{&w.Title, s.Title},
		{&w.ContainerTitle, s.ContainerTitle},
		{&w.Publisher, s.Publisher},
		{&w.PublisherPlace, s.PublisherPlace},
		{&w.Issued, s.Issued},
		{&w.Accessed, s.Accessed},
		{&w.Volume, s.Volume},
		{&w.Issue, s.Issue},
		{&w.Page, s.Page},
		{&w.Edition, s.Edition},
		{&w.URL, s.URL},
		{&w.DOI, s.DOI},
		{&w.ISBN, s.ISBN},
		{&w.ISSN, s.ISSN},
		{&w.PMID, s.PMID},
		{&w.PMCID, s.PMCID},
		{&w.ArXiv, s.ArXiv},
		{&w.ArchiveURL, s.ArchiveURL},
	} {
		if *v.to == "" {
			*v.to = v.from
		}
	}
}

// addReferringNotes adds the notes in which references to the work stand.
func (w *Work) addReferringNotes(a *article.Article, citations []Citation) {
	added := false
	for _, c := range w.Citations {
		if ref := citations[c].Reference; ref != article.None && a.References[ref].Note != article.None {
			w.Notes = append(w.Notes, a.References[ref].Note)
			added = true
		}
	}
	if added {
		slices.Sort(w.Notes)
		w.Notes = slices.Compact(w.Notes)
	}
}

// addClaims gives each work the claims whose markers point to its notes, and those whose references are to it.
func addClaims(a *article.Article, citations []Citation, works []Work) {
	claims := make([][]int, len(a.Notes))
	for _, m := range a.Markers {
		if m.Note == article.None || m.Claim == article.None {
			continue
		}
		if of := claims[m.Note]; len(of) == 0 || of[len(of)-1] != m.Claim {
			claims[m.Note] = append(of, m.Claim)
		}
	}
	for i := range works {
		w := &works[i]
		w.addReferringNotes(a, citations)
		seen := map[int]bool{article.None: true}
		lean := func(claim int) {
			if !seen[claim] {
				seen[claim] = true
				w.Claims = append(w.Claims, claim)
			}
		}
		for _, note := range w.Notes {
			for _, claim := range claims[note] {
				lean(claim)
			}
		}
		for _, c := range w.Citations {
			if ref := citations[c].Reference; ref != article.None {
				lean(a.References[ref].Claim)
			}
		}
		slices.Sort(w.Claims)
	}
}
