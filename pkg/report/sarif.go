package report

import (
	"net/url"
	"path"
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// SARIF is the format of code scanning: SARIF 2.1.0, an OASIS standard (docs.oasis-open.org/sarif/sarif/v2.1.0). It keeps
// to the limits of GitHub's (docs.github.com, "SARIF support for code scanning").
var SARIF = Format{
	Name:    "sarif",
	Summary: "for code scanning, as SARIF 2.1.0",
	Write:   writeSARIF,
}

const (
	// sarifResults is how many results GitHub takes of a run; it refuses the whole file above that.
	sarifResults = 25_000
	// sarifRelated is how many places of a result GitHub takes.
	sarifRelated = 100
	sarifSchema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	homepage     = "https://github.com/ibidcheck/ibid"
)

func sarifOf(r *Report) sarifLog { return sarifUpTo(r, sarifResults, "25,000 results of a run") }

// sarifUpTo is a log with no more results than there may be. Limit says what GitHub takes.
func sarifUpTo(r *Report, most int, limit string) sarifLog {
	s := &sarifWriter{rules: map[string]int{}, artifacts: map[string]int{}}
	s.run.Tool.Driver = sarifDriver{Name: r.Tool.Name, Version: r.Tool.Version, InformationURI: homepage}
	s.run.ColumnKind = "unicodeCodePoints"
	for _, known := range rule.All {
		s.add(describe(known))
	}
	for i := range r.Articles {
		s.artifact(r.Articles[i].Path)
	}
	s.run.Results = []sarifResult{}
	found := gravestFirst(r)
	for _, f := range found[:min(len(found), most)] {
		s.run.Results = append(s.run.Results, s.result(f))
	}
	s.run.Invocations = []sarifInvocation{s.invocation(r, len(found)-len(s.run.Results), limit)}
	s.suppress(r.Suppressed, most-len(s.run.Results))
	return sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{s.run}}
}

// sarifWriter makes a run. Rules and artifacts are by their indices, which results refer to.
type sarifWriter struct {
	run              sarifRun
	rules, artifacts map[string]int
}

func (s *sarifWriter) add(d sarifDescriptor) int {
	i := len(s.run.Tool.Driver.Rules)
	s.rules[d.ID] = i
	s.run.Tool.Driver.Rules = append(s.run.Tool.Driver.Rules, d)
	return i
}

func describe(r rule.Rule) sarifDescriptor {
	help := rule.Explain(r)
	return sarifDescriptor{
		ID: r.Name, Name: pascal(r.Name), ShortDescription: sarifText{Text: r.Summary},
		FullDescription:      &sarifText{Text: firstParagraph(r.Doc)},
		Help:                 &sarifText{Text: r.Doc, Markdown: help},
		HelpURI:              homepage + "/blob/main/pkg/rule/README.md#" + r.Name,
		DefaultConfiguration: &sarifConfiguration{Level: severityOf(string(r.Severity)).sarif(), Enabled: !r.Optional},
		Properties:           &sarifProperties{Tags: []string{string(r.Group)}},
	}
}

// pascal is a rule's name as the standard wants names for people (§3.49.7): "DeadLink".
func pascal(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

func firstParagraph(text string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n\n")
	return strings.Join(strings.Fields(first), " ")
}

// rule is the index of a finding's rule. One that this version does not have is described by its name alone.
func (s *sarifWriter) rule(name string) int {
	if i, known := s.rules[name]; known {
		return i
	}
	return s.add(sarifDescriptor{ID: name, ShortDescription: sarifText{Text: name}})
}

func (s *sarifWriter) artifact(path string) int {
	i, known := s.artifacts[path]
	if !known {
		i = len(s.run.Artifacts)
		s.artifacts[path] = i
		s.run.Artifacts = append(s.run.Artifacts, sarifArtifact{
			Location: sarifArtifactLocation{URI: uri(path)}, Roles: []string{"analysisTarget"},
		})
	}
	return i
}

func (s *sarifWriter) result(f Finding) sarifResult {
	name := clean(f.Rule)
	index := s.rule(name)
	spot := spotOf(f)
	out := sarifResult{
		RuleID: name, RuleIndex: index, Level: severityOf(f.Severity).sarif(), Message: sarifMessage(spot.message(f)),
		Locations: []sarifLocation{s.location(f.Article, f.Span.Part, spot)},
		// GitHub knows a result again by the first; the second is for everybody else.
		PartialFingerprints: map[string]string{"primaryLocationLineHash": f.Fingerprint, "ibid/v1": f.Fingerprint},
	}
	for i, at := range f.Related[:min(len(f.Related), sarifRelated)] {
		related := s.location(f.Article, at.Part, spotIn(f.Article, at))
		related.ID = i + 1
		out.RelatedLocations = append(out.RelatedLocations, related)
	}
	if f.Fix != nil && spot.file != "" {
		out.Fixes = []sarifFix{s.fix(f)}
	}
	return out
}

// location is a place in an article. GitHub wants a line in every one.
func (s *sarifWriter) location(article, part string, at spot) sarifLocation {
	i := s.artifact(article)
	out := sarifLocation{PhysicalLocation: sarifPhysicalLocation{
		ArtifactLocation: sarifArtifactLocation{URI: uri(article), Index: &i},
		Region:           &sarifRegion{StartLine: at.firstLine(), StartColumn: at.column, EndLine: at.endLine, EndColumn: at.endColumn},
	}}
	if part != "" {
		out.LogicalLocations = []sarifLogicalLocation{{FullyQualifiedName: clean(at.within)}}
	}
	return out
}

// invocation says what the run did not do.
func (s *sarifWriter) invocation(r *Report, cut int, limit string) sarifInvocation {
	out := sarifInvocation{ExecutionSuccessful: r.Summary.Coverage.Partial == "" && len(r.Summary.Unread) == 0}
	tell := func(level, says, path string) {
		n := sarifNotification{Level: level, Message: sarifMessage(plainly(clean(says)))}
		if path != "" {
			n.Locations = []sarifLocation{{PhysicalLocation: sarifPhysicalLocation{ArtifactLocation: sarifArtifactLocation{URI: uri(path)}}}}
		}
		out.ToolExecutionNotifications = append(out.ToolExecutionNotifications, n)
	}
	for _, u := range r.Summary.Unread {
		tell("error", u.Path+" could not be read: "+u.Error, u.Path)
	}
	for i, says := range reservations(r) {
		level := "note"
		if i == 0 && r.Summary.Coverage.Partial != "" {
			level = "warning"
		}
		tell(level, says, "")
	}
	if cut > 0 {
		tell("warning", (noun{"finding is", "findings are"}).count(cut)+" left out: GitHub takes "+limit, "")
	}
	return out
}

func (s severity) sarif() string {
	switch s.name {
	case "error", "warning":
		return s.name
	default:
		return "note"
	}
}

// sarifMessage writes words so that a viewer sees no placeholder in them (§3.11.5: braces are doubled) and no link to
// wherever the article likes (§3.11.6: a bracket escaped with a backslash ends no link's text).
func sarifMessage(says string) sarifText {
	if !strings.ContainsAny(says, "{}]") {
		return sarifText{Text: says}
	}
	return sarifText{Text: strings.NewReplacer("{", "{{", "}", "}}", "](", `\](`).Replace(says)}
}

// uri is an article's path as a URI reference (RFC 3986): relative to the repository's root, from which GitHub reads it
// (docs.github.com, "Specifying the location for source files"), or to where ibid runs, or whole.
func uri(article string) string {
	switch slashed := fileOf(article); {
	case match.IsWeb(article):
		return target(cleanAddress(article))
	case slashed == "":
		return "stdin"
	case path.IsAbs(slashed):
		return (&url.URL{Scheme: "file", Path: slashed}).String()
	case len(slashed) > 2 && slashed[1:3] == ":/":
		return (&url.URL{Scheme: "file", Path: "/" + slashed}).String()
	default:
		segments := strings.Split(strings.TrimPrefix(slashed, "./"), "/")
		for i, s := range segments {
			segments[i] = strings.ReplaceAll(url.PathEscape(s), ":", "%3A") // a colon would end a scheme
		}
		return strings.Join(segments, "/")
	}
}
