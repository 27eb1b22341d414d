# The README gives the same steps without make.
PYTHON ?= python3
TWO = -m pytest -n 2 --no-loadscope-reorder --dist
PYTEST = $(TWO) loadfile
PACKAGES = $(patsubst tools/%/package.json, build/npm/%/made, $(wildcard tools/*/package.json))

# One thread: two are slower on small matrix products.
export OPENBLAS_NUM_THREADS = 1

.PHONY: help lab fresh test test-pages same-digits notebooks lint planted mutants bench constraints test-lowest test-newest solutions term class nbgrader nbgrader-class votes gain sheets rates slides site lite

help:  # this list
	@sed -n 's/^\([a-z-]*\):[^#=]*# *\(.*\)/    make \1	\2/p' Makefile | expand -t 24

lab: .venv/lab  # start JupyterLab on your own copies of the lessons
	.venv/bin/python tools/lab.py

fresh: .venv/lab  # a fresh copy of a lesson: make fresh LESSON=03
	.venv/bin/python tools/lab.py --fresh "$(LESSON)"

test: .venv/dev  # the library's tests, its doctests, and every output of every notebook
	.venv/bin/python $(PYTEST) -m 'not pages'

test-pages: .venv/browser .venv/slides .venv/site .venv/lite $(PACKAGES)  # lessons in a real JupyterLab, slides, websites: needs Chromium and npm
	NNLIB_REQUIRE_BROWSER=1 .venv/bin/python $(TWO) loadscope -m pages

same-digits: .venv/dev  # lessons 05 and 11 on two other processors; or LESSONS=all MACHINES=all
	.venv/bin/python tools/same_digits.py $(LESSONS) $(if $(MACHINES),--machines $(MACHINES)) $(SHORT)

planted: .venv/dev  # plant every bug of tests/planted: each has to fail a test; or BUG=core
	.venv/bin/python tools/planted.py "$(BUG)"

mutants: .venv/dev  # change the core in one place at a time: does a fast test notice?
	.venv/bin/python tools/mutants.py

bench: .venv/bench  # how fast, and beside whom? Writes docs/bench.md, its picture and the README's lines
	.venv/bin/python tools/bench.py

notebooks: .venv/dev  # make and run the notebooks from notebooks/text; or LESSON=03_one_layer
	.venv/bin/python tools/build_notebooks.py $(LESSON)

solutions: .venv/dev  # for instructors: every exercise solved and run, in build/solutions
	.venv/bin/python tools/build_notebooks.py --solved build/solutions $(if $(NUMBERS),--term "$(NUMBERS)")
	cp notebooks/*.md build/solutions

term: .venv/dev  # for instructors: lessons to hand out with other numbers each term, in build/term: make term NUMBERS=spring-2027
	.venv/bin/python tools/lab.py --term "$(NUMBERS)"

class: .venv/dev  # for instructors: what a class did, in build/class: make class SUBMITTED=folder
	.venv/bin/python tools/grade_class.py "$(SUBMITTED)" $(if $(INTO),--into "$(INTO)") $(if $(ANONYMOUS),--anonymous) $(if $(NUMBERS),--term "$(NUMBERS)")

nbgrader: .venv/grading  # for instructors: the exercises as assignments, in build/nbgrader
	.venv/bin/python tools/assignments.py

nbgrader-class: .venv/grading  # for instructors: what a class handed in, graded into build/nbgrader: SUBMITTED=folder
	.venv/bin/python tools/nbgrader_class.py "$(SUBMITTED)"

votes: .venv/grading .venv/slides build/npm/slides/made  # the questions as slides, cards, and for Moodle and Canvas, in build/votes
	.venv/bin/python tools/votes.py

rates: .venv/dev  # why this learning rate? each beside its neighbours, in docs/rates.md
	.venv/bin/python tools/rates.py $(LESSONS)

sheets: .venv/dev  # a run sheet of one page for each lesson, in build/sheets; AT=10:15 for the hours
	.venv/bin/python tools/sheets.py $(if $(AT),--at $(AT))

gain: .venv/dev  # a class before and after: make gain BEFORE=a.csv AFTER=b.csv; the page is in build/gain
	.venv/bin/python tools/gain.py "$(BEFORE)" "$(AFTER)" $(if $(FORMS),--forms $(FORMS))

site: .venv/site build/npm/site/made  # the website, in build/site
	.venv/bin/python tools/build_site.py

lint: .venv/dev  # style: ruff, with the settings of pyproject.toml
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .

test-lowest:  # the same tests with the oldest versions that pyproject.toml allows
test-newest:  # and with the newest ones
test-lowest: HOW = lowest-direct
test-newest: HOW = highest
test-lowest test-newest: test-%: .venv/uv
	.venv/bin/python -m uv venv --clear --python .venv/bin/python .venv-$*
	.venv/bin/python -m uv pip install --python .venv-$* --resolution $(HOW) -e '.[dev]'
	.venv-$*/bin/python $(PYTEST) -m 'not pages'

constraints: .venv/uv  # the newest versions, written down for repeatable installs
	.venv/bin/python -m uv pip compile pyproject.toml --extra dev --extra bench --universal --upgrade \
		--no-annotate --no-header --no-emit-index-url -q -o constraints.txt

.venv/made:
	$(PYTHON) tools/check_python.py
	$(PYTHON) -m venv .venv
	@touch $@

.venv/lab: .venv/made pyproject.toml constraints.txt
	.venv/bin/python -m pip install -c constraints.txt -e '.[lab]'
	@touch $@

.venv/dev: .venv/made pyproject.toml constraints.txt
	.venv/bin/python -m pip install -c constraints.txt -e '.[dev]'
	@touch $@

.venv/torch: .venv/dev  # optional: some tests compare with PyTorch
	.venv/bin/python -m pip install -c constraints.txt -e '.[torch]'
	@touch $@

.venv/bench: .venv/torch  # optional: what the library is timed against
	.venv/bin/python -m pip install -c constraints.txt -e '.[bench]'
	@touch $@

.venv/browser: .venv/dev  # optional: some tests drive a browser, Debian's Chromium
	.venv/bin/python -m pip install -c constraints.txt -e '.[browser]'
	@touch $@

slides: .venv/slides build/npm/slides/made  # a deck a lesson, in build/slides; needs npm
	.venv/bin/python tools/build_slides.py

lite: .venv/lite build/npm/lite/made  # the lessons on a site where they run, in build/lite
	.venv/bin/python tools/build_lite.py

# What pages load in a browser. npm comes with Node.js.
build/npm/%/made: tools/%/package.json
	mkdir -p $(@D)
	cp $< $(@D)
	npm install --prefix $(@D) --no-package-lock --no-audit --no-fund --ignore-scripts
	@touch $@

.venv/slides: .venv/lab  # optional: decks of slides, and slides that run in JupyterLab
	.venv/bin/python -m pip install -c constraints.txt -e '.[slides]'
	@touch $@

.venv/lite: .venv/lab  # optional: the site on which the lessons run
	.venv/bin/python -m pip install -c constraints.txt -e '.[lite]'
	@touch $@

.venv/grading: .venv/dev  # optional: nbgrader
	.venv/bin/python -m pip install -c constraints.txt -e '.[grading]'
	@touch $@

.venv/site: .venv/dev  # optional: the website
	.venv/bin/python -m pip install -c constraints.txt -e '.[site]'
	@touch $@

.venv/uv: .venv/made
	.venv/bin/python -m pip install uv
	@touch $@
