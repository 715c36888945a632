package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// Saver is an archive that makes copies when it is asked to.
type Saver struct {
	// Name is kebab-case and unique, Summary a phrase.
	Name    string
	Summary string
	// Keys are the names of the keys that it wants, as they are called in the environment; Where is where they are had.
	Keys  []string
	Where string
	// Endpoint is the address that all requests begin with, without a slash at its end.
	Endpoint string
	// PerMinute is how many copies it may be asked for in a minute, Poll the pause between two looks at one.
	PerMinute int
	Poll      time.Duration
	save      func(context.Context, *Keeper, string) (Snapshot, error)
}

// Savers are all archives that make copies.
var Savers = []Saver{WaybackSave, PermaSave}

// Keeper has copies made in one archive. It is for one run and one goroutine.
//
// Its requests carry keys. So they go to the endpoint and nowhere else: a redirect is not followed, and no proxy of the
// environment is used.
type Keeper struct {
	Saver
	client *http.Client
	keys   map[string]string
	pace   pace
	failed int
	closed error
}

// NewKeeper makes a keeper; key gives keys by their names. The error names a key that is missing.
func NewKeeper(s Saver, key func(string) string) (*Keeper, error) {
	k := &Keeper{Saver: s, keys: map[string]string{}}
	for _, name := range s.Keys {
		value := strings.TrimSpace(key(name))
		if value == "" {
			return nil, fmt.Errorf("%s wants %s in the environment; see %s", s.Name, strings.Join(s.Keys, " and "), s.Where)
		}
		k.keys[name] = value
	}
	k.pace.gap = time.Minute / time.Duration(max(s.PerMinute, 1))
	k.client = &http.Client{
		Timeout:       time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport:     &http.Transport{ForceAttemptHTTP2: true, TLSHandshakeTimeout: 10 * time.Second, IdleConnTimeout: time.Minute},
	}
	return k, nil
}

// Close gives back the connections that are kept.
func (k *Keeper) Close() { k.client.CloseIdleConnections() }

// attempts is how often a copy is asked for if what hinders it can pass.
const attempts = 3

// errPassing is for what may go well a little later.
var errPassing = errors.New("it is busy")

// errRefused is for an archive that cannot be asked, whatever the page. Its text is not shown.
var errRefused = errors.New("the archive cannot be asked")

// errPage is for what lies with the page. It says nothing of the archive.
var errPage = errors.New("the page cannot be copied")

// Save has a copy of a page made, and waits until it is there. The error says why there is none; it is the context's if
// that ended.
func (k *Keeper) Save(ctx context.Context, url string) (Snapshot, error) {
	switch {
	case k.closed != nil:
		return Snapshot{}, k.closed
	case isPrivate(url) && !isPrivate(k.Endpoint):
		return Snapshot{}, unsaved{"the address is private", errPage}
	}
	var err error
	for range attempts {
		if err = k.pace.wait(ctx); err != nil {
			return Snapshot{}, err
		}
		var s Snapshot
		if s, err = k.save(ctx, k, withoutFragment(url)); err == nil {
			k.failed = 0
			return s, nil
		}
		if ctx.Err() != nil {
			return Snapshot{}, ctx.Err()
		}
		if !errors.Is(err, errPassing) {
			break
		}
	}
	err = k.hideKeys(err)
	if errors.Is(err, errPage) {
		k.failed = 0
		return Snapshot{}, err
	}
	if k.failed++; errors.Is(err, errRefused) || k.failed >= enough {
		k.closed = err
	}
	return Snapshot{}, err
}

// unsaved is why there is no copy.
type unsaved struct {
	says  string
	cause error
}

func (u unsaved) Error() string { return u.says }
func (u unsaved) Unwrap() error { return u.cause }

// hideKeys takes the keys out of what an archive said.
func (k *Keeper) hideKeys(err error) error {
	says := err.Error()
	for _, key := range k.keys {
		says = strings.ReplaceAll(says, key, "…")
	}
	return unsaved{says, err}
}

// exchange makes a request, and reads the JSON of its answer.
func (k *Keeper) exchange(request *http.Request, into any) error {
	const most = 1 << 20
	response, err := k.client.Do(request)
	if err != nil {
		return unsaved{"the archive gives no answer", errPassing}
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(response.Body, most))
	if err != nil {
		return unsaved{"the archive's answer breaks off", errPassing}
	}
	says := fmt.Sprintf("the archive's answer is %d %s", response.StatusCode, http.StatusText(response.StatusCode))
	switch code := response.StatusCode; {
	case code == http.StatusUnauthorized, code == http.StatusForbidden, code == http.StatusTooManyRequests:
		return unsaved{says, errRefused}
	case code >= 300 && code < 400:
		return unsaved{says + ", which is not followed", errRefused}
	case code >= 500:
		return unsaved{says, errPassing}
	}
	if err := json.Unmarshal(body, into); err != nil {
		return unsaved{says + ", and no JSON", errPassing}
	}
	return nil
}

// pause waits between two looks at a copy that is being made.
func (k *Keeper) pause(ctx context.Context) error {
	p := pace{next: time.Now().Add(k.Poll)}
	return p.wait(ctx)
}

// looks is how often a copy that is being made is looked at.
const looks = 40
