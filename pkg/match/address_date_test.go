package match_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/match"
)

func TestDateIn(t *testing.T) {
	for address, want := range map[string]string{
		"https://board.example/2024/05/29/dredging":              "2024-05-29",
		"https://board.example/2024/5/9/dredging.html":           "2024-05-09",
		"https://board.example/news/2024-05-29/dredging":         "2024-05-29",
		"https://board.example/news/dredging-2024-05-29":         "2024-05-29",
		"https://board.example/news/20240529-dredging.html":      "2024-05-29",
		"https://board.example/2024/may/29/dredging":             "2024-05-29",
		"https://board.example/blog/2024/05/dredging":            "2024-05",
		"https://board.example/2024/05/29/dredging-2024-05-29":   "2024-05-29",
		"https://board.example/2023/12/14/who-pays-2022/":        "2023-12-14",
		"https://board.example/2024/05/29/?from=2019/01/01":      "2024-05-29",
		"https://board.example/2024/dredging":                    "",
		"https://board.example/article/20241399":                 "",
		"https://board.example/article/120240529":                "",
		"https://board.example/2024/02/31/dredging":              "2024-02",
		"https://board.example/1889/05/29/dredging":              "",
		"https://board.example/wp-content/uploads/2019/05/a":     "",
		"https://board.example/sites/default/files/2021-05-03/a": "",
		"https://board.example/2021/05/03/report.pdf":            "",
		"https://board.example/2021/05/03/see/2022/01/01/":       "",
		"https://board.example/surveys/2023-10-07/high-water":    "",
		"https://board.example/events/2023/10/07/storm":          "",
		"https://board.example/":                                 "",
		"://":                                                    "",
	} {
		got, ok := match.DateIn(address)
		require.Equal(t, want, got, address)
		require.Equal(t, want != "", ok, address)
	}
}
