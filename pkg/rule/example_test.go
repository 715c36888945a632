package rule_test

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/read"
	"github.com/ibidcheck/ibid/pkg/rule"
	"github.com/ibidcheck/ibid/pkg/web"
)

// hop is one line of an example's web: what an address answers, and where it leads.
type hop struct {
	status  int
	failure web.FailureKind
	to      string
	html    string
}

// parseWeb reads lines such as "https://a.example/1 301 -> https://a.example/2", "https://a.example/3 timeout" and
// "https://a.example/4 200 <title>Tide</title>".
func parseWeb(t *testing.T, text string) map[string]hop {
	t.Helper()
	answers := map[string]hop{}
	for line := range strings.Lines(text) {
		line, to, _ := strings.Cut(strings.TrimSpace(line), " -> ")
		address, said, ok := strings.Cut(line, " ")
		require.True(t, ok, line)
		said, html, _ := strings.Cut(said, " ")
		h := hop{to: to, html: html}
		if status, err := strconv.Atoi(said); err == nil {
			h.status = status
		} else {
			h.failure = web.FailureKind(said)
		}
		answers[address] = h
	}
	return answers
}

// visit follows an address through an example's web.
func visit(t *testing.T, answers map[string]hop, address string) *web.Page {
	t.Helper()
	p := &web.Page{URL: address, Final: address, Header: http.Header{}}
	for {
		h, ok := answers[p.Final]
		require.True(t, ok, "the example’s web says nothing of %s", p.Final)
		switch {
		case h.failure != "":
			p.Failure = &web.Failure{Kind: h.failure, Detail: "made up"}
			return p
		case h.to == "":
			p.Status, p.Body = h.status, []byte(h.html)
			p.Header.Set("Content-Type", "text/html; charset=utf-8")
			return p
		}
		p.Hops = append(p.Hops, web.Hop{URL: p.Final, Status: h.status, To: h.to})
		p.Final = h.to
	}
}

// pass is what the rules get to see of an example. Without any line of its web, the web was not asked.
func pass(t *testing.T, e rule.Example) *rule.Pass {
	t.Helper()
	return passOf(t, e, "example.txt")
}

func passOf(t *testing.T, e rule.Example, name string) *rule.Pass {
	t.Helper()
	a, err := read.Article([]byte(e.Article), name)
	require.NoError(t, err)
	p := &rule.Pass{Article: a, Citations: cite.Citations(a), Style: e.Style}
	p.Resolution = cite.Resolve(a, p.Citations, nil)
	if e.Web == "" {
		return p
	}
	answers := parseWeb(t, e.Web)
	p.Diagnoses = map[string]live.Diagnosis{}
	for _, l := range a.Links {
		e := live.Evidence{Page: visit(t, answers, l.URL)}
		for _, c := range p.Citations {
			if c.URL == l.URL && c.Title != "" {
				e.Cited.Titles = append(e.Cited.Titles, c.Title)
			}
		}
		p.Diagnoses[l.URL] = e.Diagnose()
	}
	p.Nameless, p.First = live.AllNameless(p.Diagnoses), true
	return p
}

func TestExamples(t *testing.T) {
	for _, r := range rule.All {
		t.Run(r.Name, func(t *testing.T) {
			spoke := 0
			for _, f := range rule.Check(pass(t, r.Bad), rule.All) {
				if f.Rule == r.Name {
					spoke++
					require.Equal(t, r.Severity, f.Severity)
				}
			}
			require.NotZero(t, spoke, "the rule is silent on its bad example")
			for _, f := range rule.Check(pass(t, r.Good), rule.All) {
				require.NotEqual(t, r.Name, f.Rule, "the rule speaks on its good example: %s", f.Message)
				require.NotEqual(t, rule.Error, f.Severity, "%s: %s", f.Rule, f.Message)
			}
		})
	}
}

// groups are in the order of the reference.
var groups = []rule.Group{rule.Dependence, rule.Structure, rule.Form, rule.Consistency, rule.Claims, rule.Links, rule.Suppression}

func TestRulesAreInOrderOfTheirGroups(t *testing.T) {
	require.True(t, slices.IsSortedFunc(rule.All, func(a, b rule.Rule) int {
		return slices.Index(groups, a.Group) - slices.Index(groups, b.Group)
	}))
}

func TestRulesAreDescribed(t *testing.T) {
	names := map[string]bool{}
	for _, r := range rule.All {
		require.Regexp(t, `^[a-z]+(-[a-z0-9]+)*$`, r.Name)
		require.False(t, names[r.Name], "%s stands twice", r.Name)
		names[r.Name] = true
		require.Regexp(t, `^[^\n]+[^\n.]$`, r.Summary, r.Name)
		require.Regexp(t, regexp.MustCompile(`^[A-Z](?s:.*)[^\s]$`), r.Doc, r.Name)
		require.Contains(t, groups, r.Group, r.Name)
		require.Contains(t, []rule.Severity{rule.Error, rule.Warning, rule.Info}, r.Severity, r.Name)
		require.NotEmpty(t, r.Bad.Article, r.Name)
		require.NotEmpty(t, r.Good.Article, r.Name)
		if r.NeedsWeb {
			require.NotEmpty(t, r.Bad.Web, r.Name)
			require.NotEmpty(t, r.Good.Web, r.Name)
		}
	}
}

func TestRulesThatNeedTheWebAreSilentWithoutIt(t *testing.T) {
	for _, r := range rule.All {
		e := r.Bad
		e.Web = ""
		for _, f := range rule.Check(pass(t, e), rule.All) {
			require.False(t, r.NeedsWeb && f.Rule == r.Name, r.Name)
		}
	}
}
