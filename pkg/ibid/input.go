package ibid

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
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
// as filepath.Match has them, "-" for standard input, and addresses of articles, which the fetcher gets. A file that
// several arguments lead to is one input. An argument that leads to nothing makes an input whose Source tells why.
func Inputs(args []string, stdin io.Reader, f web.Fetcher) []Input {
	var inputs []Input
	seen := map[string]bool{}
	for _, arg := range args {
		for _, in := range inputsOf(arg, stdin, f) {
			key := in.Path
			if !match.IsWeb(key) {
				key = filepath.Clean(key)
			}
			if !seen[key] {
				seen[key] = true
				inputs = append(inputs, in)
			}
		}
	}
	return inputs
}

func inputsOf(arg string, stdin io.Reader, f web.Fetcher) []Input {
	switch {
	case arg == "-":
		return []Input{{Path: arg, Source: func(ctx context.Context) ([]byte, error) {
			return awaited(ctx, func() ([]byte, error) { return something(bounded(stdin)) })
		}}}
	case match.IsWeb(arg):
		return []Input{fetched(arg, f)}
	}
	_, err := os.Stat(arg)
	if errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, "*?[") {
		return pattern(arg)
	}
	return onDisk(arg)
}

// onDisk is a file, or the files of a folder.
func onDisk(path string) []Input {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return []Input{unreadable(path, cause(err))}
	case info.IsDir():
		return folder(os.DirFS(path), path)
	default:
		return []Input{file(path)}
	}
}

// pattern takes each path that matches as if it had been an argument, as a shell does. A hidden name is matched by a
// pattern that is hidden as well.
func pattern(arg string) []Input {
	clean := filepath.Clean(arg)
	paths, err := filepath.Glob(clean)
	if err != nil {
		return []Input{unreadable(arg, fmt.Errorf("this is no valid pattern: %w", err))}
	}
	paths = slices.DeleteFunc(paths, func(path string) bool { return isHiddenFrom(clean, path) })
	if len(paths) == 0 {
		return []Input{unreadable(arg, errors.New("no file matches this pattern"))}
	}
	var inputs []Input
	for _, path := range paths {
		inputs = append(inputs, onDisk(path)...)
	}
	return inputs
}

func isHiddenFrom(pattern, path string) bool {
	asked := strings.Split(filepath.ToSlash(pattern), "/")
	for i, name := range strings.Split(filepath.ToSlash(path), "/") {
		if strings.HasPrefix(name, ".") && i < len(asked) && !strings.HasPrefix(asked[i], ".") {
			return true
		}
	}
	return false
}

// folder walks a folder. Names that begin with a dot, and folders of dependencies, are passed over. A link is followed
// to a file and not to a folder, so that no walk goes in circles.
func folder(files fs.FS, root string) []Input {
	var inputs []Input
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		name := filepath.Join(root, filepath.FromSlash(path))
		switch {
		case err != nil:
			inputs = append(inputs, unreadable(name, cause(err)))
		case path == ".":
		case d.IsDir() && (isHidden(path) || d.Name() == "node_modules"):
			return fs.SkipDir
		case !d.IsDir() && !isHidden(path) && read.Known(path) && isFile(files, path, d) && isOfKnownContent(files, path):
			inputs = append(inputs, file(name))
		}
		return nil
	})
	if err != nil {
		inputs = append(inputs, unreadable(root, cause(err)))
	}
	if len(inputs) == 0 {
		return []Input{unreadable(root, fmt.Errorf(
			"there is no article in this folder; articles are files named *%s", strings.Join(extensions(), ", *")))}
	}
	return inputs
}

func isHidden(path string) bool {
	return strings.HasPrefix(path[strings.LastIndexByte(path, '/')+1:], ".")
}

// isFile holds of a link whose file is missing as well: reading it will tell so.
func isFile(files fs.FS, path string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	info, err := fs.Stat(files, path)
	return err != nil || info.Mode().IsRegular()
}

// isOfKnownContent looks into a file whose name does not say enough. One that cannot be opened is told when it is read.
func isOfKnownContent(files fs.FS, path string) bool {
	if !read.ByContent(path) {
		return true
	}
	f, err := files.Open(path)
	if err != nil {
		return true
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 1024))
	return err != nil || read.Recognised(head)
}

// extensions are the endings of the articles' names, each once: that of XML is of several formats.
func extensions() []string {
	var all []string
	for _, f := range read.Formats {
		for _, e := range f.Extensions {
			if !slices.Contains(all, e) {
				all = append(all, e)
			}
		}
	}
	return all
}

func file(path string) Input {
	return Input{Path: path, Source: func(ctx context.Context) ([]byte, error) {
		return awaited(ctx, func() ([]byte, error) { return readFile(path) })
	}}
}

func readFile(path string) ([]byte, error) {
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
		return nil, read.ErrLarge
	}
	return bounded(f)
}

func bounded(r io.Reader) ([]byte, error) {
	source, err := io.ReadAll(io.LimitReader(r, read.MaxBytes+1))
	if err != nil {
		return nil, cause(err)
	}
	return source, nil
}

// something wants bytes from what has no name: where they come from a pipe or a server, nothing is no article that somebody
// has yet to write, but one that did not come.
func something(source []byte, err error) ([]byte, error) {
	if err == nil && len(bytes.TrimSpace(source)) == 0 {
		err = read.ErrEmpty
	}
	return source, err
}

// awaited waits for bytes no longer than the context lasts. A read from a terminal, a pipe or a share that is out of
// reach cannot be called off; it is left to end by itself.
func awaited(ctx context.Context, get func() ([]byte, error)) ([]byte, error) {
	type outcome struct {
		source []byte
		err    error
	}
	done := make(chan outcome, 1)
	go func() {
		source, err := get()
		done <- outcome{source, err}
	}()
	select {
	case got := <-done:
		return got.source, got.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// unreadable is what will be told as unread.
func unreadable(path string, err error) Input {
	return Input{Path: path, Source: func(context.Context) ([]byte, error) { return nil, err }}
}

// cause takes the path out of an error, since the report names it.
func cause(err error) error {
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("it may not be read: permission denied")
	case errors.As(err, &path):
		return path.Err
	default:
		return err
	}
}
