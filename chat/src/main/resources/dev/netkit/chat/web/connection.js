/** A WebSocket that comes back: after a loss it is opened again, with growing pauses, until it is closed on purpose. */

const PAUSES = [500, 1000, 2000, 4000, 8000, 15000];
const LOOK_EVERY = 2000;
const PING_AFTER = 20000; // of silence
const DEAD_AFTER = 10000; // without an answer to a ping, or to an attempt to connect
const TOO_BIG = 1009;
const FINAL = [1002, 1003, 1007, 1008]; // who was put out, or was not understood, would be again
const STEADY_AFTER = 10000; // a connection that lasted so long was a good one: pauses begin anew

export class Connection {
  /** @param listener has opened(), received(message), lost(), tooBig(), and ended(code, reason) for good */
  constructor(address, listener) {
    this.address = address;
    this.listener = listener;
    this.socket = null;
    this.failures = 0;
    this.pause = null;
    this.look = null;
    // Timers sleep when the machine or the tab does; these tell that it woke up, or has a network again.
    document.addEventListener("visibilitychange", () => document.hidden || this.lookNow());
    addEventListener("online", () => this.retryNow());
  }

  open() {
    clearTimeout(this.pause);
    this.pause = null;
    this.drop();
    const socket = new WebSocket(this.address);
    this.socket = socket;
    this.openedAt = null;
    this.waitsSince = Date.now();
    this.heardAt = Date.now();
    socket.onopen = () => this.opened();
    socket.onmessage = (event) => this.heard(event.data);
    socket.onclose = (event) => this.closed(event);
    this.look ??= setInterval(() => this.lookNow(), LOOK_EVERY);
  }

  /** For good, or until open() is called. */
  close() {
    clearTimeout(this.pause);
    clearInterval(this.look);
    this.pause = null;
    this.look = null;
    this.failures = 0;
    this.drop();
  }

  /** Without waiting for the pause to end. */
  retryNow() {
    if (this.pause !== null) {
      this.open();
    }
  }

  /** False if it cannot be sent now. */
  send(message) {
    const open = this.socket?.readyState === WebSocket.OPEN;
    if (open) {
      this.socket.send(JSON.stringify(message));
    }
    return open;
  }

  /** Lets go of the socket; closing a dead one would take minutes, so nothing waits for it. */
  drop() {
    const socket = this.socket;
    this.socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }

  opened() {
    this.openedAt = Date.now();
    this.waitsSince = null;
    this.listener.opened();
  }

  heard(data) {
    this.heardAt = Date.now();
    this.waitsSince = null;
    const message = parse(data);
    if (message !== null) {
      this.listener.received(message);
    }
  }

  closed({ code, reason }) {
    if (FINAL.includes(code)) {
      this.close();
      this.listener.ended(code, reason);
      return;
    }
    if (code === TOO_BIG) {
      this.listener.tooBig(); // before it would be sent again
    }
    this.lose();
  }

  lose() {
    this.drop();
    const steady = this.openedAt !== null && Date.now() - this.openedAt > STEADY_AFTER;
    this.failures = steady ? 0 : this.failures + 1;
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    // A whole class loses its server at once, and need not come back in one moment.
    this.pause = setTimeout(() => this.open(), pause * (0.5 + Math.random() / 2));
    this.listener.lost();
  }

  lookNow() {
    const now = Date.now();
    if (this.socket === null) {
      return;
    }
    if (this.waitsSince !== null && now - this.waitsSince > DEAD_AFTER) {
      this.lose();
    } else if (this.waitsSince === null && now - this.heardAt > PING_AFTER && this.send({ type: "ping" })) {
      this.waitsSince = now;
    }
  }
}

function parse(data) {
  try {
    const message = JSON.parse(data);
    return typeof message?.type === "string" ? message : null;
  } catch {
    return null; // not for this page
  }
}
