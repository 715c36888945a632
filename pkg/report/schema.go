package report

import _ "embed"

//go:embed schema.json
var schema string

// Schema is the JSON Schema (draft 2020-12) of a Report and of an Extract as JSON.
func Schema() []byte { return []byte(schema) }
