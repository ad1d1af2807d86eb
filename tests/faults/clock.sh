# Experiments with a silo's clock (libfaketime). Read by tests/faults.sh.
needs_clock="faketime"
faketime_library() { ls /usr/lib/*/faketime/libfaketimeMT.so.1 2>/dev/null | head -n 1; }

# 11: silo3 comes again with a clock that is wrong; then silo1 is killed.
gone_clock="silo1 silo3"
break_clock() {
  mark begin
  mark still
  "$cluster" stop silo3
  printf '%s\n' env "LD_PRELOAD=$(faketime_library)" "FAKETIME=${MEDZDRAV_FAULTS_CLOCK:-+3m}" DONT_FAKE_MONOTONIC=1 FAKETIME_NO_CACHE=1 >"$MEDZDRAV_CLUSTER/within/silo3.before"
  "$cluster" start silo3 || echo "silo3 does not become ready"
  sleep 20
  "$cluster" status
  echo "silo3 says: $(curl -s "http://127.0.0.1:$((5103 + shift_by))/health/ready")"
  must "an odd clock is ready (1: yes)" "$([ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$((5103 + shift_by))/health/ready")" = 200 ] && echo 1 || echo 0)" 0
  "$cluster" kill silo1
  sleep 20
  "$cluster" status
  mark end
}
must_clock() { must "messages delivered, p99" load:percentiles.Deliver.summary.p99 5000 " ms"; }
