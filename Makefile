# SPDX-License-Identifier: GPL-3.0-or-later
# Debian 12, Swift 6.3, git and make are enough to start; `make packages` gets the rest from Debian.

PACKAGES = \
  pkg-config libpoppler-glib-dev libqpdf-dev libdeflate-dev libstdc++-12-dev libxml2-dev libturbojpeg0-dev libpng-dev libtiff-dev \
  libqrencode-dev libzbar-dev libtesseract-dev libpango1.0-dev libharfbuzz-dev libssl-dev libp11-kit-dev \
  libcurl4-openssl-dev libsqlite3-dev libcurl4 \
  tesseract-ocr-eng tzdata iso-codes fonts-noto-core fonts-noto-cjk fonts-droid-fallback fonts-dejavu-core \
  fonts-urw-base35 qpdf libxml2-utils poppler-utils zbar-tools cups-daemon cups-client mupdf-tools pango1.0-tools softhsm2 opensc

PROGRAM = .build/release/certmill
SOURCES = Sources Tests Benchmarks/Sources Package.swift
SCRIPTS = .ci/run demo/run.sh samples/exchange.sh samples/reconcile.sh Benchmarks/run.sh Benchmarks/scanning/run.sh \
  Benchmarks/altered/run.sh Benchmarks/formats/run.sh

.PHONY: all help build demo test lint bench packages clean

all: build

help:
	@echo 'make demo      builds, makes demo/workspace, issues samples/inbox, verifies a certificate and the ledger'
	@echo 'make test      lint, all tests, and the demo with the debug build'
	@echo 'make build     .build/release/certmill'
	@echo 'make lint      swift format, strictly'
	@echo 'make bench     certificates per CPU second, beside other tools; N=10000 for the quoted figures'
	@echo 'make packages  what Debian has to give'

build: packages
	swift build -c release --product certmill

demo: build
	CERTMILL=$(PROGRAM) demo/run.sh demo/workspace

test: packages lint
	swift build --build-tests
	swift test --skip-build
	CERTMILL=.build/debug/certmill demo/run.sh .build/demo-of-tests > .build/demo-of-tests.txt 2>&1 \
	  || { cat .build/demo-of-tests.txt; exit 1; }
	CERTMILL=.build/debug/certmill samples/exchange.sh .build/exchange-of-tests/demo > .build/exchange-of-tests.txt 2>&1 \
	  || { cat .build/exchange-of-tests.txt; exit 1; }
	CERTMILL=.build/debug/certmill samples/reconcile.sh .build/reconcile-of-tests/demo > .build/reconcile-of-tests.txt 2>&1 \
	  || { cat .build/reconcile-of-tests.txt; exit 1; }
	@echo 'all tests passed'

lint:
	swift format lint --strict --parallel --recursive $(SOURCES)
	@for script in $(SCRIPTS); do sh -n $$script || exit 1; done

bench: build
	CERTMILL=$(PROGRAM) Benchmarks/run.sh
	CERTMILL=$(PROGRAM) Benchmarks/scanning/run.sh
	CERTMILL=$(PROGRAM) N=$${ALTERED_N:-26} Benchmarks/altered/run.sh
	Benchmarks/formats/run.sh

# Asks Debian's archive only for what is missing, so that it works offline once everything is there.
packages:
	@missing=; \
	for package in $(PACKAGES); do \
	  dpkg -s $$package 2>/dev/null | grep -q '^Status: install ok installed' || missing="$$missing $$package"; \
	done; \
	[ -n "$$missing" ] || exit 0; \
	root=; [ "$$(id -u)" = 0 ] || root=sudo; \
	echo "installing$$missing"; \
	install="$$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing"; \
	$$install || { $$root apt-get update -q && $$install; }

clean:
	rm -rf .build demo/workspace
