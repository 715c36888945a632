// Command ibid verifies the citations of an article.
package main

import (
	"os"

	"github.com/ibidcheck/ibid/pkg/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
