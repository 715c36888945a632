package config

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/rule"
)

// SchemaID is the name and version of the configuration's form.
const SchemaID = "ibid/config/1"

// object is a JSON object.
type object = map[string]any

// WriteSchema writes the JSON Schema of a configuration, for editors that complete and check YAML. It is made from the
// flags and the rules.
func WriteSchema(w io.Writer, flags *pflag.FlagSet) error {
	keys := object{
		rulesKey:     rulesSchema(),
		excludeKey:   listOf(excludeSchema()),
		overridesKey: listOf(overrideSchema(flags)),
		hostsKey:     object{"type": []string{"object", "null"}, "additionalProperties": hostSchema(flags)},
	}
	flags.VisitAll(func(f *pflag.Flag) {
		if IsOption(f) {
			keys[f.Name] = optionSchema(f)
		}
	})
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(object{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SchemaID,
		"type": []string{"object", "null"}, "properties": keys, "additionalProperties": false,
	})
	if err != nil {
		return fmt.Errorf("write the schema: %w", err)
	}
	return nil
}

func optionSchema(f *pflag.Flag) object {
	_, usage := pflag.UnquoteUsage(f)
	one := object{"type": "string"}
	switch f.Value.Type() {
	case "bool":
		one = object{"type": "boolean"}
	case "int", "int64", "intSlice":
		one = object{"type": "integer"}
	case "duration":
		one = object{"type": []string{"string", "integer"}, "pattern": `^([0-9]+(\.[0-9]*)?(ns|us|µs|ms|s|m|h))+$|^0$`, "maximum": 0, "minimum": 0}
	}
	switch c, isChoice := f.Value.(*Choice); {
	case isChoice:
		one["enum"] = c.Known
	case f.Name == "enable" || f.Name == "disable":
		one["enum"] = ruleNames()
	}
	if isList(f) {
		one = object{"oneOf": []object{one, {"type": "array", "items": one}}}
	}
	one["description"] = strings.ReplaceAll(usage, "\n", " ")
	return one
}

func rulesSchema() object {
	all := object{}
	for _, r := range rule.All {
		severity := object{"enum": severities()}
		keys := object{severityKey: severity}
		for _, s := range r.Settings {
			keys[s.Name] = settingSchema(s)
		}
		all[r.Name] = object{
			"description": r.Summary,
			"oneOf":       []object{severity, {"type": "object", "properties": keys, "additionalProperties": false}},
		}
	}
	return object{"type": []string{"object", "null"}, "properties": all, "additionalProperties": false}
}

func settingSchema(s rule.Setting) object {
	x := object{"description": s.Summary, "default": s.Default, "type": "integer", "minimum": s.Least}
	if s.Share {
		x["type"], x["exclusiveMinimum"], x["maximum"] = "number", 0, 1
		delete(x, "minimum")
	}
	return x
}

func excludeSchema() object {
	return object{
		"type": "object", "required": []string{urlKey, reasonKey}, "additionalProperties": false,
		"properties": object{
			urlKey:    object{"type": "string", "description": "an address, in which * stands for anything"},
			reasonKey: object{"type": "string", "minLength": 1, "description": "why these addresses need no visit"},
		},
	}
}

func overrideSchema(flags *pflag.FlagSet) object {
	text := object{"type": "string", "minLength": 1}
	return object{
		"type": "object", "required": []string{filesKey}, "additionalProperties": false,
		"properties": object{
			filesKey: object{"oneOf": []object{text, listOf(text)}, "description": "paths from this folder; ** stands for any number of folders"},
			rulesKey: rulesSchema(),
			styleKey: optionSchema(flags.Lookup(styleKey)),
		},
	}
}

func hostSchema(flags *pflag.FlagSet) object {
	keys := object{
		blockedKey: object{"const": "fine", "description": "the host refuses programs, and nobody needs to be told"},
		gapKey:     object{"type": "string", "description": "the time between two requests to the host, such as 2s"},
	}
	if flags.Lookup("header") != nil {
		keys[headersKey] = object{"type": "object", "additionalProperties": object{"type": "string"}}
	}
	return object{"type": "object", "properties": keys, "additionalProperties": false}
}

func listOf(item object) object {
	return object{"type": []string{"array", "null"}, "items": item}
}
