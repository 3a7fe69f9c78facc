/** The form in which one says who one is and where one wants to go. */

import { errorText, t } from "./i18n.js";
import { lastChoice } from "./memory.js";
import { asName, asRoom, mayBeName, mayBeRoom } from "./text.js";

export class Entrance {
  /** @param enter called with a name and a room that look right */
  constructor(enter) {
    this.screen = document.getElementById("entrance");
    this.form = document.getElementById("join");
    this.name = document.getElementById("name");
    this.room = document.getElementById("room");
    this.button = document.getElementById("enter");
    this.status = document.getElementById("join-status");
    const last = lastChoice();
    this.name.value = last.name ?? "";
    this.room.value = roomOfAddress() || last.room || "lobby";
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit(enter);
    });
  }

  submit(enter) {
    const name = asName(this.name.value);
    const room = asRoom(this.room.value) || "lobby";
    this.clearErrors();
    if (!mayBeName(name) || name.toLowerCase() === "server") {
      this.refuse(this.name, "bad-name");
    } else if (!mayBeRoom(room)) {
      this.refuse(this.room, "bad-room");
    } else {
      this.busy(true);
      enter(name, room);
    }
  }

  show() {
    this.busy(false);
    this.screen.hidden = false;
    this.form.hidden = false;
    (this.name.value === "" ? this.name : this.button).focus();
  }

  hide() {
    this.busy(false);
    this.clearErrors();
    this.screen.hidden = true;
  }

  showSealed() {
    this.screen.hidden = false;
    document.getElementById("sealed").hidden = false;
    document.getElementById("sealed-command").textContent = `netkit chat ${location.host} --key-file FILE`;
  }

  /** While the server is asked. */
  busy(yes) {
    this.button.disabled = yes;
    this.status.textContent = yes ? t("joining") : "";
  }

  unreachable() {
    this.button.disabled = false;
    this.status.textContent = t("unreachable");
  }

  /** What the server said to it. */
  refused(code, detail) {
    this.show();
    if (code === "name-taken" || code === "bad-name") {
      this.refuse(this.name, code);
    } else {
      document.getElementById("join-error").textContent = errorText(code, detail);
    }
  }

  /** Why one is here again. */
  ended(text) {
    this.show();
    document.getElementById("join-error").textContent = text;
  }

  refuse(field, code) {
    field.setAttribute("aria-invalid", "true");
    document.getElementById(`${field.id}-error`).textContent = t(code);
    field.focus();
    field.select();
  }

  clearErrors() {
    for (const error of this.form.querySelectorAll(".error")) {
      error.textContent = "";
    }
    this.name.removeAttribute("aria-invalid");
    this.room.removeAttribute("aria-invalid");
  }
}

/** The room that stands after the # of the address, if any. */
export function roomOfAddress() {
  try {
    return asRoom(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return "";
  }
}
