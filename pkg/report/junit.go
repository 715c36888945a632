package report

import (
	"encoding/xml"
	"io"
)

// JUnit is the format of test reports, as Jenkins and GitLab read it
// (github.com/jenkinsci/xunit-plugin, junit-10.xsd; docs.gitlab.com/ci/testing/unit_test_reports). An article is a suite, a
// finding a case: it fails if it fails the run; the others pass and are printed.
var JUnit = Format{
	Name:    "junit",
	Summary: "for CI services that show the results of tests",
	Write:   writeJUnit,
}

type junitReport struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string         `xml:"name,attr"`
	Class   string         `xml:"classname,attr"`
	File    string         `xml:"file,attr,omitempty"`
	Line    int            `xml:"line,attr,omitempty"`
	Error   *junitProblem  `xml:"error"`
	Failure *junitProblem  `xml:"failure"`
	Output  *junitPrinting `xml:"system-out"`
}

type junitProblem struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

type junitPrinting struct {
	Text string `xml:",chardata"`
}

func writeJUnit(w io.Writer, r *Report, _ Options) error {
	out := junitReport{Name: "ibid"}
	found, rest := foundIn(r)
	for _, a := range r.Articles {
		out.add(junitArticle(r, a.Path, found[a.Path]))
		delete(found, a.Path)
	}
	if len(rest) > 0 {
		out.add(junitArticle(r, "elsewhere", rest))
	}
	out.add(junitRun(r))
	return writeXML(w, out)
}

func (r *junitReport) add(s junitSuite) {
	for _, c := range s.Cases {
		s.Tests++
		if c.Failure != nil {
			s.Failures++
		}
		if c.Error != nil {
			s.Errors++
		}
	}
	r.Tests, r.Failures, r.Errors = r.Tests+s.Tests, r.Failures+s.Failures, r.Errors+s.Errors
	r.Suites = append(r.Suites, s)
}

func junitArticle(r *Report, path string, found []Finding) junitSuite {
	s := junitSuite{Name: cleanPath(path)}
	for _, f := range found {
		s.Cases = append(s.Cases, junitFinding(f, r.Summary.fails(f)))
	}
	return s
}

// junitFinding has a name without a line, so that a service knows the case again when lines have moved.
func junitFinding(f Finding, fails bool) junitCase {
	at := spotOf(f)
	says := plainly(clean(f.Message))
	c := junitCase{Name: clean(f.Rule) + ": " + says, Class: cleanPath(f.Article), File: at.file, Line: at.line}
	text := clean(f.place() + ": " + severityOf(f.Severity).noun.one + ": " + says)
	if fails {
		c.Failure = &junitProblem{clean(f.Rule), says, text}
	} else {
		c.Output = &junitPrinting{text}
	}
	return c
}

// junitRun is the suite of the run itself: it was made to its end, and all inputs could be read.
func junitRun(r *Report) junitSuite {
	s := junitSuite{Name: "ibid"}
	whole := junitCase{Name: "the run came to its end", Class: "ibid"}
	if because := clean(r.Summary.Coverage.Partial); because != "" {
		whole.Error = &junitProblem{"partial", "the run ended early: " + because, ""}
	}
	s.Cases = append(s.Cases, whole)
	for _, u := range r.Summary.Unread {
		s.Cases = append(s.Cases, junitCase{
			Name: clean(u.Path) + " can be read", Class: "ibid", File: cleanPath(fileOf(u.Path)),
			Error: &junitProblem{"unread", clean(u.Error), ""},
		})
	}
	return s
}
