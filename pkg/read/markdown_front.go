package read

import (
	"bytes"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/metadata"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// markdownFront cuts front matter off a source, YAML between lines of --- or TOML between lines of +++, and tells where
// the text begins, what the fields are, and where they stand.
func markdownFront(source string, a *article.Article) (body int, fields map[string]any, front prose.Stretch) {
	start := len(source) - len(strings.TrimLeft(source, " \t\r\n"))
	start = strings.LastIndexByte(source[:start], '\n') + 1
	for _, fence := range []string{"---", "+++"} {
		rest, ok := strings.CutPrefix(source[start:], fence)
		if !ok || strings.TrimSpace(firstOf(rest, "\n")) != "" {
			continue
		}
		end := frontEnd(source, start, fence)
		if end < 0 {
			break
		}
		front = prose.Stretch{Start: start + len(fence), End: end}
		if fence == "---" {
			fields = yamlFront(source[front.Start:front.End])
		} else {
			fields = tomlFront(source[front.Start:front.End])
		}
		describeFront(a, fields)
		_, after, _ := strings.Cut(source[end+1:], "\n")
		return len(source) - len(after), fields, front
	}
	return 0, nil, front
}

func firstOf(s, sep string) string {
	before, _, _ := strings.Cut(s, sep)
	return before
}

// frontEnd is where the line that closes front matter begins, less the line end before it; -1 if there is none. YAML may
// end with three full stops (YAML 1.2.2, 9.1.2).
func frontEnd(source string, start int, fence string) int {
	for at := start + len(fence); ; at++ {
		i := strings.IndexByte(source[at:], '\n')
		if i < 0 {
			return -1
		}
		at += i
		if line := strings.TrimRight(firstOf(source[at+1:], "\n"), " \t\r"); line == fence || fence == "---" && line == "..." {
			return at
		}
	}
}

// yamlFront reads YAML; what is no YAML has no fields.
func yamlFront(front string) map[string]any {
	var fields map[string]any
	if err := yaml.Unmarshal([]byte(front), &fields); err != nil {
		return nil
	}
	return fields
}

// tomlFront reads the plain values of a TOML table: strings, dates and lists of strings on one line.
func tomlFront(front string) map[string]any {
	fields := map[string]any{}
	for line := range strings.Lines(front) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			break
		}
		key, value, ok := strings.Cut(line, "=")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		value = strings.TrimSpace(value)
		if list, isList := strings.CutPrefix(value, "["); isList {
			var all []any
			for item := range strings.SplitSeq(strings.TrimSuffix(list, "]"), ",") {
				all = append(all, strings.Trim(item, " '\""))
			}
			fields[strings.TrimSpace(key)] = all
			continue
		}
		fields[strings.TrimSpace(key)] = strings.Trim(value, "'\"")
	}
	return fields
}

func describeFront(a *article.Article, fields map[string]any) {
	a.Title = frontString(fields["title"])
	for _, key := range []string{"authors", "author"} {
		if a.Authors == nil {
			a.Authors = frontNames(fields[key])
		}
	}
	for _, key := range []string{"date", "published", "publishDate"} {
		if iso, ok := metadata.Date(frontString(fields[key])); ok && a.Published == "" {
			a.Published = iso
		}
	}
	for _, key := range []string{"lang", "language"} {
		if a.Lang == "" {
			a.Lang = frontString(fields[key])
		}
	}
	if u := frontString(fields["canonical_url"]); isAddress(u) {
		a.URL = u
	}
}

func frontString(v any) string {
	s, _ := v.(string)
	return strings.TrimSpace(s)
}

// frontNames reads one name, a list of names, or a list of tables with a name each.
func frontNames(v any) []string {
	switch v := v.(type) {
	case string:
		return metadata.Names(v)
	case map[string]any:
		return frontNames(v["name"])
	case []any:
		var all []string
		for _, item := range v {
			all = append(all, frontNames(item)...)
		}
		return all
	default:
		return nil
	}
}

// maskTemplates blanks out what is meant for the site's generator and not for readers: Liquid tags, Hugo's shortcodes
// and kramdown's attribute lists. The source keeps its length.
func maskTemplates(source []byte) []byte {
	masked := source
	for _, pair := range [][2]string{{"{%", "%}"}, {"{{", "}}"}, {"{:", "}"}} {
		for at := 0; ; {
			i := bytes.Index(masked[at:], []byte(pair[0]))
			if i < 0 {
				break
			}
			at += i
			line := firstLine(masked[at:])
			j := bytes.Index(line, []byte(pair[1]))
			if j < 0 {
				at += len(pair[0])
				continue
			}
			if &masked[0] == &source[0] {
				masked = bytes.Clone(source)
			}
			end := at + j + len(pair[1])
			for k := at; k < end; k++ {
				masked[k] = ' '
			}
			at = end
		}
	}
	return masked
}
