package report

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"

	"github.com/ibidcheck/ibid/pkg/picture"
)

// HTML is the format for people who look before they read: one page that needs no network, and works from a mail's
// attachment, in print, and with scripts off.
var HTML = Format{
	Name:    "html",
	Summary: "one self-contained page, for reading in a browser and in print",
	Write:   writeHTML,
}

//go:embed html/*.tmpl
var htmlTemplates embed.FS

// The page's own style and script. They are the only ones that its policy lets the browser apply.
var (
	//go:embed html/page.css
	htmlStyle template.CSS
	//go:embed html/page.js
	htmlScript template.JS
)

// htmlPage parses the templates once, and only in a run that writes a page.
var htmlPage = sync.OnceValue(func() *template.Template {
	set := template.New("page").Funcs(template.FuncMap{
		"clean": clean, "address": cleanAddress, "list": enumerate, "date": date,
	})
	template.Must(set.Parse(picture.Template))
	return template.Must(set.ParseFS(htmlTemplates, "html/*.tmpl"))
})

func writeHTML(w io.Writer, r *Report, _ Options) error {
	var page strings.Builder
	if err := htmlPage().ExecuteTemplate(&page, "page", newHTMLView(r)); err != nil {
		return fmt.Errorf("write HTML: %w", err)
	}
	if _, err := htmlUnarmed.WriteString(w, page.String()); err != nil {
		return fmt.Errorf("write HTML: %w", err)
	}
	return nil
}

// htmlUnarmed writes what the runner of a CI service would take for a command in a way that only browsers read. The page's
// own style and script hold none.
var htmlUnarmed = strings.NewReplacer("##[", "#&#35;[", "##vso[", "#&#35;vso[", "\n::", "\n&#58;:")

// policy is a Content-Security-Policy that lets nothing in from outside, and of what is inside only the page's own style
// and script, whatever an article may have brought along.
func policy() string {
	return "default-src 'none'; script-src '" + digest(string(htmlScript)) + "'; style-src '" + digest(string(htmlStyle)) +
		"'; base-uri 'none'; form-action 'none'"
}

func digest(source string) string {
	sum := sha256.Sum256([]byte(source))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
