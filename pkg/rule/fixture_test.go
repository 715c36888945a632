package rule_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/ibidcheck/ibid/pkg/rule"
)

var update = flag.Bool("update", false, "write what the rules say into the fixtures, and the reference anew")

// fewest is how many articles each rule must be silent on.
const fewest = 5

// TestFixtures runs each rule over the articles of its own file; see testdata/README.md for how it is written.
func TestFixtures(t *testing.T) {
	for _, r := range rule.All {
		t.Run(r.Name, func(t *testing.T) {
			path := filepath.Join("testdata", r.Name+".txtar")
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err, "each rule has its fixtures")
			silent, spoke := 0, 0
			for _, c := range cases(t, archive) {
				says := said(t, r, c)
				switch side, _, _ := strings.Cut(c.name, "/"); side {
				case "silent":
					silent++
					require.Empty(t, says, c.name)
				case "speaks":
					spoke++
					require.NotEmpty(t, says, c.name)
					c.compare(t, says)
					c.compareFixed(t, r)
				default:
					require.Fail(t, "an article is in silent/ or in speaks/", c.name)
				}
			}
			require.GreaterOrEqual(t, silent, fewest, "too few articles on which the rule is silent")
			require.NotZero(t, spoke, "no article on which the rule speaks")
			if *update {
				require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o644))
			}
		})
	}
}

// fixture is an article, what its web answers, and what the rule must say of it.
type fixture struct {
	name     string
	article  string
	web      string
	style    rule.Style
	expected *txtar.File
	fixed    *txtar.File
}

// cases are the articles of a file, each with the files behind it that bear its name and “says”, “web”, “style” or “fixed”.
func cases(t *testing.T, archive *txtar.Archive) []*fixture {
	t.Helper()
	var all []*fixture
	names := map[string]bool{}
	for i := range archive.Files {
		f := &archive.Files[i]
		require.False(t, names[f.Name], "%s stands twice", f.Name)
		names[f.Name] = true
		var last *fixture
		if len(all) > 0 {
			last = all[len(all)-1]
		}
		switch {
		case last != nil && f.Name == last.name+" says":
			last.expected = f
		case last != nil && f.Name == last.name+" web":
			last.web = string(f.Data)
		case last != nil && f.Name == last.name+" style":
			last.style = rule.Style(strings.TrimSpace(string(f.Data)))
			require.Contains(t, rule.Styles, last.style, f.Name)
		case last != nil && f.Name == last.name+" fixed":
			last.fixed = f
		default:
			require.NotRegexp(t, ` (says|web|style|fixed)$`, f.Name, "it stands behind another article")
			all = append(all, &fixture{name: f.Name, article: string(f.Data)})
		}
	}
	return all
}

// said is what one rule says of an article, a line for each finding: its severity, its place and its message.
func said(t *testing.T, r rule.Rule, c *fixture) string {
	t.Helper()
	p := passOf(t, rule.Example{Article: c.article, Web: c.web, Style: c.style}, filepath.Base(c.name))
	var b strings.Builder
	rules := []rule.Rule{r}
	if r.Group == rule.Suppression {
		rules = rule.All // what these speak of is what the others say
	}
	for _, f := range rule.Check(p, rules) {
		if f.Rule != r.Name {
			continue
		}
		place := p.Article.Place(f.Span)
		fmt.Fprintf(&b, "%s %d:%d %s\n", f.Severity, place.Line, place.Column, f.Message)
	}
	return b.String()
}

func (c *fixture) compare(t *testing.T, says string) {
	t.Helper()
	require.NotNil(t, c.expected, "%s: nothing says what the rule must say", c.name)
	if *update {
		c.expected.Data = []byte(says)
	}
	require.Equal(t, string(c.expected.Data), says, c.name)
}

// Each file of fixtures is of a rule.
func TestNoFixturesAreLeftBehind(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		_, err := rule.Lookup(strings.TrimSuffix(filepath.Base(path), ".txtar"))
		require.NoError(t, err)
	}
}

// compareFixed holds the article, after all fixes that the rule has for it, to the one that stands behind it. If the rule
// has none, none stands there.
func (c *fixture) compareFixed(t *testing.T, r rule.Rule) {
	t.Helper()
	fixed := fixedBy(t, r, c)
	if fixed == c.article {
		require.Nil(t, c.fixed, "%s: there is nothing to fix here", c.name)
		return
	}
	require.NotNil(t, c.fixed, "%s: nothing says what becomes of it; write an empty file “%s fixed” behind what the rule says", c.name, c.name)
	if *update {
		c.fixed.Data = []byte(fixed)
	}
	require.Equal(t, string(c.fixed.Data), fixed, c.name)
}
