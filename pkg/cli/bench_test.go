package cli_test

import (
	"os/exec"
	"testing"
)

// The whole command, from the start of its process to its end, as it is built by make build.
func BenchmarkCheckOffline(b *testing.B) {
	for b.Loop() {
		out, err := exec.Command("../../bin/ibid", "check", "--offline", "../../fixtures/harbor/harbor.txt").CombinedOutput()
		if err != nil {
			b.Fatalf("%v: %s; was it built?", err, out)
		}
	}
}
