#!/usr/bin/env bash
# The whole line on the five sample plans: import, matrix, what was left out, the consolidated workbook.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build
rm -f build/demo.db build/demo.db-wal build/demo.db-shm
export KEHOACH_DB="sqlite:///build/demo.db"
kehoach=.venv/bin/kehoach

say() { printf '\n\033[1m$ %s\033[0m\n' "$*"; }

say kehoach units load corpus/sample_sources/danh-sach-don-vi.csv
$kehoach units load corpus/sample_sources/danh-sach-don-vi.csv
say kehoach import corpus/samples
# Without Tesseract the scan is named with its reason (exit code 1); everything else is loaded.
$kehoach import corpus/samples || [ $? -eq 1 ]
say kehoach plans
$kehoach plans
say kehoach coverage
$kehoach coverage
say kehoach unaddressed
$kehoach unaddressed
say kehoach export build/tong-hop.xlsx
$kehoach export build/tong-hop.xlsx
