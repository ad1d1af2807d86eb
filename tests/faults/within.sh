#!/usr/bin/env bash
# Becomes a process of the cluster (MEDZDRAV_CLUSTER_WITHIN): within.sh NAME COMMAND…
# Words before and after its command stand in $MEDZDRAV_CLUSTER/within/NAME.before and .after, one a line.
set -euo pipefail
name=$1
shift
before=() after=()
within=${MEDZDRAV_CLUSTER:?}/within/$name
[ ! -f "$within.before" ] || mapfile -t before <"$within.before"
[ ! -f "$within.after" ] || mapfile -t after <"$within.after"
exec "${before[@]}" "$@" "${after[@]}"
