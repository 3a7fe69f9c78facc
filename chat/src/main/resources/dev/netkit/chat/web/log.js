/** The log: what was said, what is on its way, and where in it one reads. */

import { t } from "./i18n.js";
import { dayOf, draftElement, element, messageElement } from "./message.js";
import { safeLine } from "./text.js";

const MOST = 2000; // lines in the page; more would make a phone slow, and in the end fill it
const SURPLUS = 200; // that go at once, because each time costs a layout
const SAME_BREATH = 5 * 60 * 1000;
const PRESENCE_IN_A_LINE = 8;

export class Log {
  /** @param listener has chosen(name), again(id) and discard(id) */
  constructor(listener) {
    this.box = document.getElementById("log");
    this.list = document.getElementById("messages");
    this.waiting = document.getElementById("pending");
    this.newest = document.getElementById("newest");
    this.listener = listener;
    this.clear();
    this.newest.addEventListener("click", () => this.toEnd());
    this.box.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.box.addEventListener("click", (event) => this.clicked(event));
    // The keyboard of a phone takes room from below: the last line stays in sight.
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.box);
  }

  clear() {
    this.list.replaceChildren();
    this.waiting.replaceChildren();
    this.before = null;
    this.day = null;
    this.presence = null;
    this.unread = 0;
    this.atEnd = true;
    this.newest.hidden = true;
    this.dropped = element("li", "remark", t("dropped", { count: MOST }));
  }

  said(message) {
    this.add(this.lines(message));
    this.count(message.own ? 0 : 1);
  }

  /**
   * Many at once. A screen reader is not to read them all.
   *
   * @param tooMany whether there were more
   */
  past(messages, remark, tooMany) {
    this.box.setAttribute("aria-live", "off");
    const lines = remark ? [this.remark(remark)] : [];
    messages.forEach((message) => lines.push(...this.lines(message)));
    this.add(lines.slice(-MOST));
    if (tooMany) {
      this.drop();
    }
    this.count(messages.length);
    requestAnimationFrame(() => requestAnimationFrame(() => this.box.setAttribute("aria-live", "polite")));
  }

  note(text) {
    this.add([this.remark(text)]);
  }

  came(name) {
    this.presenceOf(t("joined", { name: safeLine(name) }));
  }

  went(name) {
    this.presenceOf(t("left", { name: safeLine(name) }));
  }

  /** Comings and goings share a line: a class that joins would fill the page. */
  presenceOf(text) {
    if (this.presence?.isConnected && this.presence.childElementCount < PRESENCE_IN_A_LINE) {
      const atEnd = this.atEnd;
      this.presence.append(" · ", element("span", "", text));
      this.keepEnd(atEnd);
      return;
    }
    const line = element("li", "remark");
    line.append(element("span", "", text));
    this.add([line]);
    this.presence = line;
    this.before = null;
  }

  remark(text) {
    this.before = null;
    this.presence = null;
    return element("li", "remark", text);
  }

  lines(message) {
    const lines = [];
    const day = message.time === undefined ? this.day : dayOf(message.time);
    if (day !== this.day) {
      this.day = day;
      this.before = null;
      lines.push(element("li", "day", day));
    }
    lines.push(messageElement(message, this.follows(message)));
    this.before = message;
    this.presence = null;
    return lines;
  }

  follows(message) {
    const before = this.before;
    return before !== null
      && before.username === message.username
      && before.to === undefined
      && message.to === undefined
      && Date.parse(message.time) - Date.parse(before.time) < SAME_BREATH;
  }

  add(lines) {
    const atEnd = this.atEnd;
    this.list.append(...lines);
    if (this.list.childElementCount > MOST + SURPLUS) {
      this.drop();
    }
    this.keepEnd(atEnd);
  }

  /** The oldest lines go, and the first one says so; what one reads further down stays where it is. */
  drop() {
    const last = this.list.lastElementChild;
    const before = last.getBoundingClientRect().top;
    this.list.prepend(this.dropped);
    while (this.list.childElementCount > MOST + 1) {
      this.list.children[1].remove();
    }
    this.list.children[1].classList.remove("follows");
    this.box.scrollTop += last.getBoundingClientRect().top - before;
  }

  keepEnd(atEnd) {
    if (atEnd) {
      this.toEnd();
    }
  }

  // What is on its way.

  sending(draft, name) {
    const made = draftElement(draft, name);
    const there = this.draft(draft.id);
    if (there) {
      there.replaceWith(made);
    } else {
      this.waiting.append(made);
      this.atEnd = true; // whoever says something wants to see it
    }
    this.keepEnd(this.atEnd);
  }

  settled(id) {
    this.draft(id)?.remove();
  }

  draft(id) {
    return [...this.waiting.children].find((item) => item.dataset.id === id);
  }

  // Where one reads.

  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
    this.atEnd = true;
    this.unread = 0;
    this.newest.hidden = true;
  }

  scrolled() {
    this.atEnd = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < 60;
    if (this.atEnd) {
      this.unread = 0;
    }
    this.showNewest();
  }

  count(more) {
    this.unread += this.atEnd ? 0 : more;
    this.showNewest();
  }

  showNewest() {
    this.newest.hidden = this.atEnd;
    this.newest.textContent = this.unread === 0 ? t("newest") : t("newestCount", { count: this.unread });
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (button?.dataset.name !== undefined) {
      this.listener.chosen(button.dataset.name);
    } else if (button?.dataset.action) {
      this.listener[button.dataset.action](button.closest("li").dataset.id);
    }
  }
}
