package cite

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What nobody sees in the address of a copy makes it no other address.
func TestCopiesWithInvisibleCharacters(t *testing.T) {
	require.True(t, isArchive("https://\u200cperma.cc/AB12-CD34"))
	require.True(t, isArchive("https://web.archive\u200b.org/web/2021/https://a.example/x"))
	require.False(t, isArchive("https://\u200ca.example/AB12-CD34"))
	require.False(t, isArchive("https://\u200cperma.cc/"))
}
