/** The window's title: the room, and how much was said in it that nobody has seen. */

let room = null;
let count = 0;

function show() {
  const name = room === null ? "netkit chat" : `${room} · netkit chat`;
  document.title = count === 0 ? name : `(${count}) ${name}`;
}

function isSeen() {
  return !document.hidden && document.hasFocus();
}

export function inRoom(name) {
  room = name;
  count = 0;
  show();
}

export function unread(more) {
  count = isSeen() ? 0 : count + more;
  show();
}

addEventListener("focus", () => unread(0));
document.addEventListener("visibilitychange", () => unread(0));
