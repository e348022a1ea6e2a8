#!/usr/bin/env bash
# A map of lists with Java streams: purchase summary and quintiles of recency and frequency.
# Usage: benchmarks/peers/streams.sh INPUT OUTPUT [RUNS]; base.sh writes an INPUT. Prints ms a run, the first from the JVM's start.
set -euo pipefail
source "$(dirname "$0")/classpath.sh"
exec java $flags -cp "$classpath" io.engagement.benchmarks.peers.RunPeer streams "$1" "$2" "${3:-1}"
