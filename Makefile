# Two commands: `make run` serves the assistant, `make test` proves it. Both set up what is missing.
PYTHON ?= python3.11
VENV := .venv/bin
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help setup run test test-fast train lint lock plan bench chaos eval front demo clean

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup:  ## Set up everything: environment, packages, search index, Rasa model (skips what is up to date)
	@$(PYTHON) deploy/setup.py

run: setup  ## Serve the assistant on http://127.0.0.1:8080
	@exec $(VENV)/python deploy/serve.py

test:  ## Set up, then run every check: lint, unit, conversations, browser
	@$(PYTHON) deploy/setup.py --dev
	@$(MAKE) --no-print-directory lint
	@$(VENV)/python -m pytest

test-fast:  ## Unit tests only (seconds)
	@$(PYTHON) deploy/setup.py --dev --no-model
	@$(VENV)/python -m pytest -m "not whole and not browser" -x -q

train:  ## Train the Rasa model again
	@$(PYTHON) deploy/setup.py --retrain

lint:  ## Format and style, types, import arrows, Rasa data, the catalogue path by path
	@$(VENV)/ruff format --check .
	@$(VENV)/ruff check .
	@$(VENV)/mypy
	@$(VENV)/lint-imports
	@$(VENV)/python deploy/validate.py
	@$(VENV)/python -m knowledge check --imported

front:  ## Join the modules and styles of web/front (needs node; the joined files are committed)
	@$(VENV)/python -m deploy.front

lock:  ## Resolve the dependencies again into uv.lock (host names of registries are left out)
	@$(VENV)/python deploy/lock.py

bench:  ## Measure: a chat turn beside a bare Rasa bot, search, checklist, memory
	@$(VENV)/python -m benchmarks

chaos:  ## Talk to it while its parts die, hang, and lose their disk: 10,000 messages (about an hour)
	@$(VENV)/python -m benchmarks.chaos

plan:  ## Count the rooms and arrows of the code; write the picture and the counted figures into the documents
	@$(VENV)/python -m deploy.plan

eval:  ## Measure how people's questions and answers are understood, on the held-out ones, against the goals
	@$(VENV)/python -m benchmarks.evaluate test --write docs/evaluation.md
	@$(VENV)/python -m benchmarks.reading test --write docs/reading.md
	@$(VENV)/python -m benchmarks.talk questions_test replies commands danger --write docs/talk.md

demo:  ## Replay the README's conversations against the running whole
	@$(VENV)/python -m deploy.demo

clean:  ## Remove the environment and all that was built (var/ with its conversations too)
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
