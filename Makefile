# Everything that is built lies in bin/.
GO ?= go
BIN := $(CURDIR)/bin
GOLANGCI_VERSION := v2.15.0
GORELEASER_VERSION := v2.15.0
FUZZTIME ?= 30s
# What the tests of the HTML report look for: Debian's name of Chromium and others, and axe-core, which "make axe" installs.
CHROMIUM ?= $(firstword $(shell command -v chromium chromium-browser google-chrome))
AXE_VERSION := 4.14.1
AXE := $(BIN)/axe-core-$(AXE_VERSION)/node_modules/axe-core/axe.min.js
export IBID_CHROMIUM := $(CHROMIUM)
export IBID_AXE := $(wildcard $(AXE))
# The worksheets are opened in LibreOffice, which must have Calc.
export IBID_OFFICE := $(firstword $(shell command -v soffice libreoffice))
# STRICT=yes makes it an error to leave these tests out.
STRICT ?= no

SOURCES := $(shell find cmd pkg fixtures -type f -not -name '*_test.go' -not -path '*/testdata/*') go.mod go.sum

.PHONY: help build demo docs test browser office axe shots accuracy lint releaser archives bench fuzz clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(BIN)/ibid ## build bin/ibid

$(BIN)/ibid: $(SOURCES)
	$(GO) build -trimpath -ldflags '-s -w' -o $@ ./cmd/ibid

demo: build ## check an article of the fixtures against a recorded web
	@$(BIN)/ibid check --replay fixtures/harbor/web.warc.gz fixtures/harbor/harbor.txt; \
	status=$$?; echo; echo "exit status $$status (1: there are errors among the findings)"; test $$status -eq 1

docs: ## write the reference of the rules and the manual page anew
	$(GO) test ./pkg/rule -run '^TestReference$$' -update
	$(GO) test ./pkg/cli -run '^TestManual$$' -update

test: ## run all tests
	$(GO) test ./...
	@$(MAKE) --no-print-directory browser office

browser: ## test the HTML report in Chromium; without it, say so
ifeq ($(IBID_CHROMIUM),)
	@echo "LEFT OUT: the tests of the HTML report in a browser: there is no Chromium; install it, or set CHROMIUM" >&2
	@test $(STRICT) != yes
else ifeq ($(IBID_AXE),)
	$(GO) test -tags browser -skip '^TestAccessible$$' ./pkg/report/html
	@echo "LEFT OUT: the test of the HTML report's accessibility: there is no axe-core; run make axe, which needs npm" >&2
	@test $(STRICT) != yes
else
	$(GO) test -tags browser ./pkg/report/html
endif

office: ## open the CSV report in LibreOffice; without it, say so
ifeq ($(IBID_OFFICE),)
	@echo "LEFT OUT: the test of the CSV report in LibreOffice: there is none" >&2
	@test $(STRICT) != yes
else
	$(GO) test -tags office -run LibreOffice ./pkg/report
endif

axe: $(AXE) ## install axe-core, for the tests of accessibility

$(AXE):
	npm install --prefix $(BIN)/axe-core-$(AXE_VERSION) --no-save --no-audit --no-fund axe-core@$(AXE_VERSION)

shots: ## take the screenshots of the reports anew
	$(GO) test -tags browser -count 1 -run 'Shots?$$' ./pkg/report/html -shots

accuracy: ## measure how well citations are joined to works
	$(GO) test -count 1 -run 'Accuracy' -v ./pkg/cite

lint: $(BIN)/golangci-lint ## vet, format and lint the code
	$(BIN)/golangci-lint run ./...

$(BIN)/golangci-lint:
	GOBIN=$(BIN) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)

releaser: $(BIN)/goreleaser ## check what releases are made by
	$(BIN)/goreleaser check

archives: $(BIN)/goreleaser ## make the archives of a release in bin/release, for all systems
	$(BIN)/goreleaser release --snapshot --clean --skip sbom

$(BIN)/goreleaser:
	GOBIN=$(BIN) $(GO) install github.com/goreleaser/goreleaser/v2@$(GORELEASER_VERSION)

bench: build ## measure speed; the whole command as well as its parts
	$(GO) test -run '^$$' -bench . -benchmem ./...
	$(if $(IBID_CHROMIUM),$(GO) test -tags browser -run '^$$' -bench . -benchtime 10x ./pkg/report/html)

fuzz: ## run each fuzz test for FUZZTIME
	@set -e; for package in $$($(GO) list ./...); do \
		for name in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
			echo "$$package $$name"; $(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$package; \
		done; \
	done

clean: ## remove what was built
	rm -rf $(BIN)
