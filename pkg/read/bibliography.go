package read
type bibliography struct { files []*bibtexFile; parents map[*bibtexEntry][]bibtexField; inherited int }
func (b *bibliography) findBibtex(key string) (*bibtexFile, *bibtexEntry) { for _, f := range b.files { if e := f.find(key); e != nil { return f, e } }; return nil, nil }
