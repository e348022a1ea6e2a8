#!/usr/bin/env bash
# The file that all read: a simulated year, about twenty interactions a customer.
# Usage: benchmarks/peers/base.sh CUSTOMERS OUTPUT
set -euo pipefail
source "$(dirname "$0")/classpath.sh"
exec java $flags -cp "$classpath" io.engagement.benchmarks.peers.BaseFile "$1" 1 "$2"
