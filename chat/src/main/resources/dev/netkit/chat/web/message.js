/** One message as it stands in the log. Text of others gets into the page by textContent alone. */

import { language, t, errorText } from "./i18n.js";
import { pieces, safeLine } from "./text.js";

const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
const moment = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "medium" });
const calendar = new Intl.DateTimeFormat(language, { dateStyle: "full" });
const HUES = 8;

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/** A name keeps its direction and its colour. */
export function nameElement(name, className) {
  const bdi = element("bdi", `${className} hue-${hue(name)}`, safeLine(name));
  return bdi;
}

function hue(name) {
  let sum = 0;
  for (const character of name) {
    sum = (sum * 31 + character.codePointAt(0)) % 65521;
  }
  return sum % HUES;
}

export function dayOf(time) {
  return calendar.format(new Date(time));
}

/** @param follows whether the one before is of the same author, so that the name need not be seen again */
export function messageElement(message, follows) {
  const item = element("li", "message");
  item.classList.toggle("own", Boolean(message.own));
  item.classList.toggle("private", message.to !== undefined);
  item.classList.toggle("follows", follows);
  item.append(head(message), body(message.content), foot(message));
  return item;
}

function head(message) {
  const line = element("p", "head");
  const name = element("button", "who");
  name.type = "button";
  name.tabIndex = -1; // by the keyboard it is the list of people; a stop at each message would be too many
  name.dataset.name = message.username;
  name.append(nameElement(message.username, "name"));
  line.append(name);
  if (message.to !== undefined) {
    const text = message.own ? t("privately", { name: safeLine(message.to) }) : t("privatelyToYou");
    line.append(element("span", "to", text));
  }
  return line;
}

function body(content) {
  const text = element("div", "body");
  text.dir = "auto";
  for (const piece of pieces(content)) {
    text.append(piece.href ? link(piece) : piece.text);
  }
  return text;
}

function link({ text, href }) {
  const a = element("a", "", text);
  a.href = href;
  a.target = "_blank";
  a.rel = "noopener noreferrer";
  return a;
}

function foot(message) {
  const line = element("p", "foot");
  const date = new Date(message.time);
  if (!Number.isNaN(date.getTime())) {
    const time = element("time", "", clock.format(date));
    time.dateTime = message.time;
    time.title = moment.format(date);
    line.append(time);
  }
  if (message.own) {
    const mark = element("span", "mark");
    const sign = element("span", "", "✓");
    sign.setAttribute("aria-hidden", "true");
    mark.title = t("stored");
    mark.append(sign, element("span", "unseen", t("stored")));
    line.append(mark);
  }
  return line;
}

/** What is on its way, or was refused. */
export function draftElement(draft, name) {
  const item = messageElement({ username: name, content: draft.content, to: draft.to }, draft.to === undefined);
  item.classList.add("own", "draft");
  item.dataset.id = draft.id;
  const line = item.querySelector(".foot");
  if (draft.to !== undefined) {
    item.querySelector(".to").textContent = t("privately", { name: safeLine(draft.to) });
  }
  if (draft.failed) {
    item.classList.add("failed");
    line.append(element("span", "reason", t("failed", { reason: errorText(draft.failed, "") })));
    line.append(action("again"), action("discard"));
  } else {
    line.append(element("span", "mark", t("pending")));
  }
  return item;
}

function action(name) {
  const button = element("button", "small", t(name));
  button.type = "button";
  button.dataset.action = name;
  return button;
}
