# Every target prepares what it needs; a second run finds it ready.
PYTHON ?= python3
VENV := .venv
READY := .stamps/python .stamps/assets

.PHONY: setup run test test-fast test-postgres coverage verify lint bench pictures lighthouse clean

setup: $(READY) fonts

run: setup
	@tools/run

test: setup
	@tools/test core apps browser

test-fast: setup
	@tools/test core apps

test-postgres: setup
	@tools/with-postgres tools/test apps

coverage: setup
	@DUBAN_COVERAGE=1 tools/test core apps

verify: setup
	@$(VENV)/bin/python -m tools.verify $(PROOFS)

lint: $(READY)
	@tools/lint

bench: $(READY)
	@$(VENV)/bin/python -m tools.bench

pictures: setup
	@tools/with-demo $(VENV)/bin/python -m tools.pictures

lighthouse: setup
	@tools/with-demo $(VENV)/bin/python -m tools.lighthouse

clean:
	rm -rf $(VENV) .stamps .cache .fonts node_modules src/duban/web/static/vendor

.stamps/python: requirements-dev.txt pyproject.toml tools/make-venv
	@tools/make-venv "$(PYTHON)" $(VENV)
	@mkdir -p $(@D) && touch $@

.stamps/assets: .stamps/python package.json package-lock.json .npmrc src/duban/jobs/commands/assets.py
	@$(VENV)/bin/duban assets
	@mkdir -p $(@D) && touch $@

.PHONY: fonts
fonts: .stamps/python
	@$(VENV)/bin/duban fonts || echo "中文字体没有取得：系统照常运行，用本机已有的字体显示。" >&2
