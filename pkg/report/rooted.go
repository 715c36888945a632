package report

import "slices"

// rooted is a report whose files are named from the root of their repository, for services that show findings beside the
// lines of a repository's files. What lies in none keeps its path.
func rooted(r *Report, o Options) *Report {
	if o.Rooted == nil {
		return r
	}
	name := func(article string) string {
		if fileOf(article) == "" {
			return article
		}
		return o.Rooted(article)
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
