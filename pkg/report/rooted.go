package report

import (
	"path"
	"path/filepath"
	"slices"
)

// rooted is a report whose files are named from the root of their repository, for services that show findings beside the
// lines of a repository's files. What lies in none keeps its path.
func rooted(r *Report, o Options) *Report {
	folder := r.Summary.Folder
	if o.Rooted == nil && folder == "" {
		return r
	}
	name := func(article string) string {
		file := fileOf(article)
		inside := path.Join(folder, file)
		switch {
		case file == "":
			return article
		case folder != "" && !path.IsAbs(file) && filepath.IsLocal(inside):
			return inside
		case o.Rooted != nil:
			return o.Rooted(article)
		default:
			return article
		}
	}
	out := *r
	out.Articles, out.Findings = slices.Clone(r.Articles), slices.Clone(r.Findings)
	out.Suppressed, out.Summary.Unread = slices.Clone(r.Suppressed), slices.Clone(r.Summary.Unread)
	for i := range out.Articles {
		out.Articles[i].Path = name(out.Articles[i].Path)
	}
	for i := range out.Findings {
		out.Findings[i].Article = name(out.Findings[i].Article)
	}
	for i := range out.Suppressed {
		out.Suppressed[i].Finding.Article = name(out.Suppressed[i].Finding.Article)
	}
	for i := range out.Summary.Unread {
		out.Summary.Unread[i].Path = name(out.Summary.Unread[i].Path)
	}
	return &out
}
