package ibid

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/read"
	"github.com/ibidcheck/ibid/pkg/web"
)

// Input is an article to be read.
type Input struct {
	// Path is its name in the report.
	Path string
	// Source gives its bytes, read.MaxBytes and one more at most. The error leaves the path to the caller.
	Source func(context.Context) ([]byte, error)
}

func (in Input) article(ctx context.Context) (*article.Article, error) {
	source, err := in.Source(ctx)
	if err != nil {
		return nil, err
	}
	return read.Article(source, in.Path)
}

// Inputs makes inputs of a command's arguments: files, folders, which are walked for files of a known format, patterns
// as filepath.Match has them, "-" for standard input, and addresses of articles, which the fetcher gets. What an
// argument does not lead to is told in the second result.
func Inputs(args []string, stdin io.Reader, f web.Fetcher) ([]Input, []Unread) {
	var inputs []Input
	var unread []Unread
	seen := map[string]bool{}
	for _, arg := range args {
		found, err := inputsOf(arg, stdin, f)
		if err != nil {
			unread = append(unread, Unread{arg, err})
		}
		for _, in := range found {
			if !seen[in.Path] {
				seen[in.Path] = true
				inputs = append(inputs, in)
			}
		}
	}
	return inputs, unread
}

func inputsOf(arg string, stdin io.Reader, f web.Fetcher) ([]Input, error) {
	if arg == "-" {
		return []Input{{Path: arg, Source: func(context.Context) ([]byte, error) { return bounded(stdin) }}}, nil
	}
	if isURL(arg) {
		return []Input{fetched(arg, f)}, nil
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return folder(arg)
	case err == nil:
		return []Input{file(arg)}, nil
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, "*?["):
		return pattern(arg)
	default:
		return nil, cause(err)
	}
}

func isURL(arg string) bool {
	lower := strings.ToLower(arg[:min(len(arg), len("https://"))])
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

func file(path string) Input {
	return Input{Path: path, Source: func(context.Context) ([]byte, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, cause(err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return nil, cause(err)
		}
		if info.Size() > read.MaxBytes {
			return nil, fmt.Errorf("it has %d MB: %w", info.Size()>>20, read.ErrLarge)
		}
		return bounded(f)
	}}
}

func bounded(r io.Reader) ([]byte, error) {
	source, err := io.ReadAll(io.LimitReader(r, read.MaxBytes+1))
	if err != nil {
		return nil, cause(err)
	}
	return source, nil
}

// folder walks a folder. Names that begin with a dot, and folders of dependencies, are passed over.
func folder(root string) ([]Input, error) {
	var inputs []Input
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil && path == root {
			return cause(err)
		}
		if err != nil {
			inputs = append(inputs, unreadable(path, cause(err)))
			return nil
		}
		hidden := strings.HasPrefix(d.Name(), ".") && path != root && d.Name() != ".."
		if d.IsDir() {
			if hidden || d.Name() == "node_modules" {
				return filepath.SkipDir
			}
			return nil
		}
		if !hidden && d.Type().IsRegular() && read.Known(path) {
			inputs = append(inputs, file(path))
		}
		return nil
	})
	if err != nil {
		return inputs, fmt.Errorf("the folder could not be walked: %w", err)
	}
	if len(inputs) == 0 {
		return nil, fmt.Errorf("there is no article in this folder; known are files named %s", strings.Join(extensions(), ", "))
	}
	return inputs, nil
}

// unreadable is a part of a folder that will be told as unread.
func unreadable(path string, err error) Input {
	return Input{Path: path, Source: func(context.Context) ([]byte, error) { return nil, err }}
}

func pattern(arg string) ([]Input, error) {
	paths, err := filepath.Glob(arg)
	if err != nil {
		return nil, fmt.Errorf("this is no valid pattern: %w", err)
	}
	sort.Strings(paths)
	var inputs []Input
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			inputs = append(inputs, file(path))
		}
	}
	if len(inputs) == 0 {
		return nil, errors.New("no file matches this pattern")
	}
	return inputs, nil
}

func extensions() []string {
	var all []string
	for _, f := range read.Formats {
		all = append(all, f.Extensions...)
	}
	return all
}

// fetched is an article on the web.
func fetched(address string, f web.Fetcher) Input {
	return Input{Path: address, Source: func(ctx context.Context) ([]byte, error) {
		if f == nil {
			return nil, errors.New("an article on the web cannot be read offline; save it to a file")
		}
		p, err := f.Fetch(ctx, address)
		switch {
		case err != nil:
			return nil, err
		case p.Failure != nil:
			return nil, fmt.Errorf("the article could not be fetched: %s", p.Failure.Detail)
		case p.Status < 200 || p.Status > 299:
			return nil, fmt.Errorf("the article could not be fetched: %d %s", p.Status, http.StatusText(p.Status))
		case p.Truncated:
			return nil, fmt.Errorf("the page has more than %d MB", len(p.Body)>>20)
		}
		return p.Body, nil
	}}
}

// cause takes the path out of an error, since the report names it.
func cause(err error) error {
	var path *fs.PathError
	if !errors.As(err, &path) {
		return err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("it may not be read: permission denied")
	default:
		return path.Err
	}
}
