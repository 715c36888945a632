package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/cli"
)

// What an editor is told by the schema is what the command says of the same configuration.
func TestSchemaAndCommandAgree(t *testing.T) {
	text, _, _ := ibid(t, "", "schema", "config")
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("config.json", document))
	schema, err := compiler.Compile("config.json")
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "c.yaml")

	for line := range strings.Lines(configurations) {
		want, source, _ := strings.Cut(strings.TrimSpace(line), " ")
		if want == "" {
			continue
		}
		source = strings.ReplaceAll(source, "⏎", "\n")
		var value any
		require.NoError(t, yaml.Unmarshal([]byte(source), &value), source)
		b, err := json.Marshal(value)
		require.NoError(t, err)
		instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		require.NoError(t, err)
		require.Equal(t, want == "yes", schema.Validate(instance) == nil, "the schema: %s", source)

		require.NoError(t, os.WriteFile(path, []byte(source), 0o600))
		_, told, status := ibid(t, "", "config", "--config", path)
		require.Equal(t, want == "yes", status == cli.ExitClean, "the command: %s: %s", source, told)
		if want == "no" {
			require.Regexp(t, `^ibid: .*c\.yaml:\d+:\d+: `, told)
		}
	}
}

const configurations = `
yes {}
yes offline: true
no  offline: "true"
no  offline: yes
no  offline: 1
yes concurrency: 4
yes concurrency: 0x10
yes concurrency: 5.0
no  concurrency: 0
no  concurrency: -1
no  concurrency: 5.5
no  concurrency: "4"
no  concurrency: many
no  concurrency:
yes max-mb: 0
no  max-mb: -1
yes port: 80
yes port: [80, 8080]
yes port: []
no  port: 99999
no  port: [0]
no  port: "80"
yes gap: 0
yes gap: 250ms
yes gap: 1h2.5m
yes gap: .5s
no  gap: 5
no  gap: -1s
no  gap: soon
no  gap: ""
no  timeout: 0
no  timeout: 0s
no  deadline: 0
yes timeout: 0.5s
yes robots: strict
no  robots: x
no  robots: 5
yes style: apa
no  style: harvard
no  fail-on: eror
yes format: json
yes format: [json=a.json, terminal]
no  format: jsn
no  format: json=
no  format: [json, jsn=a]
no  format: 5
yes archive: wayback
yes archive: wayback=https://tide.example
yes archive: https://tide.example/list
no  archive: foo
no  archive: wayback=tide
yes save: wayback
yes save: ""
no  save: foo
yes header: a.example=X:1
no  header: localhost
no  header: a.example=X
yes allow-network: 10.0.0.0/8
yes allow-network: "::1"
no  allow-network: localhost
yes allow-host: localhost
no  allow-host: localhost:80
no  allow-host: http://localhost
yes new-from: origin/main
yes new-from: v1.2.3
no  new-from: ""
no  new-from: main..pr
no  new-from: main...pr
yes history: seen.db
yes history: 5
no  history: [a]
no  history:
yes enable: dead-link
yes enable: [dead-link, title-slug]
no  enable: dead-lynx
no  enable:
yes rules:
yes rules: {dead-link: off, title-slug: error}
yes rules: {dead-link: }
yes rules: {single-source: {severity: info, claim-share: 0.9}}
yes rules: {single-source: {claim-share: 1}}
no  rules: {single-source: {claim-share: 0}}
no  rules: {single-source: {claim-share: "0.9"}}
no  rules: {single-source: {claim-share: }}
no  rules: {url-date: {few-days: 1.5}}
no  rules: {url-date: {few-days: 3000000000}}
no  rules: {url-date: {few-day: 3}}
no  rules: {dead-link: warn}
no  rules: {ded-link: off}
no  rules: [dead-link]
yes exclude: [{url: "https://a.example/*", reason: moving}]
yes exclude: [{url: "*.pdf", reason: 5}]
yes exclude:
no  exclude: [{url: "https://a.example/*"}]
no  exclude: [{url: "https://a.example/*", reason: " "}]
no  exclude: [{url: "a.example", reason: moving}]
no  exclude: [{url: "https://a.example/*#x", reason: moving}]
no  exclude: {url: "https://a.example/*", reason: moving}
yes hosts: {a: }
yes hosts:
yes hosts: {a.example: {blocked: fine, gap: 2s, headers: {X: 5, Y: true, Z: z}}}
yes hosts: {a.example: {gap: 0, headers: }}
yes hosts: {"::1": {}}
no  hosts: {a.example: {blocked: bad}}
no  hosts: {a.example: {gap: soon}}
no  hosts: {a.example: {gap: 5}}
no  hosts: {a.example: {headers: {"X:Y": 5}}}
no  hosts: {"localhost:8765": {}}
no  hosts: {"http://127.0.0.1": {}}
no  hosts: {"*": {}}
yes overrides: [{files: "a/**", style: mhra, rules: {dead-link: off}}]
yes overrides: [{files: ["a/**/b", "{a,b}/**", 5], rules: }]
no  overrides: [{files: []}]
no  overrides: [{files: ""}]
no  overrides: [{rules: {}}]
no  overrides: [{files: "!a"}]
no  overrides: [{files: "/a"}]
no  overrides: [{files: "../a"}]
no  overrides: [{files: "a/../b"}]
no  overrides: [{files: 'a\b'}]
no  overrides: [{files: "a/**.md"}]
no  overrides: [{files: "a/x**"}]
no  overrides: [{files: "a", offline: true}]
no  overrides: [{files: "a", style: }]
no  gapp: 1s
no  explain: w3
no  rule: dead-link=off
no  config: x
`
