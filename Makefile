# Everything that is built lies in bin/.
GO ?= go
BIN := $(CURDIR)/bin
GOLANGCI_VERSION := v2.15.0
FUZZTIME ?= 30s

SOURCES := $(shell find cmd pkg fixtures -type f -not -name '*_test.go' -not -path '*/testdata/*') go.mod go.sum

.PHONY: help build demo docs test accuracy lint bench fuzz clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(BIN)/ibid ## build bin/ibid

$(BIN)/ibid: $(SOURCES)
	$(GO) build -trimpath -ldflags '-s -w' -o $@ ./cmd/ibid

demo: build ## check an article of the fixtures against a recorded web
	@$(BIN)/ibid check --replay fixtures/harbor/web.warc.gz fixtures/harbor/harbor.txt; \
	status=$$?; echo; echo "exit status $$status (1: there are errors among the findings)"; test $$status -eq 1

docs: ## write the reference of the rules anew
	$(GO) test ./pkg/rule -run '^TestReference$$' -update

test: ## run all tests
	$(GO) test ./...

accuracy: ## measure how well citations are joined to works
	$(GO) test -count 1 -run 'Accuracy' -v ./pkg/cite

lint: $(BIN)/golangci-lint ## vet, format and lint the code
	$(BIN)/golangci-lint run ./...

$(BIN)/golangci-lint:
	GOBIN=$(BIN) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)

bench: build ## measure speed; the whole command as well as its parts
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## run each fuzz test for FUZZTIME
	@set -e; for package in $$($(GO) list ./...); do \
		for name in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
			echo "$$package $$name"; $(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$package; \
		done; \
	done

clean: ## remove what was built
	rm -rf $(BIN)
