package ibid

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// locked is a file system in which a folder may not be read, whoever asks.
type locked struct {
	fstest.MapFS
	folder string
}

func (l locked) Open(name string) (fs.File, error) {
	if name == l.folder {
		return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EACCES}
	}
	return l.MapFS.Open(name)
}

func (l locked) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == l.folder {
		return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EACCES}
	}
	return l.MapFS.ReadDir(name)
}

func paths(inputs []Input) []string {
	var all []string
	for _, in := range inputs {
		all = append(all, in.Path)
	}
	return all
}

func TestUnreadableFolders(t *testing.T) {
	files := fstest.MapFS{"a.txt": {}, "locked/b.txt": {}, "sub/c.txt": {}}
	t.Run("below", func(t *testing.T) {
		all := folder(locked{files, "locked"}, "year")
		require.Equal(t, []string{"year/a.txt", "year/locked", "year/sub/c.txt"}, paths(all))
		_, err := all[1].Source(t.Context())
		require.EqualError(t, err, "it may not be read: permission denied")
	})
	t.Run("at the top", func(t *testing.T) {
		all := folder(locked{files, "."}, "year")
		require.Equal(t, []string{"year"}, paths(all))
		_, err := all[0].Source(t.Context())
		require.EqualError(t, err, "it may not be read: permission denied")
	})
}

func TestCause(t *testing.T) {
	at := func(err error) error { return &fs.PathError{Op: "open", Path: "secret/a.txt", Err: err} }
	require.EqualError(t, cause(at(syscall.EACCES)), "it may not be read: permission denied")
	require.EqualError(t, cause(fmt.Errorf("wrapped: %w", at(fs.ErrPermission))), "it may not be read: permission denied")
	require.EqualError(t, cause(at(syscall.ENOENT)), "there is no such file")
	require.EqualError(t, cause(at(syscall.EIO)), syscall.EIO.Error())
	require.Equal(t, os.ErrClosed, cause(os.ErrClosed))
}

// XML is the form of many things: of a folder, only what shows itself to be an article is read.
func TestFolderPassesOtherXMLOver(t *testing.T) {
	files := fstest.MapFS{
		"pom.xml": {Data: []byte(`<?xml version="1.0"?><project><name>tide</name></project>`)},
		"article.xml": {Data: []byte(`<?xml version="1.0"?><article xmlns:xlink="http://www.w3.org/1999/xlink" dtd-version="1.3">` +
			`<front><article-meta/></front><body><p>The tide rose.</p></body></article>`)},
	}
	all := folder(files, "issue")
	require.Len(t, all, 1)
	require.Equal(t, "issue/article.xml", filepath.ToSlash(all[0].Path))
}
