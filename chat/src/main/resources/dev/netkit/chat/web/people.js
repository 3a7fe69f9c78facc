/** Who is here: beside the log where there is room for it, else behind a button. */

import { t } from "./i18n.js";
import { element, nameElement } from "./message.js";
import { safeLine } from "./text.js";

export class People {
  /** @param chosen called with a name */
  constructor(chosen) {
    this.panel = document.getElementById("people");
    this.list = document.getElementById("people-list");
    this.toggle = document.getElementById("people-toggle");
    this.count = document.getElementById("people-count");
    this.toggle.addEventListener("click", () => this.open(!this.isOpen()));
    for (const place of [this.panel, this.toggle]) {
      place.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    }
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) {
        this.open(false);
        chosen(button.dataset.name);
      }
    });
  }

  isOpen() {
    return this.toggle.getAttribute("aria-expanded") === "true";
  }

  open(yes) {
    this.toggle.setAttribute("aria-expanded", String(yes));
    this.panel.classList.toggle("open", yes);
    if (yes) {
      (this.list.querySelector("button") ?? this.toggle).focus();
    }
  }

  close() {
    if (this.isOpen()) {
      this.open(false);
      this.toggle.focus();
    }
  }

  /** Those who stay keep their elements, and the one that has the focus keeps it. */
  show(names, me) {
    const known = new Map([...this.list.children].map((item) => [item.dataset.name, item]));
    const items = names.map((name) => known.get(name) ?? person(name, name === me));
    this.count.textContent = String(names.length);
    known.forEach((item, name) => names.includes(name) || item.remove());
    items.forEach((item, i) => this.list.children[i] === item || this.list.insertBefore(item, this.list.children[i] ?? null));
  }

  clear() {
    this.list.replaceChildren();
    this.count.textContent = "0";
  }
}

function person(name, me) {
  const item = element("li");
  item.dataset.name = name;
  if (me) {
    const line = element("p", "me");
    line.append(nameElement(name, "name"), element("span", "you", ` (${t("isYou")})`));
    item.append(line);
  } else {
    const button = element("button");
    button.type = "button";
    button.dataset.name = name;
    button.setAttribute("aria-label", t("writeTo", { name: safeLine(name) }));
    button.append(nameElement(name, "name"));
    item.append(button);
  }
  return item;
}
