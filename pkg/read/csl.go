package read

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/metadata"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// cslEntry is an entry in CSL's form (docs.citationstyles.org, CSL-JSON), which is written as JSON or YAML.
type cslEntry struct {
	prose.Stretch
	key    string
	part   int
	source *article.Source
}

// cslJSON reads a list of entries. What stands before damage is kept.
func cslJSON(text string) []cslEntry {
	var all []cslEntry
	d := json.NewDecoder(strings.NewReader(text))
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return nil
	}
	for d.More() {
		from := int(d.InputOffset())
		var fields map[string]any
		if d.Decode(&fields) != nil {
			break
		}
		start := from + max(0, strings.IndexByte(text[from:], '{'))
		all = appendCSL(all, fields, prose.Stretch{Start: start, End: int(d.InputOffset())})
	}
	return all
}

func appendCSL(all []cslEntry, fields map[string]any, at prose.Stretch) []cslEntry {
	key := cslString(fields["id"])
	if key == "" {
		return all
	}
	return append(all, cslEntry{Stretch: at, key: key, source: cslSource(fields)})
}

// cslYAML reads the entries under “references:”, or those of a list. Base is where the text begins in the part.
func cslYAML(text string, base int) []cslEntry {
	var list []map[string]any
	var front struct {
		References []map[string]any `yaml:"references"`
	}
	if yaml.Unmarshal([]byte(text), &front) == nil && len(front.References) > 0 {
		list = front.References
	} else if yaml.Unmarshal([]byte(text), &list) != nil {
		return nil
	}
	places := cslItems(text)
	var all []cslEntry
	for i, fields := range list {
		at := prose.Stretch{End: len(text)}
		if len(places) == len(list) {
			at = places[i]
		}
		all = appendCSL(all, fields, prose.Stretch{Start: base + at.Start, End: base + at.End})
	}
	return all
}

var yamlReferences = regexp.MustCompile(`(?m)^references:[ \t]*(?:#.*)?\r?\n`)

// cslItems are where the items of a list stand whose lines begin with dashes: that of the references, or else the first.
func cslItems(text string) []prose.Stretch {
	at := 0
	if m := yamlReferences.FindStringIndex(text); m != nil {
		at = m[1]
	}
	var all []prose.Stretch
	indent := -1
	for at < len(text) {
		next := min(len(text), lineEnd(text, at)+1)
		line := strings.TrimRight(text[at:next], " \t\r\n")
		in := len(line) - len(strings.TrimLeft(line, " "))
		item := strings.HasPrefix(line[in:], "- ") || line[in:] == "-"
		switch {
		case line == "" || line[in] == '#':
			at = next
			continue
		case item && indent < 0:
			indent = in
		case in < indent || in == indent && !item:
			if line != "---" {
				return all
			}
		}
		if n := len(all); item && in == indent {
			all = append(all, prose.Stretch{Start: at + in, End: at + len(line)})
		} else if n > 0 {
			all[n-1].End = at + len(line)
		}
		at = next
	}
	return all
}

func cslSource(fields map[string]any) *article.Source {
	text := func(name string) string { return cslString(fields[name]) }
	return &article.Source{
		Type: text("type"), Author: cslNames(fields["author"]), Editor: cslNames(fields["editor"]), Title: text("title"),
		ContainerTitle: text("container-title"), Publisher: text("publisher"), PublisherPlace: text("publisher-place"),
		Issued: cslDate(fields["issued"]), Accessed: cslDate(fields["accessed"]), Volume: text("volume"), Issue: text("issue"),
		Page: text("page"), Edition: text("edition"), URL: text("URL"), DOI: text("DOI"), ISBN: text("ISBN"), ISSN: text("ISSN"),
		PMID: text("PMID"), PMCID: text("PMCID"), ArchiveURL: text("archive_location"),
	}
}

// cslMarkup is the markup that CSL-JSON allows in its texts.
var cslMarkup = strings.NewReplacer("<i>", "", "</i>", "", "<b>", "", "</b>", "", "<sub>", "", "</sub>", "", "<sup>", "", "</sup>", "",
	"<span class=\"nocase\">", "", "</span>", "")

func cslString(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return prose.Fold(cslMarkup.Replace(v))
	case float64, int, int64, uint64:
		return fmt.Sprint(v)
	default:
		return ""
	}
}

func cslNames(v any) []article.Name {
	list, _ := v.([]any)
	var all []article.Name
	for _, one := range list {
		fields, _ := one.(map[string]any)
		text := func(name string) string { return cslString(fields[name]) }
		name := article.Name{Literal: text("literal")}
		if name.Literal == "" {
			name.Family = strings.TrimSpace(text("non-dropping-particle") + " " + text("family"))
			name.Given = strings.TrimSpace(text("given") + " " + text("dropping-particle"))
		}
		if name.String() != "" {
			all = append(all, name)
		}
	}
	return all
}

// cslDate reads the parts of a date, from one and maybe to another; or a text.
func cslDate(v any) string {
	switch v := v.(type) {
	case map[string]any:
		var dates []string
		parts, _ := v["date-parts"].([]any)
		for _, one := range parts {
			if date := cslDateParts(one); date != "" {
				dates = append(dates, date)
			}
		}
		switch {
		case len(dates) > 0:
			return strings.Join(dates[:min(2, len(dates))], "/")
		case v["year"] != nil:
			return cslDateParts([]any{v["year"], v["month"], v["day"]})
		}
		for _, name := range []string{"raw", "literal"} {
			if date := bibtexDate(cslString(v[name])); date != "" {
				return date
			}
		}
		return ""
	case []any:
		if len(v) > 0 {
			return cslDate(v[0])
		}
		return ""
	default:
		return bibtexDate(cslString(v))
	}
}

func cslDateParts(v any) string {
	parts, _ := v.([]any)
	var written []string
	for _, p := range parts {
		if s := cslString(p); s != "" {
			written = append(written, strings.Repeat("0", max(0, 2-len(s)))+s)
		}
	}
	date := strings.Join(written[:min(3, len(written))], "-")
	if iso, ok := metadata.Date(date); ok {
		return iso
	}
	return bibtexDate(date)
}

// writeCSL writes an entry. Its words stand for the entry as a whole: JSON and YAML write them in ways of their own.
func writeCSL(w *flowWriter, c *citedEntry) {
	s := c.source
	var names []string
	for _, n := range append(append([]article.Name(nil), s.Author...), s.Editor...) {
		names = append(names, n.String())
	}
	for _, text := range []string{
		strings.Join(names, ", "), s.Title, s.ContainerTitle, s.Volume, s.Issue, s.Edition, s.Publisher, s.PublisherPlace, s.Issued, s.Page, s.DOI,
	} {
		if text != "" {
			w.out.addInstead(strings.TrimSuffix(text, ".")+". ", c.at.Start, c.at.End-c.at.Start)
		}
	}
	if start := w.out.text.Len(); s.URL != "" {
		w.out.addInstead(s.URL, c.at.Start, c.at.End-c.at.Start)
		w.addLink(s.URL, w.since(start), c.at)
	}
}
