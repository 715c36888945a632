package archive_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/archive"
)

// What the world cannot reach is nothing to tell an archive of the world about.
func TestPrivateAddressesAreKept(t *testing.T) {
	server := newStandIn(t)
	own := at(server, archive.WaybackCDX)
	public := &recordingFetcher{}
	world := archive.NewFinder(archive.Options{Fetcher: public, Providers: []archive.Provider{archive.WaybackCDX}, Unpaced: true})
	for _, address := range []string{
		"http://127.0.0.1:8080/a", "http://[::1]/a", "http://[::ffff:10.0.0.1]/", "http://192.168.1.4/", "http://wiki/a", "http://wiki.internal/a",
		"https://intranet.local./", "https://ana:secret@tide.example/a", "https://x.localhost/", "http://169.254.169.254/latest", "http://tide.example:x/",
	} {
		answer, err := world.Find(t.Context(), archive.Query{URL: address})
		require.NoError(t, err)
		require.Equal(t, archive.Answer{}, answer)
		require.Empty(t, public.asked, address)
		_, err = finder(t, own...).Find(t.Context(), archive.Query{URL: address})
		require.NoError(t, err)

		k, err := archive.NewKeeper(archive.WaybackSave, keys)
		require.NoError(t, err)
		_, err = k.Save(t.Context(), address)
		require.EqualError(t, err, "the address is private")
	}
	require.Equal(t, 11, server.count("/cdx/"), "an archive of one's own may know them")
	_, err := world.Find(t.Context(), archive.Query{URL: page})
	require.NoError(t, err)
	require.NotEmpty(t, public.asked)
}
