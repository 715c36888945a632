package config_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/config"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// vocabulary has a flag of each kind.
func vocabulary() config.Vocabulary {
	flags := pflag.NewFlagSet("check", pflag.ContinueOnError)
	failOn := config.NewChoice("error", "error", "warning", "never")
	style := config.NewChoice("", "chicago", "mhra", "bluebook", "apa", "news")
	flags.Var(&failOn, "fail-on", "fail")
	flags.Var(&style, "style", "style")
	flags.Bool("offline", false, "visit no link")
	flags.Int("concurrency", 16, "at once")
	flags.Int("per-host", 2, "at once of one host")
	flags.Duration("gap", 250*time.Millisecond, "gap")
	flags.Duration("timeout", 30*time.Second, "timeout")
	flags.String("history", "", "history")
	flags.String("explain", "", "a question, and no option")
	flags.StringArray("header", nil, "headers")
	flags.StringArray("enable", nil, "enable")
	flags.StringArray("disable", nil, "disable")
	return config.Vocabulary{Flags: flags, Environment: func(name string) string {
		return map[string]string{"IBID_TOKEN": "abc", "TOKEN": "secret"}[name]
	}}
}

func parse(t *testing.T, source string) *config.Config {
	t.Helper()
	c, err := config.Parse(".ibid.yaml", []byte(source), vocabulary())
	require.NoError(t, err)
	return c
}

func TestMistakesAreToldWithTheirPlaces(t *testing.T) {
	cases := []struct{ name, source, want string }{
		{"an unknown key", "offline: true\nfail_on: error\n", `.ibid.yaml:2:1: unknown key "fail_on"; is fail-on meant?`},
		{"a question is no option", "explain: w3\n", `.ibid.yaml:1:1: unknown key "explain"`},
		{"a wrong word", "fail-on: eror\n", `.ibid.yaml:1:10: fail-on: unknown word "eror"; is error meant?`},
		{"a word that is like none", "style: zzzzzz\n", `.ibid.yaml:1:8: style: unknown word "zzzzzz"; write one of chicago, mhra, bluebook, apa, news`},
		{"no time", "gap: soon\n", `.ibid.yaml:1:6: gap takes a time such as 500ms or 30s, not "soon"`},
		{"no number", "concurrency: many\n", `.ibid.yaml:1:14: concurrency takes a whole number from 1, not "many"`},
		{"too small a number", "concurrency: 0\n", `.ibid.yaml:1:14: concurrency takes a whole number from 1, not "0"`},
		{"no time at all", "timeout: 0\n", `.ibid.yaml:1:10: timeout takes a time above zero, such as 30s, not "0"`},
		{"no truth", "offline: perhaps\n", `.ibid.yaml:1:10: offline takes true or false, not "perhaps"`},
		{"a list for one", "history: [a, b]\n", `.ibid.yaml:1:10: history takes one text`},
		{"nothing", "history:\n", `.ibid.yaml:1:10: history takes one text`},
		{"a rule switched twice", "enable: [title-slug]\ndisable: [url-date, title-slug]\n", `.ibid.yaml:2:1: the rule title-slug is both enabled and disabled`},
		{"an unknown rule", "rules:\n  ded-link: error\n", `.ibid.yaml:2:3: unknown rule "ded-link"; is dead-link meant?`},
		{"a wrong severity", "rules:\n  dead-link: warn\n", `.ibid.yaml:2:14: dead-link: unknown severity "warn"; is warning meant?`},
		{"an unknown setting", "rules:\n  url-date: {few-day: 3}\n", `.ibid.yaml:2:14: unknown key of the rule url-date "few-day"; is few-days meant?`},
		{
			"a wrong share", "rules:\n  single-source:\n    claim-share: 80\n",
			`.ibid.yaml:3:18: claim-share takes a share above 0 and up to 1, such as 0.8, not 80`,
		},
		{"a wrong count", "rules:\n  repeat-citation: {notes: 1}\n", `.ibid.yaml:2:28: notes takes a whole number from 2, not 1`},
		{
			"an exclusion without a reason", "exclude:\n  - url: https://a.example/*\n",
			`.ibid.yaml:2:5: the exclusion of https://a.example/* gives no reason; say why these addresses need no visit`,
		},
		{"an exclusion of nothing", "exclude:\n  - reason: it is late\n", `.ibid.yaml:2:5: an exclusion names its addresses`},
		{"an exclusion that fits nothing", "exclude:\n  - {url: a.example, reason: no}\n", `the pattern a.example fits no address of a page`},
		{"an exclusion of places in pages", "exclude:\n  - {url: \"https://a.example/*#x\", reason: no}\n", `holds a fragment; an exclusion is of whole pages`},
		{"exclusions as a mapping", "exclude:\n  url: x\n", `.ibid.yaml:2:3: exclude takes a list; begin each item with a dash`},
		{"an override of nothing", "overrides:\n  - rules: {dead-link: off}\n", `.ibid.yaml:2:5: an override names its files`},
		{"an override that leads out", "overrides:\n  - files: ../x/*\n", `leads out of the folder of the configuration`},
		{"an override of a path in Windows", "overrides:\n  - rules: {}\n    files: [a.md, 'issues\\2019\\**']\n", `.ibid.yaml:3:19: "issues\2019\**" holds a backslash; write / between folders`},
		{"an override of what is not named", "overrides:\n  - files: '!sub/**'\n", `.ibid.yaml:2:12: "!sub/**": a pattern says which files are meant, not which are left out`},
		{"an override of folders in a name", "overrides:\n  - files: 'sub/**.md'\n", `.ibid.yaml:2:12: "sub/**.md": ** stands for folders, between slashes; write **/*.md or *.md`},
		{"an open bracket", "overrides:\n  - files: 'sub/[a'\n", `.ibid.yaml:2:12: "sub/[a" is no valid pattern of files`},
		{"an open brace", "overrides:\n  - files: 'sub/{a,b'\n", `.ibid.yaml:2:12: "sub/{a,b" is no valid pattern of files`},
		{"a path upward within", "overrides:\n  - files: 'a/../*'\n", `.ibid.yaml:2:12: "a/../*" leads out of the folder`},
		{"too many alternatives", "overrides:\n  - files: '" + strings.Repeat("{*a,*b}", 30) + "'\n", `.ibid.yaml:2:12: this pattern has too many alternatives`},
		{"no files", "overrides:\n  - files: []\n", `.ibid.yaml:2:5: an override names its files`},
		{"an override with options", "overrides:\n  - files: a/*\n    offline: true\n", `.ibid.yaml:3:5: unknown key of an override "offline"`},
		{"gap", "hosts:\n  a.example: {gap: soon}\n", `.ibid.yaml:2:20: gap takes a time such as 2s`},
		{"a host with a port", "hosts:\n  \"localhost:8765\": {gap: 1s}\n", `.ibid.yaml:2:3: the host localhost:8765: write its name alone: localhost`},
		{"a host as an address", "hosts:\n  \"http://127.0.0.1\": {gap: 1s}\n", `.ibid.yaml:2:3: the host http://127.0.0.1: write its name alone: 127.0.0.1`},
		{"a host as the address of a page", "hosts:\n  \"https://a.example:80/x\": {gap: 1s}\n", `write its name alone: a.example`},
		{"a host in brackets", "hosts:\n  \"[::1]\": {gap: 1s}\n", `write its name alone: ::1`},
		{"all hosts", "hosts:\n  \"*\": {gap: 1s}\n", `.ibid.yaml:2:3: the host *: * stands for nothing here; name each host`},
		{"a host with a path", "hosts:\n  a.example/x: {gap: 1s}\n", `the host a.example/x: this is no name of a host`},
		{"blocked", "hosts:\n  a.example: {blocked: bad}\n", `.ibid.yaml:2:24: blocked takes the word fine`},
		{
			"a secret that is none of ours", "hosts:\n  a.example:\n    headers: {Authorization: \"${TOKEN}\"}\n",
			`a header can name variables that begin with IBID_ alone, not TOKEN`,
		},
		{"a secret that is not set", "hosts:\n  a.example:\n    headers: {Authorization: \"${IBID_NONE}\"}\n", `the variable IBID_NONE is not set`},
		{"a key twice", "gap: 1s\ngap: 2s\n", `.ibid.yaml:2:1: this is no YAML: mapping key "gap" already defined`},
		{"no YAML", "gap: [\n", `.ibid.yaml:1:6: this is no YAML: `},
		{"a list", "- a\n", `.ibid.yaml:1:1: the configuration takes keys with values, such as fail-on: warning`},
		{"two documents", "gap: 1s\n---\ngap: 2s\n", `.ibid.yaml:3:1: a configuration is one document`},
		{"an alias of nothing", "gap: *x\n", `.ibid.yaml:1:6: there is no anchor &x before this alias`},
		{"an alias before its anchor", "gap: *x\ntimeout: &x 1s\n", `.ibid.yaml:1:6: there is no anchor &x before this alias`},
		{"many aliases", "timeout: &x 1s\nenable: [" + strings.Repeat("*x, ", 70) + "]\n", `there are more than 64 aliases; write out what is meant`},
		{"a list in itself", "enable: &x [*x]\n", `.ibid.yaml:1:12: enable takes a list`},
		{"what is mistaken elsewhere", "rules: &x {dead-lynx: off}\noverrides: [{files: a, rules: *x}]\n", `.ibid.yaml:1:12: unknown rule "dead-lynx"`},
		{"a merge", "rules: &x {dead-link: off}\noverrides: [{files: a, rules: {<<: *x}}]\n", `<< is not read here; an alias can stand for a whole value`},
		{"a tag of one's own", "gap: !soon 1s\n", `.ibid.yaml:1:6: the tag !soon has no meaning here; leave it out`},
		{"bytes", "gap: !!binary abc\n", `.ibid.yaml:1:6: the tag !!binary has no meaning here`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := config.Parse(".ibid.yaml", []byte(c.source), vocabulary())
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestAllMistakesAreTold(t *testing.T) {
	_, err := config.Parse("x.yaml", []byte("gap: soon\nrules:\n  a: b\n"), vocabulary())
	require.ErrorContains(t, err, "x.yaml:1:6: ")
	require.ErrorContains(t, err, "\nx.yaml:3:3: ")
}

func TestConfiguration(t *testing.T) {
	c := parse(t, `
gap: 0
enable: uncited-figure
exclude:
  - url: https://*.intranet.example/*
    reason: behind the firewall
hosts:
  review.example: {blocked: fine, gap: 2s, headers: {Authorization: "Bearer ${IBID_TOKEN}"}}
`)
	require.Equal(t, []string{"0"}, c.Options[0].Values)
	require.Equal(t, []string{"uncited-figure"}, c.Options[1].Values)
	require.Equal(t, "review.example", c.Hosts[0].Name)
	require.True(t, c.Hosts[0].BlockedIsFine)
	require.Equal(t, 2*time.Second, *c.Hosts[0].Gap)
	require.Equal(t, []string{"Authorization:Bearer abc"}, c.Hosts[0].Headers)
	reason, ok := config.Excluded(c.Exclude)("https://wiki.intranet.example/a/b")
	require.True(t, ok)
	require.Equal(t, "behind the firewall", reason)
	for _, other := range []string{"https://intranet.example/a", "http://wiki.intranet.example/a", "https://a.example/?u=https://wiki.intranet.example"} {
		_, ok = config.Excluded(c.Exclude)(other)
		require.False(t, ok, other)
	}
	for _, empty := range []string{"", "# nothing\n", "rules:\n", "exclude:\noverrides:\nhosts:\n"} {
		require.Empty(t, parse(t, empty).Rules)
	}
}

func TestWhatStandsForSomethingElse(t *testing.T) {
	c := parse(t, `%YAML 1.2
---
timeout: &long 40s
gap: *long
? concurrency
: !!int 5
history: !!str 7
enable: &more [uncited-figure, &one dead-link]
disable: [title-slug]
rules: &soft !!map
  missing-note: info
exclude: !!seq
  - &late {url: "https://a.example/*", reason: &why moving}
  - {url: "https://b.example/*", reason: *why}
overrides:
  - files: &a a/*
    rules: *soft
  - files: [*a, b/*]
    rules: {dead-link: off}
...
`)
	require.Equal(t, []string{"40s"}, c.Options[1].Values)
	require.Equal(t, []string{"5"}, c.Options[2].Values)
	require.Equal(t, []string{"7"}, c.Options[3].Values)
	require.Equal(t, []string{"uncited-figure", "dead-link"}, c.Options[4].Values)
	require.Equal(t, "moving", c.Exclude[1].Reason)
	require.Equal(t, c.Rules, c.Overrides[0].Rules)
	require.Equal(t, []string{"a/*", "b/*"}, c.Overrides[1].Files)
}

// Editors in Windows write files so.
func TestAByteOrderMarkAndItsLineEnds(t *testing.T) {
	const source = "# ours\nfail-on: warning # all\nrules:\n  dead-link: off\n  single-source:\n    claim-share: 0.9\noverrides:\n" +
		"  - files:\n      - a/**\n    rules: {title-slug: error}\nexclude:\n  - url: https://a.example/*\n    reason: |\n      it is\n      moving\n"
	plain := parse(t, source)
	for name, other := range map[string]string{
		"mark": "\ufeff" + source, "line ends": strings.ReplaceAll(source, "\n", "\r\n"), "both": "\ufeff" + strings.ReplaceAll(source, "\n", "\r\n"),
	} {
		require.Equal(t, plain, parse(t, other), name)
	}
	for _, wrong := range []string{"\ufefffail-on: eror\r\n", "\ufeff\r\n\r\nfail-on: warning\r\ngap: soon\r\n"} {
		_, err := config.Parse("x", []byte(wrong), vocabulary())
		_, same := config.Parse("x", []byte(strings.ReplaceAll(strings.TrimPrefix(wrong, "\ufeff"), "\r", "")), vocabulary())
		require.EqualError(t, err, same.Error())
	}
}

// held is what a rule is held at, "off" if it is.
func held(c config.Chosen, name string) string {
	for _, r := range c.Rules {
		if r.Name == name {
			return string(r.Severity)
		}
	}
	return config.Off
}

func TestStrength(t *testing.T) {
	c := parse(t, `
style: chicago
enable: [uncited-figure, dead-link]
disable: [title-slug]
rules:
  dead-link: warning
  uncited-quotation: warning
  single-source: {claim-share: 0.9}
overrides:
  - files: "issues/2019/**"
    style: mhra
    rules: {dead-link: off, title-slug: error}
  - files: [tide.md]
    rules: {dead-link: info, single-source: {article-claims: 4}}
`)
	all := c.For("essays/a.md", config.Wish{})
	require.Equal(t, "warning", held(all, "dead-link"), "to be enabled does not take a severity back")
	require.Equal(t, "info", held(all, "uncited-figure"))
	require.Equal(t, "warning", held(all, "uncited-quotation"), "a severity switches on")
	require.Equal(t, "off", held(all, "title-slug"))
	require.Equal(t, rule.Chicago, all.Style)
	require.Equal(t, ".ibid.yaml:6:3", all.Origins["dead-link"])

	old := c.For("issues/2019/05/a.md", config.Wish{})
	require.Equal(t, "off", held(old, "dead-link"))
	require.Equal(t, "error", held(old, "title-slug"))
	require.Equal(t, rule.MHRA, old.Style)

	both := c.For("issues/2019/tide.md", config.Wish{})
	require.Equal(t, "info", held(both, "dead-link"), "the later override is the stronger")
	require.Equal(t, map[string]float64{"claim-share": 0.9, "article-claims": 4}, both.Settings["single-source"])

	wished := c.For("issues/2019/tide.md", config.Wish{Style: rule.APA, Rules: []config.RuleChoice{{Name: "dead-link", Severity: "error"}}})
	require.Equal(t, "error", held(wished, "dead-link"))
	require.Equal(t, rule.APA, wished.Style)

	require.Equal(t, "warning", held(c.For("https://a.example/tide.md", config.Wish{}), "dead-link"), "what is no file is in no folder")
	require.Equal(t, "warning", held(c.For("../issues/2019/a.md", config.Wish{}), "dead-link"))
}

func TestPatternsOfFiles(t *testing.T) {
	cases := []struct {
		pattern, file string
		want          bool
	}{
		{"issues/2019/**", "issues/2019/a.md", true},
		{"issues/2019/**", "issues/2019/05/a.md", true},
		{"issues/2019/**", "issues/2020/a.md", false},
		{"issues/2019/", "issues/2019/05/a.md", true},
		{"**/drafts/*.md", "drafts/a.md", true},
		{"**/drafts/*.md", "x/y/drafts/a.md", true},
		{"**/drafts/*.md", "x/drafts/y/a.md", false},
		{"**/a/**/b.md", "x/a/a/c/b.md", true},
		{"*.md", "x/y/a.md", true},
		{"*.md", "x/y/a.txt", false},
		{"issues/*", "issues/2019/a.md", false},
		{"issues/20[12]?/*", "issues/2019/a.md", true},
		{"**/*.{md,txt}", "x/y/a.txt", true},
		{"**/*.{md,txt}", "a.md", true},
		{"**/*.{md,txt}", "a.html", false},
		{"*.{md,txt}", "x/a.txt", true},
		{"{issues,sub}/**", "sub/a.md", true},
		{"{issues,sub}/**", "other/a.md", false},
		{"./issues/**", "issues/a.md", true},
		{"issues//2019/./*", "issues/2019/a.md", true},
		{"[!a].md", "a.md", false},
		{"[!a].md", "b.md", true},
		{"[^a].md", "a.md", false},
	}
	for _, c := range cases {
		conf := parse(t, "overrides:\n  - files: \""+c.pattern+"\"\n    rules: {dead-link: off}\n")
		require.Equal(t, c.want, held(conf.For(c.file, config.Wish{}), "dead-link") == config.Off, "%s %s", c.pattern, c.file)
	}
	long := strings.Repeat("a/", 5000) + "a.md"
	conf := parse(t, "overrides:\n  - files: \""+strings.Repeat("**/a/", 200)+"b\"\n    rules: {dead-link: off}\n")
	require.Equal(t, "error", held(conf.For(long, config.Wish{}), "dead-link"))
}

func TestParseRule(t *testing.T) {
	for text, want := range map[string]string{
		"dead-link":                     "write NAME=SEVERITY",
		"dead-link=fatal":               `unknown severity "fatal"`,
		"url-date.fewdays=3":            "is few-days meant?",
		"insecure-scheme.x=1":           "the rule insecure-scheme has no settings; write insecure-scheme=SEVERITY",
		"single-source.claim-share=NaN": "claim-share takes a number",
	} {
		_, err := config.ParseRule(text, "--rule")
		require.ErrorContains(t, err, want)
	}
	c, err := config.ParseRule("url-date.few-days=3", "--rule")
	require.NoError(t, err)
	require.Equal(t, config.RuleChoice{Name: "url-date", Settings: map[string]float64{"few-days": 3}, Origin: "--rule"}, c)
}

// commented are the lines of the sample that are commented out; all else in it is prose.
var commented = regexp.MustCompile(`(?m)^( *)# ( *(?:- )?[a-z][a-z0-9.-]*:(?: |$))`)

func TestTheSampleSaysWhatHoldsAnyway(t *testing.T) {
	plain := parse(t, config.Sample())
	require.Empty(t, plain.Options)
	require.Empty(t, plain.Rules)

	whole := parse(t, commented.ReplaceAllString(config.Sample(), "$1$2"))
	require.Len(t, whole.Rules, len(rule.All))
	require.Len(t, whole.Exclude, 1)
	require.Len(t, whole.Overrides, 1)
	chosen, standard := whole.For("a.md", config.Wish{}), plain.For("a.md", config.Wish{})
	for _, r := range rule.All {
		require.Equal(t, held(standard, r.Name), held(chosen, r.Name), r.Name)
		for _, s := range r.Settings {
			require.InDelta(t, s.Default, chosen.Settings[r.Name][s.Name], 0, s.Name)
		}
	}
}

func TestSchema(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, config.WriteSchema(&b, vocabulary()))
	document, err := jsonschema.UnmarshalJSON(&b)
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("config.json", document))
	schema, err := compiler.Compile("config.json")
	require.NoError(t, err)
	valid := func(source string) error {
		var value any
		require.NoError(t, yaml.Unmarshal([]byte(source), &value))
		text, err := json.Marshal(value)
		require.NoError(t, err)
		instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		require.NoError(t, err)
		return schema.Validate(instance)
	}
	require.NoError(t, valid(config.Sample()))
	require.NoError(t, valid(commented.ReplaceAllString(config.Sample(), "$1$2")))
	require.NoError(t, valid("gap: 0\nenable: [dead-link]\nrules: {single-source: {claim-share: 0.5}}\n"))
	for _, wrong := range []string{
		"gapp: 1s\n", "gap: soon\n", "fail-on: eror\n", "rules: {ded-link: off}\n", "rules: {dead-link: warn}\n",
		"rules: {single-source: {claim-share: 3}}\n", "exclude: [{url: \"https://a.example/\"}]\n", "overrides: [{rules: {}}]\n",
		"explain: w3\n", "enable: [dead-lynx]\n",
	} {
		require.Error(t, valid(wrong), wrong)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(config.Sample())
	f.Add("%YAML 1.2\n---\nrules: &a !!map {dead-link: off}\noverrides: [{files: &b [a, *b], rules: *a}]\n? gap\n: *a\n")
	f.Add("rules:\n  single-source: {claim-share: 0.9}\noverrides:\n  - files: a/**\n")
	f.Fuzz(func(t *testing.T, source string) {
		c, err := config.Parse("x", []byte(source), vocabulary())
		require.True(t, (c == nil) == (err != nil))
		if c != nil {
			c.For("a/b.md", config.Wish{})
		}
	})
}
