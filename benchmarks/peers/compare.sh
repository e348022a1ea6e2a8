#!/usr/bin/env bash
# All contenders on one file, on one processor and on two; fails if they do not write the same figures.
# Usage: benchmarks/peers/compare.sh [CUSTOMERS [RUNS [PROCESSORS]]], by default 250000 customers, 5 runs, 2 processors.
set -euo pipefail
source "$(dirname "$0")/classpath.sh"
exec java -cp "$classpath" io.engagement.benchmarks.peers.Compare "${1:-250000}" "${2:-5}" "${3:-2}"
