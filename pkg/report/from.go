package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Read takes a report from its JSON form, so that it can be written in another format. Members that this version does not
// know are passed over. Its findings are counted anew: whoever takes some out still gets counts that agree.
func Read(r io.Reader) (*Report, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if err := ofThisForm(text); err != nil {
		return nil, err
	}
	var out Report
	if err := json.Unmarshal(text, &out); err != nil {
		return nil, readable(err)
	}
	for i, f := range out.Findings {
		if !isSeverity(f.Severity) {
			return nil, fmt.Errorf("finding %d has the severity %q; the severities are error, warning, info", i+1, f.Severity)
		}
	}
	out.Summary.Findings = countOf(out.Findings)
	return &out, nil
}

// ofThisForm tells whether a text says that it is a report of a version that can be read.
func ofThisForm(text []byte) error {
	var members map[string]json.RawMessage
	if len(bytes.TrimSpace(text)) == 0 {
		return errors.New("it is empty; was the run cut off before its report was written?")
	}
	if err := json.Unmarshal(text, &members); err != nil {
		return readable(err)
	}
	var name string
	_ = json.Unmarshal(members["schema"], &name) // what is no string is no name either
	family, _, _ := strings.Cut(SchemaID, "/1")
	switch {
	case name == SchemaID:
		return complete(members)
	case name == ExtractSchemaID, name == PastSchemaID:
		return fmt.Errorf("its form is %s, which holds no findings; write one with: ibid check --format json=FILE", name)
	case strings.HasPrefix(name, family+"/"):
		return fmt.Errorf("its form is %q, and this version reads %s; read it with the version of ibid that wrote it", name, SchemaID)
	default:
		return fmt.Errorf("it is no report: its member schema is not %s; write one with: ibid check --format json=FILE", SchemaID)
	}
}

// complete tells whether the members of a report are all there.
func complete(members map[string]json.RawMessage) error {
	for _, name := range []string{"tool", "summary", "articles", "pages", "findings"} {
		if _, there := members[name]; !there {
			return fmt.Errorf("it has no member %s; was it changed by hand?", name)
		}
	}
	return nil
}

// readable says in words what is wrong with JSON, and where.
func readable(err error) error {
	var wrong *json.UnmarshalTypeError
	var broken *json.SyntaxError
	switch {
	case errors.As(err, &broken):
		return fmt.Errorf("it is not JSON at byte %d: %w; was it saved completely?", broken.Offset, err)
	case errors.As(err, &wrong):
		at := wrong.Field
		if at == "" {
			at = "the whole"
		}
		return fmt.Errorf("%s at byte %d is a JSON %s, which does not belong there", at, wrong.Offset, wrong.Value)
	default:
		return err
	}
}

func isSeverity(name string) bool {
	return slices.ContainsFunc(severities, func(s severity) bool { return s.name == name })
}
