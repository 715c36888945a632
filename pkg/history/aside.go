package history

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// setAside moves a damaged file out of the way, to the first name that is free, with the journal that belongs to it.
// examined is the file that was found to be damaged. If another process has moved it already, there is nothing to do,
// and the name is empty.
func setAside(path string, examined fs.FileInfo) (string, error) {
	release, err := alone(path + ".setting-aside")
	if err != nil {
		return "", err
	}
	defer release()
	now, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && (examined == nil || !os.SameFile(examined, now)):
		return "", nil
	case err != nil:
		return "", err
	case !now.Mode().IsRegular():
		return "", errors.New("this is no file; name another one with --history")
	}
	aside, err := freeName(path)
	if err != nil {
		return "", err
	}
	// The journal goes first: it must never be taken for that of the next file.
	for _, part := range []string{"-wal", "-shm", ""} {
		if err := os.Rename(path+part, aside+part); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("it is damaged, and cannot be set aside as %s: %w", aside, err)
		}
	}
	return aside, nil
}

func freeName(path string) (string, error) {
	const most = 1000
	for i := 1; i <= most; i++ {
		name := fmt.Sprintf("%s.damaged-%d", path, i)
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
	}
	return "", fmt.Errorf("it is damaged, as are %d others that were set aside; look at them, and remove them", most)
}

// alone waits until no other process holds a lock, which is a folder, and takes it. One that was killed holding it is
// waited for no longer than patience.
func alone(lock string) (release func(), err error) {
	const pause = 5 * time.Millisecond
	for {
		err := os.Mkdir(lock, 0o700)
		if err == nil {
			return func() { _ = os.Remove(lock) }, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("it is damaged, and cannot be set aside: %w", err)
		}
		if held, err := os.Stat(lock); err == nil && time.Since(held.ModTime()) > patience {
			_ = os.Remove(lock)
		}
		time.Sleep(pause)
	}
}
