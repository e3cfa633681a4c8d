# 挂图 guatu. The same commands for people and for CI; `make help` lists them.
PYTHON ?= python3
AS_OF ?= 2026-09-30
SITE ?= site
PORT ?= 8000
ROUNDS ?= 10

BIN := .venv/bin
ENV := .venv/.stamp
DEMO := build/demo
export PYTHON
# Hundreds of processes begin from what is compiled here, whatever the surroundings say of it.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := site
.PHONY: site serve check test lint bench fuzz bless readme screenshots templates lock demo-data hooks clean help

# The demo with its history, in which every bulletin is sealed; what was changed in data/ lies on top of it.
site: $(DEMO)/.git/made ## 生成网站 · build the site
	@git -C $(DEMO) reset -q --hard && git -C $(DEMO) clean -fdq data && cp -R data $(DEMO)/
	@git ls-files -z -d -- data 2>/dev/null | (cd $(DEMO) && xargs -0 rm -f)
	$(BIN)/guatu build --root $(DEMO) --as-of $(AS_OF) --site-dir $(SITE)
	@printf '\n%s\n%s\n' \
	  '网站已生成：执行 make serve 后打开 http://127.0.0.1:$(PORT)/，或直接打开 $(abspath $(SITE))/index.html' \
	  'The site is ready: run make serve and open http://127.0.0.1:$(PORT)/, or open $(abspath $(SITE))/index.html'

serve: ## 在本机浏览已生成的网站 · serve the built site on this machine
	@test -f $(SITE)/index.html || { echo '请先执行 make site。 Run make site first.' >&2; exit 1; }
	@echo 'http://127.0.0.1:$(PORT)/  (Ctrl-C 停止 · stops)'
	@$(PYTHON) -m http.server --bind 127.0.0.1 --directory $(SITE) $(PORT)

check: $(ENV) ## 检查数据 · check the data
	$(BIN)/guatu check

test: $(ENV) ## 全部检验 · everything that is tested
	@sh scripts/browser.sh >/dev/null
	@$(MAKE) --no-print-directory lint
	GUATU_BROWSER="$$(sh scripts/browser.sh)" $(BIN)/pytest

lint: $(ENV) ## 代码规范与类型 · style, types, direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(ENV) ## 性能 · benchmarks
	$(BIN)/python bench/run.py
	$(BIN)/python bench/history.py
	GUATU_BROWSER="$$(sh scripts/browser.sh)" $(BIN)/python bench/view.py
	GUATU_BROWSER="$$(sh scripts/browser.sh)" $(BIN)/python bench/find.py

fuzz: $(ENV) ## 随机检验，ROUNDS 轮 · new random examples, ROUNDS times
	@for round in $$(seq $(ROUNDS)); do GUATU_FUZZ=1 $(BIN)/pytest -q -m long || exit 1; done

bless: $(ENV) ## 更新 tests/golden（先读差异）· write the golden files anew; read the diff
	GUATU_BLESS=1 $(BIN)/pytest -q -n 0 tests/test_golden_papers.py tests/test_terrible.py
	git diff --stat -- tests/golden tests/terrible

readme: $(ENV) ## 更新 README 中的数据示例 · refresh the examples in the README
	$(BIN)/python scripts/readme.py

screenshots: $(ENV) ## 重拍 README 里的图 · take the pictures of the README anew
	@sh scripts/browser.sh >/dev/null
	@$(MAKE) --no-print-directory site
	GUATU_BROWSER="$$(sh scripts/browser.sh)" $(BIN)/python scripts/screenshots.py $(SITE)

templates: $(ENV) ## 更新合并请求模板 · refresh the templates of requests
	$(BIN)/python scripts/requests.py

lock: ## 重新锁定依赖（UPGRADE=1 升级）· lock the dependencies anew (UPGRADE=1 for newer ones)
	sh scripts/lock.sh

demo-data: $(ENV) ## 重新生成示例数据 · write the demo district anew
	rm -rf data/projects data/plans data/events data/register
	$(BIN)/guatu demo . --projects 72 --quarters 7 --seed 1 --no-git --force

hooks: ## 提交前自动检查数据 · check data before each commit
	git config core.hooksPath scripts/hooks

clean: ## 删除一切可再生成的文件 · remove all that can be made again
	rm -rf .venv build dist $(SITE) .coverage* .hypothesis .import_linter_cache .mypy_cache .pytest_cache \
	  .ruff_cache htmlcov

help: ## 本说明 · this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

$(DEMO)/.git/made: $(ENV) $(shell find generator data/policy data/calendar -name '*.py' -o -name '*.yml')
	@rm -rf $(DEMO)/.git $(DEMO)/data
	$(BIN)/guatu demo $(DEMO) --force
	@touch $@

$(ENV): requirements.lock pyproject.toml
	@sh scripts/bootstrap.sh
