package config

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
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
func WriteSchema(w io.Writer, v Vocabulary) error {
	keys := object{
		rulesKey:     rulesSchema(),
		excludeKey:   listOf(excludeSchema()),
		overridesKey: listOf(v.overrideSchema()),
		hostsKey: object{
			"type": []string{"object", "null"}, "propertyNames": object{"pattern": HostPattern}, "additionalProperties": v.hostSchema(),
		},
	}
	v.Flags.VisitAll(func(f *pflag.Flag) {
		if IsOption(f) {
			keys[f.Name] = v.optionSchema(f)
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

// scalars are what a text can be written as.
var scalars = []string{"string", "number", "boolean"}

func (v Vocabulary) optionSchema(f *pflag.Flag) object {
	_, usage := pflag.UnquoteUsage(f)
	one := v.valueSchema(f)
	if isList(f) {
		one = object{"oneOf": []object{one, {"type": "array", "items": one}}}
	}
	one["description"] = strings.ReplaceAll(usage, "\n", " ")
	return one
}

func (v Vocabulary) valueSchema(f *pflag.Flag) object {
	if c, isChoice := f.Value.(*Choice); isChoice {
		return object{"enum": c.Known}
	}
	if f.Name == "enable" || f.Name == "disable" {
		return object{"enum": ruleNames()}
	}
	switch kind := f.Value.Type(); {
	case kind == "bool":
		return object{"type": "boolean"}
	case isWhole(kind):
		from, to := bounds(f.Name)
		return object{"type": "integer", "minimum": from, "maximum": to}
	case kind == "duration":
		return timeSchema(isAboveZero(f.Name))
	}
	if v.Pattern != nil {
		if pattern := v.Pattern(f.Name); pattern != "" {
			return object{"type": "string", "pattern": pattern}
		}
	}
	return object{"type": scalars}
}

// timeSchema is for what time.ParseDuration reads.
func timeSchema(aboveZero bool) object {
	const units = `^\+?(([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$`
	if aboveZero {
		return object{"type": "string", "allOf": []object{{"pattern": units}, {"pattern": "[1-9]"}}}
	}
	return object{"type": []string{"string", "integer"}, "pattern": units + `|^[+-]?0$`, "minimum": 0, "maximum": 0}
}

func rulesSchema() object {
	all := object{}
	for _, r := range rule.All {
		severity := object{"enum": Severities()}
		keys := object{severityKey: severity}
		for _, s := range r.Settings {
			keys[s.Name] = settingSchema(s)
		}
		all[r.Name] = object{
			"description": r.Summary,
			"oneOf":       []object{severity, {"type": []string{"object", "null"}, "properties": keys, "additionalProperties": false}},
		}
	}
	return object{"type": []string{"object", "null"}, "properties": all, "additionalProperties": false}
}

func settingSchema(s rule.Setting) object {
	x := object{"description": s.Summary, "default": s.Default, "type": "integer", "minimum": s.Least, "maximum": math.MaxInt32}
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
			urlKey: object{
				"type": "string", "pattern": `^(\*|[hH][tT][tT][pP][sS]?://.)`, "not": object{"pattern": `\*.*#|#.*\*`},
				"description": "an address, in which * stands for anything",
			},
			reasonKey: object{"type": scalars, "pattern": `\S`, "description": "why these addresses need no visit"},
		},
	}
}

// noPattern is what validPattern refuses, but for brackets that are left open and for too many alternatives.
const noPattern = `^$|^!|^/|\\|(^|[/{,])\.\.([/},]|$)|[^/{,]\*\*|\*\*[^/},]`

func (v Vocabulary) overrideSchema() object {
	text := object{"type": scalars, "not": object{"type": "string", "pattern": noPattern}}
	return object{
		"type": "object", "required": []string{filesKey}, "additionalProperties": false,
		"properties": object{
			filesKey: object{
				"oneOf":       []object{text, {"type": "array", "items": text, "minItems": 1}},
				"description": "paths from this folder; ** stands for any number of folders, {a,b} for either",
			},
			rulesKey: rulesSchema(),
			styleKey: v.optionSchema(v.Flags.Lookup(styleKey)),
		},
	}
}

func (v Vocabulary) hostSchema() object {
	gap := timeSchema(false)
	gap["description"] = "the time between two requests to the host, such as 2s"
	keys := object{
		blockedKey: object{"const": "fine", "description": "the host refuses programs, and nobody needs to be told"},
		gapKey:     gap,
	}
	if v.Flags.Lookup("header") != nil {
		keys[headersKey] = object{
			"type": []string{"object", "null"}, "propertyNames": object{"pattern": `^[^:\r\n]*$`},
			"additionalProperties": object{"type": scalars, "pattern": `^[^\r\n]*$`},
		}
	}
	return object{"type": []string{"object", "null"}, "properties": keys, "additionalProperties": false}
}

func listOf(item object) object {
	return object{"type": []string{"array", "null"}, "items": item}
}
