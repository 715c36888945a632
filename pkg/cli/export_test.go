package cli

import "github.com/spf13/cobra"

// Root is the command with all its subcommands.
func Root() *cobra.Command { return newRoot(streams{}) }
