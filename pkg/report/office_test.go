//go:build office

package report

import (
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The worksheets are opened in LibreOffice as its user does, and as one whose country parts cells at semicolons. No cell is
// a formula, and the words are those that were written. It needs LibreOffice Calc, under its usual name or that in
// IBID_OFFICE; "make office" finds it.
func TestCSVInLibreOffice(t *testing.T) {
	for name, filter := range map[string]string{"commas": "44,34,76,1", "semicolons": "59,34,76,1"} {
		t.Run(name, func(t *testing.T) {
			sheets := map[string]*Report{"sample": sample()}
			folder, inputs := t.TempDir(), []string{}
			for named, r := range filled() {
				sheets[fmt.Sprintf("%x", named)] = r
			}
			for file, r := range sheets {
				path := filepath.Join(folder, file+".csv")
				require.NoError(t, os.WriteFile(path, []byte(written(t, CSV, r, Options{})), 0o600))
				inputs = append(inputs, path)
			}
			openInOffice(t, folder, "CSV:"+filter, inputs)
			for file, r := range sheets {
				cells := officeCells(t, filepath.Join(folder, file+".fods"))
				require.NotEmpty(t, cells)
				for _, c := range cells {
					require.Empty(t, c.Formula, "%s: %s", file, c.text())
				}
				if name == "commas" {
					requireWords(t, r, cells)
				}
			}
		})
	}
}

// requireWords finds the worksheet's longer texts in LibreOffice's cells.
func requireWords(t *testing.T, r *Report, cells []officeCell) {
	t.Helper()
	there := map[string]bool{}
	for _, c := range cells {
		there[c.text()] = true
	}
	for _, row := range worksheetCells(t, written(t, CSV, r, Options{})) {
		for _, column := range []string{"claim", "citation", "findings"} {
			if words := strings.Join(strings.Fields(row[column]), " "); words != "" {
				require.True(t, there[words], "%s: %s", column, words)
			}
		}
	}
}

func openInOffice(t *testing.T, folder, filter string, inputs []string) {
	t.Helper()
	office := os.Getenv("IBID_OFFICE")
	if office == "" {
		office = "soffice"
	}
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir())
	args := append([]string{profile, "--headless", "--infilter=" + filter, "--convert-to", "fods", "--outdir", folder}, inputs...)
	out, err := exec.CommandContext(t.Context(), office, args...).CombinedOutput()
	require.NoError(t, err, "is LibreOffice Calc installed? %s", out)
}

// officeCell is a cell of a spreadsheet in OpenDocument's single XML file.
type officeCell struct {
	Formula string `xml:"formula,attr"`
	Lines   []struct {
		Text string `xml:",innerxml"`
	} `xml:"p"`
}

// text is what the cell shows, blanks folded.
func (c officeCell) text() string {
	var words []string
	for _, line := range c.Lines {
		plain := line.Text
		for {
			before, rest, found := strings.Cut(plain, "<")
			if !found {
				break
			}
			_, behind, _ := strings.Cut(rest, ">")
			plain = before + " " + behind
		}
		var shown string
		_ = xml.Unmarshal([]byte("<x>"+plain+"</x>"), &shown)
		words = append(words, strings.Fields(shown)...)
	}
	return strings.Join(words, " ")
}

func officeCells(t *testing.T, path string) []officeCell {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	var cells []officeCell
	for d := xml.NewDecoder(file); ; {
		token, err := d.Token()
		if token == nil {
			return cells
		}
		require.NoError(t, err)
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "table-cell" {
			var c officeCell
			require.NoError(t, d.DecodeElement(&c, &start))
			cells = append(cells, c)
		}
	}
}
