# Experiments with the lines between silos. Read by tests/faults.sh. Each silo runs as a user of its own, by which the kernel tells whose connection it is.
needs_cut="net"
needs_loss="net"

users() {
  local number
  for number in 1 2 3; do
    printf '%s\n' setpriv --reuid=2000$number --inh-caps=+dac_override,+dac_read_search --ambient-caps=+dac_override,+dac_read_search >"$MEDZDRAV_CLUSTER/within/silo$number.before"
  done
}
links() { echo "$((11111 + shift_by))-$((11113 + shift_by))"; }
rules() { printf '%s\n' "table inet faults {" "chain out {" "type filter hook output priority 0" "$1" "}" "}" | nft -f -; }

# 7: silo3 and the two others hear nothing of each other; all reach PostgreSQL. Connections carry the mark of who began them.
before_cut() {
  users
  rules "$(for number in 1 2 3; do echo "ct state new meta skuid 2000$number ct mark set 2000$number"; done)"
}
break_cut() {
  mark begin
  mark still
  nft add rule inet faults out ct mark 20003 tcp dport $((11111 + shift_by))-$((11112 + shift_by)) counter drop
  nft add rule inet faults out ct mark 20003 tcp sport $((11111 + shift_by))-$((11112 + shift_by)) counter drop
  nft add rule inet faults out ct mark 20001-20002 tcp dport $((11113 + shift_by)) counter drop
  nft add rule inet faults out ct mark 20001-20002 tcp sport $((11113 + shift_by)) counter drop
  sleep 40
  nft list table inet faults
  "$cluster" status
  nft flush table inet faults
  mark end
}
gone_cut="silo1 silo2 silo3"
after_cut() { nft delete table inet faults; }
must_cut() {
  must "answers at the door other than 200, 429, 503" probe:odd 0
  must "sides that stayed as they were" "$(count_stayed)" 2
}
# Who was declared dead ends; the others go on.
count_stayed() { local number stayed=0; for number in 1 2 3; do [ "$(pid_of silo$number)" != "${pids[silo$number]}" ] || stayed=$((stayed + 1)); done; echo $stayed; }

# 8
length_loss=320s
before_loss() { rules ""; }
break_loss() {
  mark begin
  nft add rule inet faults out tcp dport "$(links)" numgen random mod 100 \< 30 counter drop
  sleep "${MEDZDRAV_FAULTS_LOSS:-300}"
  nft list table inet faults
  nft flush table inet faults
  mark end
  must "silos declared dead" "$(grep -hoi "declar.* dead\|as dead" "$MEDZDRAV_CLUSTER"/logs/silo?.log | wc -l)" 0
}
after_loss() { nft delete table inet faults; }
must_loss() { must "messages delivered, p99" load:percentiles.Deliver.summary.p99 5000 " ms"; }
