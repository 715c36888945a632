package hostile_test

import (
	"net/http"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/web/hostile"
)

func TestCases(t *testing.T) {
	states := map[string]int{}
	names := map[string]bool{}
	kebab := regexp.MustCompile(`^[a-z0-9]+([-.'][a-z0-9]+)*$`)
	for _, c := range hostile.Cases() {
		require.Regexp(t, kebab, c.Name)
		require.False(t, names[c.Name], "%s stands twice", c.Name)
		names[c.Name] = true
		states[c.Want]++
		require.False(t, c.Answer != nil && c.Wire != nil, c.Name)
	}
	require.GreaterOrEqual(t, len(names), 120)
	for _, state := range []string{
		"live", "moved", "drifted", "gone", "soft404", "parked", "fragment", "walled", "blocked", "unreachable", "insecure", "malformed", "skipped",
		"undecided",
	} {
		require.NotZero(t, states[state], state)
	}
	t.Log(len(names), states)
}

func TestWeb(t *testing.T) {
	w, err := hostile.Start(hostile.Cases())
	require.NoError(t, err)
	defer w.Close()
	site := w.Sites[0]
	response, err := http.Get(site.URL)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	require.Equal(t, 200, response.StatusCode)
	require.Equal(t, 1, site.Requests())
	require.Contains(t, site.Citation(), site.URL)
}
