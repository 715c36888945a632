package archive_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/web"
)

func TestWithheld(t *testing.T) {
	const copied = "https://web.archive.org/web/20210604120000/https://tide.example/"
	dated := http.Header{"Memento-Datetime": {"Fri, 04 Jun 2021 12:00:00 GMT"}}
	for want, pages := range map[bool][]web.Page{
		true: {{Final: copied, Status: 200}},
		false: {
			{Final: copied, Status: 200, Header: dated},
			{Final: copied, Status: 404},
			{Final: copied, Failure: &web.Failure{Kind: web.Timeout}},
			{Final: "https://web.archive.org/web/*/https://tide.example/", Status: 200},
			{Final: "https://web.archive.org/", Status: 200},
			{Final: "https://copies.example/20210604120000/https://tide.example/", Status: 200},
			{Final: "https://tide.example/", Status: 200},
		},
	} {
		for _, p := range pages {
			require.Equal(t, want, archive.Withheld(&p), p.Final)
		}
	}
}
