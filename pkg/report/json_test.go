package report

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestJSONComesBack(t *testing.T) {
	text := written(t, JSON, sample(), Options{})
	var back Report
	require.NoError(t, json.Unmarshal([]byte(text), &back))
	var again Report
	require.NoError(t, json.Unmarshal([]byte(written(t, JSON, &back, Options{})), &again))
	require.Equal(t, back, again)
	require.True(t, strings.HasSuffix(text, "\n}\n"))
}

func TestJSONHasNoNullLists(t *testing.T) {
	r := &Report{Articles: []Article{{Claims: []Claim{{}}, Notes: []Note{{}}, Works: []Work{{}}}}, Pages: []Page{{}}, Findings: []Finding{{}}}
	text := written(t, JSON, r, Options{})
	require.Equal(t, 1, strings.Count(text, "null"), "only the page's time may be null")
	require.Contains(t, text, `"checked": null`)
	require.Contains(t, text, `"states": {}`)
	require.Contains(t, text, `"authors": []`)
	require.Nil(t, r.Articles[0].Authors, "the report itself is not filled")
}

func TestJSONDoesNotEscapeHTML(t *testing.T) {
	r := &Report{Tool: Tool{Name: "<a&b>"}}
	require.Contains(t, written(t, JSON, r, Options{}), `"name": "<a&b>"`)
}
