package cite_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/ibidcheck/ibid/pkg/cite"
)

func TestZZDump(t *testing.T) {
	f, _ := os.Create("/tmp/works_dump.txt")
	for _, a := range labelledArticles(t) {
		fmt.Fprintln(f, "==", a.name)
		cs := cite.Citations(a.Article)
		r := cite.Resolve(a.Article, cs, nil)
		for i, c := range cs {
			b, _ := json.Marshal(c.Source)
			fmt.Fprintf(f, "%d n%d e%d %s w%d label=%q loc=%q raw=%q\n      %s\n      -> %+v\n", i, c.Note+1, c.Entry, c.Kind, r.Of[i], c.Label, c.Locator, c.Raw, b, r.Antecedents[i])
		}
		for _, p := range r.Possibly {
			fmt.Fprintf(f, "   possibly w%d w%d %s\n", p.A, p.B, p.Because)
		}
	}
	f.Close()
}
