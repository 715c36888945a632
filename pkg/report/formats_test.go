package report

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// jsonAt is the value that steps lead to in JSON.
func jsonAt(t *testing.T, text string, steps ...any) any {
	t.Helper()
	var at any
	require.NoError(t, json.Unmarshal([]byte(text), &at))
	for _, step := range steps {
		switch step := step.(type) {
		case string:
			at = at.(map[string]any)[step]
		case int:
			at = at.([]any)[step]
		}
	}
	return at
}

// annotation is a command that a runner has understood.
type annotation struct {
	name       string
	properties map[string]string
	message    string
}

// interpret reads a log as GitHub's runner does: a line is a command if it begins, blanks apart, with "::", a name, blanks,
// properties separated by commas, and "::" (docs.github.com, "Workflow commands for GitHub Actions"). What comes behind is
// its message. Anywhere else "##[" begins one of the older kind.
func interpret(t *testing.T, log string) (commands []annotation, printed []string) {
	t.Helper()
	for line := range strings.SplitSeq(strings.TrimSuffix(log, "\n"), "\n") {
		line, begins := strings.CutPrefix(strings.TrimSpace(line), "::")
		if !begins {
			require.NotContains(t, line, "##[")
			require.NotContains(t, line, "##vso[")
			printed = append(printed, line)
			continue
		}
		head, message, ends := strings.Cut(line, "::")
		require.True(t, ends, line)
		name, rest, _ := strings.Cut(head, " ")
		a := annotation{name: name, properties: map[string]string{}, message: unescaped(message, "%0D", "\r", "%0A", "\n", "%25", "%")}
		for pair := range strings.SplitSeq(rest, ",") {
			key, value, ok := strings.Cut(pair, "=")
			require.True(t, ok, line)
			require.NotContains(t, a.properties, key, line)
			a.properties[key] = unescaped(value, "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
		}
		commands = append(commands, a)
	}
	return commands, printed
}

func unescaped(text string, pairs ...string) string {
	return strings.NewReplacer(pairs...).Replace(text)
}

// annotations are the commands whose title begins so, of all severities or of one.
func annotations(t *testing.T, log, title string, severity ...string) []annotation {
	t.Helper()
	all, _ := interpret(t, log)
	var some []annotation
	for _, a := range all {
		require.Contains(t, []string{"error", "warning", "notice"}, a.name)
		if strings.HasPrefix(a.properties["title"], title) && (len(severity) == 0 || a.name == severity[0]) {
			some = append(some, a)
		}
	}
	return some
}

// element is a node of XML with its attributes.
type element struct {
	name       string
	attributes map[string]string
	inside     []*element
}

// parsed reads XML to its end, which fails if it is not well-formed.
func parsed(t *testing.T, text string) *element {
	t.Helper()
	require.True(t, strings.HasPrefix(text, xml.Header))
	d := xml.NewDecoder(strings.NewReader(text))
	root := &element{}
	open := []*element{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			require.Len(t, open, 1)
			require.Len(t, root.inside, 1)
			return root.inside[0]
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attributes: map[string]string{}}
			for _, a := range token.Attr {
				e.attributes[a.Name.Local] = a.Value
			}
			parent := open[len(open)-1]
			parent.inside = append(parent.inside, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
}

// permit holds an element to what may be in it.
func (e *element) permit(t *testing.T, name string, required, optional, inside []string) {
	t.Helper()
	require.Equal(t, name, e.name)
	for _, a := range required {
		require.Contains(t, e.attributes, a, name)
	}
	for a := range e.attributes {
		require.Contains(t, append(required, optional...), a, name)
	}
	for _, x := range e.inside {
		require.Contains(t, inside, x.name, name)
	}
}

func (e *element) number(t *testing.T, attribute string) int {
	t.Helper()
	n, err := strconv.Atoi(e.attributes[attribute])
	require.NoError(t, err)
	require.GreaterOrEqual(t, n, 0)
	return n
}

type junitCounts struct{ tests, failed, broken, printed int }

// junitOf holds a report to the structure of Jenkins's junit-10.xsd, as far as it is used, with GitLab's file and line, and
// to its own counts.
func junitOf(t *testing.T, text string) junitCounts {
	t.Helper()
	counts := []string{"name", "tests", "failures", "errors"}
	root := parsed(t, text)
	root.permit(t, "testsuites", counts, nil, []string{"testsuite"})
	var all junitCounts
	for _, suite := range root.inside {
		suite.permit(t, "testsuite", counts, nil, []string{"testcase"})
		var own junitCounts
		for _, c := range suite.inside {
			c.permit(t, "testcase", []string{"name", "classname"}, []string{"file", "line"}, []string{"error", "failure", "system-out"})
			require.LessOrEqual(t, len(c.inside), 1)
			own.tests++
			for _, x := range c.inside {
				switch x.name {
				case "error":
					own.broken++
				case "failure":
					own.failed++
				default:
					own.printed++
					x.permit(t, "system-out", nil, nil, nil)
					continue
				}
				x.permit(t, x.name, []string{"type", "message"}, nil, nil)
			}
		}
		require.Equal(t, own, junitCounts{suite.number(t, "tests"), suite.number(t, "failures"), suite.number(t, "errors"), own.printed})
		all = junitCounts{all.tests + own.tests, all.failed + own.failed, all.broken + own.broken, all.printed + own.printed}
	}
	require.Equal(t, all, junitCounts{root.number(t, "tests"), root.number(t, "failures"), root.number(t, "errors"), all.printed})
	return all
}

type checkstyleCounts struct{ files, errors, exceptions int }

// checkstyleOf holds a report to the structure that Checkstyle's XMLLogger writes.
func checkstyleOf(t *testing.T, text string) checkstyleCounts {
	t.Helper()
	root := parsed(t, text)
	root.permit(t, "checkstyle", []string{"version"}, nil, []string{"file"})
	var all checkstyleCounts
	names := map[string]bool{}
	for _, file := range root.inside {
		file.permit(t, "file", []string{"name"}, nil, []string{"error", "exception"})
		require.False(t, names[file.attributes["name"]], "a file stands twice")
		names[file.attributes["name"]] = true
		all.files++
		for _, x := range file.inside {
			if x.name == "exception" {
				all.exceptions++
				continue
			}
			x.permit(t, "error", []string{"line", "severity", "message", "source"}, []string{"column"}, nil)
			require.Positive(t, x.number(t, "line"))
			require.Contains(t, []string{"error", "warning", "info"}, x.attributes["severity"])
			all.errors++
		}
	}
	return all
}

// worksheetCells are the rows of a worksheet by the names of its columns.
func worksheetCells(t *testing.T, text string) []map[string]string {
	t.Helper()
	text, marked := strings.CutPrefix(text, "\uFEFF")
	require.True(t, marked)
	require.Equal(t, strings.Count(text, "\r\n"), strings.Count(text, "\n"), "lines end with CR and LF, and none is in a cell")
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = len(worksheetHead)
	all, err := r.ReadAll()
	require.NoError(t, err)
	var rows []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = cells[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// Checkstyle's XML has no place for what is of no file, so a comment tells it, whatever is in it.
func TestCheckstyleTellsOfPartialRuns(t *testing.T) {
	r := partial()
	r.Summary.Coverage.Partial = "a -- b --> <error/> ---\uFFFE -"
	text := written(t, Checkstyle, r, Options{})
	checkstyleOf(t, text)
	require.Contains(t, text, "<!-- PARTIAL: a – b –&gt; &lt;error/&gt; –-� -; 6 of 16 addresses visited; ")
	require.NotContains(t, written(t, Checkstyle, &Report{}, Options{}), "<!--")
}
