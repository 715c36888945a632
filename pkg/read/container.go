package read

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// container is a ZIP archive that holds the parts of an article, as DOCX, ODT and EPUB are. What it unpacks is bounded.
type container struct {
	files map[string]*zip.File
	left  int64
}

const (
	// largestPart and largestWhole bound what is unpacked: the largest books that people write stay far below.
	largestPart  = 64 << 20
	largestWhole = 128 << 20
	mostParts    = 20_000
)

var errNoPart = errors.New("there is no such part in it")

// openContainer reads the directory of an archive. Names that lead out of it are left out.
func openContainer(source []byte) (*container, error) {
	archive, err := zip.NewReader(bytes.NewReader(source), int64(len(source)))
	if err != nil {
		return nil, fmt.Errorf("its archive is damaged: %w; was the file saved completely?", err)
	}
	if len(archive.File) > mostParts {
		return nil, fmt.Errorf("its archive has %d parts; that is no article", len(archive.File))
	}
	c := &container{files: make(map[string]*zip.File, len(archive.File)), left: largestWhole}
	for _, f := range archive.File {
		name := path.Clean(strings.ReplaceAll(f.Name, `\`, "/"))
		if !path.IsAbs(name) && name != ".." && !strings.HasPrefix(name, "../") && c.files[name] == nil {
			c.files[name] = f
		}
	}
	return c, nil
}

// part unpacks a part. The error names it.
func (c *container) part(name string) ([]byte, error) {
	f := c.files[path.Clean(strings.TrimPrefix(name, "/"))]
	if f == nil {
		return nil, fmt.Errorf("%s: %w", name, errNoPart)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer r.Close()
	most := min(largestPart, c.left)
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w; was the file saved completely?", name, err)
	}
	if int64(len(data)) > most {
		return nil, fmt.Errorf("%s: it unpacks to more than %d MB, which is too large for an article", name, most>>20)
	}
	c.left -= int64(len(data))
	return data, nil
}

// has tells whether there is a part of this name.
func (c *container) has(name string) bool {
	return c.files[path.Clean(strings.TrimPrefix(name, "/"))] != nil
}
