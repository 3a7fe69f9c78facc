/** The page: brings together who one is, the connection, and what is shown. */

import { Compose } from "./compose.js";
import { Connection } from "./connection.js";
import { Entrance, roomOfAddress } from "./entrance.js";
import { endText, errorText, t, translatePage } from "./i18n.js";
import { Log } from "./log.js";
import { randomId, rememberChoice, windowMemory } from "./memory.js";
import { People } from "./people.js";
import { StatusLine } from "./status.js";
import { Talk } from "./talk.js";
import { mayBeRoom, asRoom, safeLine } from "./text.js";
import { inRoom, unread } from "./unread.js";

translatePage();

const screen = document.getElementById("chat");
let moving = false; // to another room, or as somebody else: what is shown begins anew
const kept = windowMemory(() => ({
  session: talk.session,
  drafts: talk.outbox.all(),
  ...(talk.joined && { name: talk.name, room: talk.wanted }),
}));

const address = new URL("ws", location.href);
address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
address.hash = "";
const connection = new Connection(address, {
  opened: () => talk.opened(),
  received: (message) => talk.received(message),
  lost: () => talk.lost(),
  tooBig: () => talk.tooBig(),
  ended: (code, reason) => talk.ended(code, reason),
});
const entrance = new Entrance(join);
const status = new StatusLine(() => connection.retryNow());
const people = new People(writeTo);
const log = new Log({
  chosen: writeTo,
  again: (id) => talk.again(id),
  discard: (id) => talk.discard(id),
});
const compose = new Compose({
  say: (text) => talk.say(text),
  whisper: (name, text) => talk.whisper(name, text),
  join: (room) => move(room),
  names: () => talk.users,
});
const talk = new Talk(connection, {
  welcomed,
  refused,
  ended,
  moving: beginAnew,
  stayed,
  caughtUp,
  said,
  lost: () => (screen.hidden ? entrance.unreachable() : status.show(t("lost"), true)),
  sending: (draft) => log.sending(draft, talk.name),
  settled: (id) => log.settled(id),
  failed: (draft) => log.sending(draft, talk.name),
  people: (names) => people.show(names, talk.name),
  joined: (name) => log.came(name),
  left: (name) => log.went(name),
  noticed: (text) => log.note(t("server", { text: safeLine(text) })),
  erred: (code, detail) => log.note(errorText(code, safeLine(detail ?? ""))),
}, { session: kept.session ?? randomId(), drafts: kept.drafts });

function join(name, room) {
  if (talk.join(name, room)) {
    beginAnew();
  }
}

function beginAnew() {
  log.clear();
  people.clear();
  compose.to(null);
  moving = true;
}

/** To another room, from within the chat. */
function move(written) {
  const room = asRoom(written);
  if (!mayBeRoom(room)) {
    log.note(t("bad-room"));
  } else if (room !== talk.wanted && room !== talk.next) {
    status.show(t("connecting"), false);
    talk.move(room);
  }
}

/** The server does not let one in there, or it is where one is. */
function stayed(room, why) {
  status.hide();
  showInAddress(talk.room);
  if (why) {
    log.note(t("notThere", { room: safeLine(room), reason: errorText(why.code, safeLine(why.detail ?? "")) }));
  }
}

function showInAddress(room) {
  history.replaceState(null, "", `#${encodeURIComponent(room)}`);
}

function welcomed(room) {
  rememberChoice(talk.name, room);
  showInAddress(room);
  const entering = screen.hidden || moving;
  moving = false;
  entrance.hide();
  screen.hidden = false;
  document.getElementById("room-name").textContent = safeLine(room);
  document.querySelector("#me bdi").textContent = safeLine(talk.name);
  document.getElementById("me").setAttribute("title", t("you", { name: safeLine(talk.name) }));
  status.hide();
  if (entering) {
    talk.outbox.shown(talk.room).forEach((draft) => log.sending(draft, talk.name));
    log.toEnd();
    inRoom(safeLine(room));
    compose.text.focus();
  }
}

function refused(code, detail) {
  screen.hidden = true;
  entrance.refused(code, safeLine(detail ?? ""));
  inRoom(null);
}

/** The server has put one out, or there is no understanding it. */
function ended(code, reason) {
  screen.hidden = true;
  status.hide();
  inRoom(null);
  entrance.ended(endText(code, reason));
}

function caughtUp({ first, anew, complete, messages, tooMany }) {
  const remark = anew ? t("anew") : complete ? null : t(first ? "older" : "gap");
  log.past(messages, remark, tooMany);
  if (!first) {
    unread(messages.filter((message) => !message.own).length);
  }
}

function said(message) {
  log.said(message);
  unread(message.own ? 0 : 1);
}

function writeTo(name) {
  if (name !== talk.name) {
    compose.to(name);
  }
}

function leave() {
  talk.leave();
  screen.hidden = true;
  status.hide();
  inRoom(null);
  entrance.show();
}

/** Whether texts travel sealed; where that cannot be asked, the connection will tell what is wrong. */
async function isSealed() {
  try {
    const answer = await fetch("config.json", { cache: "no-store" });
    return (await answer.json()).sealed === true;
  } catch {
    return false;
  }
}

async function start() {
  if (await isSealed()) {
    entrance.showSealed();
  } else if (kept.name !== undefined) {
    entrance.show();
    entrance.name.value = kept.name;
    entrance.room.value = roomOfAddress() || kept.room;
    entrance.submit(join); // a reload: back to where one was
  } else {
    entrance.show();
  }
}

document.getElementById("leave").addEventListener("click", leave);
addEventListener("hashchange", () => {
  const room = roomOfAddress();
  if (talk.joined && room !== "") {
    move(room);
  } else if (room !== "") {
    entrance.room.value = room;
  }
});
start();
