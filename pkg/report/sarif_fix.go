package report

// fix is what a viewer may apply (§3.55). Its regions are in the units of the run's others, and what it inserts is the
// text itself, in which nothing stands for anything else.
func (s *sarifWriter) fix(f Finding) sarifFix {
	i := s.artifact(f.Article)
	change := sarifArtifactChange{ArtifactLocation: sarifArtifactLocation{URI: uri(f.Article), Index: &i}}
	for _, e := range f.Fix.Edits {
		replacement := sarifReplacement{DeletedRegion: sarifRegion{
			StartLine: e.Span.Line, StartColumn: e.Span.Column, EndLine: e.EndLine, EndColumn: e.EndColumn,
		}}
		if e.Text != "" {
			replacement.InsertedContent = &sarifText{Text: e.Text}
		}
		change.Replacements = append(change.Replacements, replacement)
	}
	return sarifFix{Description: sarifMessage(clean(f.Fix.Summary)), ArtifactChanges: []sarifArtifactChange{change}}
}
