package config

import (
	"fmt"
	"strings"

	"github.com/ibidcheck/ibid/pkg/rule"
)

// Sample is a configuration to begin with, in which everything is explained and commented out.
func Sample() string {
	var b strings.Builder
	b.WriteString(sample)
	group := rule.Group("")
	for _, r := range rule.All {
		if r.Group != group {
			group = r.Group
			fmt.Fprintf(&b, "  # %s\n", group)
		}
		severity := string(r.Severity)
		if r.Optional {
			severity = Off
		}
		if len(r.Settings) == 0 {
			fmt.Fprintf(&b, "  # %-32s # %s\n", r.Name+": "+severity, r.Summary)
			continue
		}
		fmt.Fprintf(&b, "  # %-32s # %s\n", r.Name+":", r.Summary)
		fmt.Fprintf(&b, "  #   severity: %s\n", severity)
		for _, s := range r.Settings {
			fmt.Fprintf(&b, "  #   %-30s # %s\n", fmt.Sprintf("%s: %v", s.Name, s.Default), s.Summary)
		}
	}
	return b.String()
}

const sample = `# What ibid asks of the articles in this folder and in those below it.
#
# Everything here is a comment, and says what holds anyway. Each flag of ibid check is an option as well, under the name
# that it has there. "ibid config ARTICLE" prints what holds for an article, and who says so. What opens the machine
# (allow-host, allow-network, save, secrets in headers, files elsewhere) holds only in a file that is named with --config.
#
# A folder below can have a file of its own, with rules, a style and overrides for its articles. All other options are for a
# whole run, and come from the outermost configuration above its articles.

# From which severity on findings fail the run: error, warning, never.
# fail-on: error

# The manual that citations follow: chicago, mhra, bluebook, apa, news.
# style: chicago

# How links are visited.
# offline: false
# concurrency: 16
# per-host: 2
# gap: 250ms
# timeout: 30s

# Addresses that are not visited. * stands for anything.
# exclude:
#   - url: https://intranet.example/*
#     reason: behind the firewall

# Hosts that refuse programs, which nobody needs to be told, and hosts that are slow.
# hosts:
#   review.example:
#     blocked: fine
#   archive.example:
#     gap: 2s

# Other rules for some of the articles. The later of two is the stronger.
# overrides:
#   - files: "issues/2019/**"
#     rules:
#       access-date: off

# Rules: error, warning, info or off. "ibid rules NAME" explains one.
rules:
`
