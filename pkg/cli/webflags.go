package cli

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/config"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/web"
)

// webFlags say how the web is asked.
type webFlags struct {
	offline        bool
	record, replay string
	concurrency    int
	perHost        int
	gap, timeout   time.Duration
	allowHosts     []string
	allowNetworks  []string
	ports          []int
	maxRequests    int64
	maxMegabytes   int64
	netrc          string
	headers        []string
	robots         config.Choice
}

func (f *webFlags) add(flags *pflag.FlagSet) {
	flags.BoolVar(&f.offline, "offline", false, "visit no link")
	flags.StringVar(&f.record, "record", "", "keep what the web says in `FILE`, as WARC; compressed if it ends in .gz")
	flags.StringVar(&f.replay, "replay", "", "ask the recording in `FILE` instead of the web")
	flags.IntVar(&f.concurrency, "concurrency", 16, "visit at most `N` links at once")
	flags.IntVar(&f.perHost, "per-host", 2, "visit at most `N` links of one host at once")
	flags.DurationVar(&f.gap, "gap", 250*time.Millisecond, "leave at least this `TIME` between two visits to one host")
	flags.DurationVar(&f.timeout, "timeout", 30*time.Second, "give up on a link after this `TIME`, redirects included")
	flags.StringArrayVar(&f.allowHosts, "allow-host", nil, "visit `HOST` even if its address is private; repeatable")
	flags.StringArrayVar(&f.allowNetworks, "allow-network", nil, "visit the private `NETWORK`, such as 10.0.0.0/8; repeatable")
	flags.IntSliceVar(&f.ports, "port", nil, "visit `PORT` and none that is not named so; repeatable")
	flags.Int64Var(&f.maxRequests, "max-requests", 0, "make at most `N` requests in the run")
	flags.Int64Var(&f.maxMegabytes, "max-mb", 0, "read at most `N` MB in the run")
	flags.StringVar(&f.netrc, "netrc", "", "log in to hosts with the names and passwords in `FILE`")
	flags.StringArrayVar(&f.headers, "header", nil, "send a header to one host, as `HOST=NAME:VALUE`; repeatable")
	f.robots = config.NewChoice(robotsProbes, robotsProbes, robotsStrict)
	flags.Var(&f.robots, "robots", "obey robots.txt in `MODE` probes (what nobody cites) or strict (all)")
}

// The modes of --robots.
const (
	robotsProbes = "probes"
	robotsStrict = "strict"
)

func (f *webFlags) validate() error {
	switch {
	case f.record != "" && f.replay != "":
		return errors.New("--record and --replay exclude each other: a replay asks the web nothing")
	case f.offline && f.record+f.replay != "":
		return errors.New("--offline visits nothing, so there is nothing to record or to replay")
	default:
		return nil
	}
}

// options makes the options of a run from flags that are valid, and what is to be called when it has ended.
func (f *webFlags) options() (ibid.Options, func() error, error) {
	o := ibid.Options{Concurrency: f.concurrency, PerHost: f.perHost, Gap: f.gap}
	if f.gap == 0 {
		o.Gap = -1 // none; zero stands for the default there
	}
	if f.offline {
		return o, func() error { return nil }, nil
	}
	if f.replay != "" {
		return f.replaying(o)
	}
	o.Pace = web.NewPace(o.PerHost, o.Gap, web.Clock{})
	client, err := f.client(o.Pace)
	if err != nil {
		return o, nil, err
	}
	patient := ibid.Patient(client, web.Clock{})
	if f.robots.String() == robotsStrict {
		patient = web.Strict(patient, web.NewRobots(patient))
	}
	if f.record != "" {
		return f.recording(o, client, patient)
	}
	o.Fetcher = web.Once(patient)
	return o, func() error { client.Close(); return nil }, nil
}

func (f *webFlags) client(pace *web.Pace) (*web.Client, error) {
	networks, err := parseNetworks(f.allowNetworks)
	if err != nil {
		return nil, err
	}
	credentials, err := f.credentials()
	if err != nil {
		return nil, err
	}
	return web.New(web.Options{
		Version: version, Timeout: f.timeout, AllowHosts: f.allowHosts, AllowNetworks: networks, Ports: f.ports, Pace: pace,
		MaxRequests: f.maxRequests, MaxBytes: f.maxMegabytes << 20, Credentials: credentials,
	}), nil
}

// credentials are those of the netrc file, and the headers by host.
func (f *webFlags) credentials() (map[string]http.Header, error) {
	all := map[string]http.Header{}
	if f.netrc != "" {
		file, err := os.Open(f.netrc)
		if err != nil {
			return nil, fmt.Errorf("the names and passwords could not be read: %w", err)
		}
		defer file.Close()
		if all, err = web.Netrc(file); err != nil {
			return nil, fmt.Errorf("%s: %w", f.netrc, err)
		}
	}
	for _, given := range f.headers {
		host, name, value, err := parseHeader(given)
		if err != nil {
			return nil, fmt.Errorf("--header: %w", err)
		}
		if all[host] == nil {
			all[host] = http.Header{}
		}
		all[host].Set(name, value)
	}
	return all, nil
}

// parseHeader reads HOST=NAME:VALUE. The error does not show what was written: it may be a secret.
func parseHeader(given string) (host, name, value string, err error) {
	host, header, _ := strings.Cut(given, "=")
	name, value, ok := strings.Cut(header, ":")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	if !ok || host == "" || name == "" {
		return "", "", "", errors.New("write HOST=NAME:VALUE, such as review.example=Authorization:Bearer abc")
	}
	return host, name, value, config.CheckHost(host)
}

// replaying opens a recording. There is nobody to be polite to.
func (f *webFlags) replaying(o ibid.Options) (ibid.Options, func() error, error) {
	file, err := os.Open(f.replay)
	if err != nil {
		return o, nil, fmt.Errorf("the recording could not be read: %w", err)
	}
	replayer, err := web.Replay(file)
	if err != nil {
		_ = file.Close()
		return o, nil, fmt.Errorf("%s could not be replayed: %w; is it a WARC file?", f.replay, err)
	}
	o.Fetcher = web.Once(replayer)
	o.Gap, o.PerHost = -1, o.Concurrency
	return o, file.Close, nil
}

func (f *webFlags) recording(o ibid.Options, client *web.Client, patient web.Fetcher) (ibid.Options, func() error, error) {
	file, err := os.Create(f.record)
	if err != nil {
		return o, nil, fmt.Errorf("the recording could not be made: %w", err)
	}
	var out io.Writer = file
	if strings.HasSuffix(f.record, ".gz") {
		out = web.GzipRecords(file)
	}
	recorder := web.NewRecorder(patient, out, "ibid/"+version)
	o.Fetcher = web.Once(recorder)
	return o, func() error {
		client.Close()
		if err := errors.Join(recorder.Err(), file.Close()); err != nil {
			return fmt.Errorf("the recording in %s is not whole: %w", f.record, err)
		}
		return nil
	}, nil
}

func parseNetworks(all []string) ([]netip.Prefix, error) {
	var networks []netip.Prefix
	for _, s := range all {
		prefix, err := parseNetwork(s)
		if err != nil {
			return nil, fmt.Errorf("--allow-network: %w", err)
		}
		networks = append(networks, prefix)
	}
	return networks, nil
}

// parseNetwork reads a network, or the address of one machine.
func parseNetwork(s string) (netip.Prefix, error) {
	if prefix, err := netip.ParsePrefix(s); err == nil {
		return prefix, nil
	}
	addr, err := netip.ParseAddr(s)
	if err != nil {
		return netip.Prefix{}, fmt.Errorf("%s is no network; write one such as 127.0.0.0/8", s)
	}
	return netip.PrefixFrom(addr, addr.BitLen()), nil
}
