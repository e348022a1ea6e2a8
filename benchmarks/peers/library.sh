#!/usr/bin/env bash
# This library, all interactions: the same figures, and engagement, retention risk, lifetime value and P(alive).
# Usage: benchmarks/peers/library.sh INPUT OUTPUT [RUNS]; base.sh writes an INPUT. Prints ms a run, the first from the JVM's start.
set -euo pipefail
source "$(dirname "$0")/classpath.sh"
exec java $flags -cp "$classpath" io.engagement.benchmarks.peers.RunPeer library-scores "$1" "$2" "${3:-1}"
