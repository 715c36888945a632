package report

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path"
)

// GitLab is the format of GitLab's code quality reports (docs.gitlab.com/ci/testing/code_quality, "Code Quality report
// format"), which merge requests show.
var GitLab = Format{
	Name:    "gitlab",
	Summary: "for GitLab's code quality report",
	Write:   writeGitLab,
}

type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end,omitempty"`
}

func writeGitLab(w io.Writer, r *Report, o Options) error {
	r = rooted(r, o)
	issues := []gitlabIssue{}
	for _, f := range gravestFirst(r) {
		s := spotOf(f)
		issues = append(issues, gitlabIssue{
			Description: plainly(s.message(f)),
			CheckName:   clean(f.Rule),
			Fingerprint: inArticle(f),
			Severity:    severityOf(f.Severity).gitlab(),
			// GitLab finds a file by its path from the repository's root, without "./".
			Location: gitlabLocation{path.Clean(s.named(f)), gitlabLines{s.firstLine(), s.endLine}},
		})
	}
	return writeJSON(w, issues)
}

// inArticle is a fingerprint that is unique in the whole report: a finding's own is within its article.
func inArticle(f Finding) string {
	sum := sha256.Sum256([]byte(f.Article + "\x00" + f.Fingerprint))
	return hex.EncodeToString(sum[:16])
}

func (s severity) gitlab() string {
	switch s.name {
	case "error":
		return "major"
	case "warning":
		return "minor"
	default:
		return "info"
	}
}
