#!/usr/bin/env bash
# DuckDB through JDBC: purchase summary and quintiles of recency and frequency.
# Usage: benchmarks/peers/duckdb.sh INPUT OUTPUT [RUNS]; base.sh writes an INPUT. Prints ms a run, the first from the JVM's start.
set -euo pipefail
source "$(dirname "$0")/classpath.sh"
exec java $flags -cp "$classpath" io.engagement.benchmarks.peers.RunPeer duckdb "$1" "$2" "${3:-1}"
