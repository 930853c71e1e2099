#!/usr/bin/env bash
# guard.sh SIGNAL COMMAND…: runs a command, and ends it with the signal as soon as standard input closes: when the
# test stops it, and just as well when the test's process was killed. Then nothing of its process group is left.
signal=$1
shift
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
(
  cat <&3 >/dev/null
  kill -s "$signal" "$child" 2>/dev/null
  sleep 10
  kill -KILL -- -$$
) >/dev/null 2>&1 &
wait "$child"
echo "ended with $?" >&2
# The children of the command too, and this guard.
kill -KILL -- -$$
