# Experiments with whole processes: nodes and nginx. Read by tests/faults.sh.

# The silo that the consultants' queue lives on says how many are on duty there.
silo_of_queue() {
  local number
  for number in 1 2 3; do
    # Read to its end: a pipe that "grep -q" closes would count as a failure.
    ! curl -s "http://127.0.0.1:$((5310 + number + shift_by))/metrics" | grep '^medzdrav_queue_on_duty{.*queue="consultant"' >/dev/null || { echo "silo$number"; return; }
  done
  echo "no silo tells that it has a queue" >&2
  return 1
}

# What a silo had to do when it died is done by others some seconds later: "still".

# 1
break_silo() { mark begin; mark still; "$cluster" kill silo2; mark end; }
gone_silo=silo2
must_silo() {
  must "messages delivered, p99" load:percentiles.Deliver.summary.p99 5000 " ms"
  must "delivered within 20 s of it, the longest" after:Deliver 5000 " ms"
}

# 2
break_queue() { gone_queue=$(silo_of_queue) || return 1; echo "the queue is at $gone_queue"; mark begin; mark still; "$cluster" kill "$gone_queue"; mark end; }
must_queue() {
  must "matched within 20 s of it, the longest" after:Match 5000 " ms"
}

# Both, for ./test.sh: the oracle alone decides, on however slow a machine.
many_short=2
break_short() { break_queue || return 1; gone_short="$gone_queue edge1"; "$cluster" kill edge1; }
must_short() { :; }

# 3
gone_all="silo1 silo2 silo3 edge1 edge2"
break_all() {
  mark begin
  mark still
  for node in $gone_all; do "$cluster" kill $node; done
  mark end
  "$cluster" up >/dev/null
}
must_all() { must "serving again after" probe:back 20000 " ms"; }

# 4
gone_roll=$gone_all
break_roll() { mark begin; "$cluster" roll; mark end; }
must_roll() {
  must "messages acknowledged, p99" load:percentiles.Acknowledge.summary.p99 1000 " ms"
  must "answers at the door other than 200, 429, 503" probe:odd 0
}

# The former release's program, all of whose nodes are renewed by this one's: two versions side by side for as long as that takes. There is no way back, as an older program does not start on a newer schema.
needs_versions=previous
gone_versions=$gone_all
length_versions=90s
up_versions() { MEDZDRAV_CLUSTER_PROGRAM=$MEDZDRAV_FAULTS_PREVIOUS "$cluster" up; }
break_versions() { break_roll; }
must_versions() { must_roll; }

# 6
gone_edge=edge1
prepare_edge() { rest 2000; }
# Who goes at the moment at which the node dies is known to be gone when its lease is over: told of late.
break_edge() { ask_rest count; mark begin; mark still; "$cluster" kill edge1; mark end; settle_rest 30; }
must_edge() { must_rest 10000; }

# 13
length_nginx=330s
prepare_nginx() { rest 2000; }
break_nginx() {
  local turn
  ask_rest count
  mark begin
  for turn in $(seq 10); do
    kill -HUP "$(pid_of nginx)"
    sleep "${MEDZDRAV_FAULTS_RELOAD_PAUSE:-30}"
  done
  mark end
  # Former workers end after 20 s (worker_shutdown_timeout).
  sleep 25
  must "workers of nginx" "$(pgrep -c -P "$(pid_of nginx)")" 1
  settle_rest 30
}
must_nginx() { must_rest 10000; must "answers at the door other than 200, 429, 503" probe:odd 0; }

# 14: silos are known by one name, which is looked up again and again, as in Kubernetes.
addresses() {
  local number
  { echo "127.0.0.1 localhost"; for number in 1 2 3; do echo "127.0.$number.${address[number]} silos.medzdrav.test"; done; } >"$MEDZDRAV_CLUSTER/hosts"
}
place() { printf '%s\n' "--Silo:Address=127.0.$1.${address[$1]}" "--Silo:GatewayPort=$silo_calls" >"$MEDZDRAV_CLUSTER/within/silo$1.after"; }
needs_moves="mount"
length_moves=180s
gone_moves="silo1 silo2 silo3"
before_moves() {
  local number
  address=(0 1 1 1) silo_calls=$((30001 + shift_by))
  for number in 1 2 3; do place $number; done
  addresses
  mount --bind "$MEDZDRAV_CLUSTER/hosts" /etc/hosts
  for number in 1 2; do printf '%s\n' "--Cluster:Gateways=silos.medzdrav.test:$silo_calls" >"$MEDZDRAV_CLUSTER/within/edge$number.after"; done
}
break_moves() {
  local turn number began longest=0 former starting
  mark begin
  mark still
  for turn in $(seq 10); do
    number=$((turn % 3 + 1)) former=127.0.$((turn % 3 + 1)).${address[turn % 3 + 1]}
    "$cluster" kill silo$number
    address[number]=$((turn + 1))
    place $number
    addresses
    began=$(now)
    "$cluster" start silo$number &
    starting=$!
    # An edge node that lets go of an address tries to connect there no more.
    wait_dropped "$former" "$began"
    wait $starting
    echo "silo$number went from $former to 127.0.$number.${address[number]}; dropped after $took ms"
    [ "$took" -le "$longest" ] || longest=$took
  done
  mark end
  must "a dead address dropped, the longest of ten" "$longest" 10000 " ms"
}
after_moves() { umount /etc/hosts; }
# From BEGAN on: until the last try to connect to ADDRESS; none for 6 s is the last one.
wait_dropped() {
  local former=$1 began=$2 last=$2 tries=0 seen
  while [ $(($(now) - last)) -lt 6000 ]; do
    seen=$(cat "$MEDZDRAV_CLUSTER"/logs/edge?.log | grep -c "Connection attempt to endpoint S$former:" || true)
    [ "$seen" -eq "$tries" ] || { tries=$seen; last=$(now); }
    sleep 0.2
  done
  took=$((last - began))
}
must_moves() { must "messages delivered, p99" load:percentiles.Deliver.summary.p99 5000 " ms"; }
