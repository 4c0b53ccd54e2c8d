# The two commands: `make demo` and `make test`. Everything runs from .venv, made from the pinned requirements.
.DEFAULT_GOAL := help
.PHONY: help demo install test coverage lint check bench format states messages screenshots quality css

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
STAMP := $(VENV)/.installed
ARGS ?=
CORE := applications/rules/*,applications/states.py,applications/access.py,applications/ledger/*,applications/workflow/*

# What `check --deploy` judges: the settings of a real place. None of these servers is asked. mypy's plugin reads them too.
PRODUCTION = DEBUG=off SECRET_KEY=q7Vd2mX9sKcT4wZ8yRb1nLh6pGf3jEa5uWx0oDi7vNk2tQzMrBgYHs \
	SITE_URL=https://incubator.example ALLOWED_HOSTS=incubator.example \
	DATABASE_URL=postgresql://incubator@db.example/incubator REDIS_URL=redis://redis.example:6379/0 \
	EMAIL_URL=smtp://mail.example:25

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: install ## the whole product with demo data on http://127.0.0.1:8000/ (PORT=... for another port); Ctrl-C stops it
	@exec $(RUN) -m incubator.demo

# The stamp holds what was installed for which Python: unchanged, nothing is done. A half-made .venv is made anew.
install: ## .venv with the pinned requirements
	@set -e; \
	command -v $(PYTHON) >/dev/null || { echo "Python is missing: sudo apt-get install -y python3 python3-venv" >&2; exit 1; }; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed, this is $$($(PYTHON) -V): make PYTHON=python3.11 ..." >&2; exit 1; }; \
	want=$$( { $(PYTHON) -V; cat requirements*.txt; } | sha256sum ); \
	if [ "$$(cat $(STAMP) 2>/dev/null)" = "$$want" ] && $(RUN) -c '' 2>/dev/null; then exit 0; fi; \
	if ! $(RUN) -c 'import pip' 2>/dev/null; then \
		$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
			|| { echo "The system package python3-venv is missing: sudo apt-get install -y python3-venv" >&2; exit 1; }; \
		echo "Making $(VENV) ..."; \
		$(PYTHON) -m venv --clear $(VENV); \
	fi; \
	echo "Installing the pinned requirements into $(VENV) (once, it may take a minute) ..."; \
	$(RUN) -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt; \
	printf '%s' "$$want" > $(STAMP)

test: install ## all tests, on servers of their own (ARGS="-k word" for some)
	@exec $(RUN) -m pytest -n 2 --dist loadgroup $(ARGS)

coverage: ## what the last run of all tests left out: nothing of the core, a twentieth of the rest at most
	@mkdir -p var
	@$(RUN) -m coverage report --fail-under 95 > var/coverage.txt || { cat var/coverage.txt; exit 1; }
	@$(RUN) -m coverage report --include '$(CORE)' --fail-under 100 > var/coverage.txt || { cat var/coverage.txt; exit 1; }

lint: install ## everything that needs no database
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) $(VENV)/bin/lint-imports
	$(RUN) -m djlint --lint --quiet templates
	$(RUN) manage.py makemigrations --check --dry-run
	$(RUN) manage.py draw_states --check
	$(PRODUCTION) $(RUN) manage.py check --deploy --fail-level WARNING
	$(PRODUCTION) $(RUN) -m mypy

check: lint ## lint, then test with coverage: what CI runs
	@$(MAKE) --no-print-directory test ARGS="--cov=applications --cov-branch --cov-report="
	@$(MAKE) --no-print-directory coverage

bench: install ## the benchmark suite
	@exec $(RUN) -m bench $(ARGS)

format: install ## bring the code into our form
	$(RUN) -m ruff format .
	$(RUN) -m ruff check --fix .

states: install ## draw docs/states.md from the tables
	$(RUN) manage.py draw_states

messages: install ## collect the texts and compile their translations (needs gettext)
	@command -v msgfmt >/dev/null || { echo "The system package gettext is missing: sudo apt-get install -y gettext" >&2; exit 1; }
	$(RUN) manage.py makemessages --locale zh_Hans --no-obsolete --no-wrap --add-location file \
		--ignore .venv --ignore var --ignore staticfiles --ignore node_modules --ignore frontend \
		--ignore tests --ignore bench --ignore docs
	@# gettext writes the minute into the head, which nobody reads and everybody would have to merge
	@sed -i.bak '/^"POT-Creation-Date/d' locale/zh_Hans/LC_MESSAGES/django.po && rm locale/zh_Hans/LC_MESSAGES/django.po.bak
	$(RUN) manage.py compilemessages --ignore .venv --ignore node_modules

screenshots: install ## take the README's pictures
	$(RUN) docs/screenshots.py

quality: install ## measure the founders' pages by Lighthouse and axe, write docs/quality.md (needs Node and Chromium)
	@command -v npm >/dev/null || { echo "The system package npm is missing: sudo apt-get install -y npm" >&2; exit 1; }
	cd frontend/lighthouse && npm ci
	$(RUN) docs/quality.py

css: ## build static/ from frontend/ (needs Node; the result is committed, so running the product does not)
	@command -v npm >/dev/null || { echo "The system package npm is missing: sudo apt-get install -y npm" >&2; exit 1; }
	cd frontend && npm ci && npm run build
