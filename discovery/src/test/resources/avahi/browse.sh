# Runs Avahi in a network namespace (ip netns exec gives it mounts of its own) and prints what it finds of the type $1 as
# soon as it has resolved a service; ends with 0 then, and with 77 where Avahi cannot run here.
set -u
type=$1
mount -t tmpfs none /run || exit 77
mkdir -p /run/dbus /run/avahi-daemon
cat > /run/bus.conf <<'C'
<busconfig>
  <type>system</type>
  <listen>unix:path=/run/dbus/system_bus_socket</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
  </policy>
</busconfig>
C
cat > /run/avahi.conf <<'C'
[server]
use-ipv4=yes
use-ipv6=no
[wide-area]
enable-wide-area=no
C
dbus-daemon --config-file=/run/bus.conf --nofork --nopidfile >&2 &
bus=$!
trap 'kill $bus ${avahi-} 2>/dev/null' EXIT
until [ -S /run/dbus/system_bus_socket ]; do
    kill -0 $bus 2>/dev/null || exit 77
    sleep 0.1
done
avahi-daemon --no-drop-root --no-chroot --no-rlimits -f /run/avahi.conf >&2 &
avahi=$!
until avahi-browse -pt "$type" >/dev/null 2>&1; do
    kill -0 $avahi 2>/dev/null || exit 77
    sleep 0.1
done
for _ in $(seq 100); do
    if avahi-browse -rpt "$type" | grep '^='; then
        exit 0
    fi
    sleep 0.1
done
exit 1
