/** What the browser keeps: the last name and room for ever, this window's secret and unsent texts while it is open. */

const CHOICE = "netkit-chat";
const WINDOW = "netkit-chat-window";

/* Storage may be forbidden; the page then just remembers nothing. */
function read(storage, key) {
  try {
    return JSON.parse(globalThis[storage].getItem(key)) ?? {};
  } catch {
    return {};
  }
}

function write(storage, key, value) {
  try {
    globalThis[storage].setItem(key, JSON.stringify(value));
  } catch {
    // Nothing depends on it.
  }
}

function forget(storage, key) {
  try {
    globalThis[storage].removeItem(key);
  } catch {
    // Nothing depends on it.
  }
}

export function lastChoice() {
  return read("localStorage", CHOICE);
}

export function rememberChoice(name, room) {
  write("localStorage", CHOICE, { name, room });
}

/** 96 random bits; randomUUID is for secure origins only, and a LAN address is none. */
export function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * What this window kept over a reload. It is taken out of the storage and put back when the window goes: a window that is
 * duplicated must not have the same secret, or the two would take the name from each other for ever.
 *
 * @param state returns what is to be kept
 */
export function windowMemory(state) {
  const kept = read("sessionStorage", WINDOW);
  const take = () => forget("sessionStorage", WINDOW);
  const putBack = () => write("sessionStorage", WINDOW, state());
  take();
  addEventListener("pagehide", putBack);
  addEventListener("pageshow", take);
  // A phone may end a page in the background without a word.
  document.addEventListener("visibilitychange", () => (document.hidden ? putBack() : take()));
  return kept;
}
