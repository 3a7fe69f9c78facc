/** Where one writes: to everybody, or to one. */

import { t } from "./i18n.js";
import { byteLength, parseTyped, safeLine, wellFormed } from "./text.js";

const MOST_BYTES = 65536;
const MOST_ROWS = 6;

export class Compose {
  /** @param listener has say(text), whisper(name, text), join(room), and names() of those who are here */
  constructor(listener) {
    this.listener = listener;
    this.form = document.getElementById("compose");
    this.text = document.getElementById("text");
    this.error = document.getElementById("compose-error");
    this.recipient = null;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.text.addEventListener("input", () => this.typed());
    this.text.addEventListener("keydown", (event) => this.key(event));
    document.getElementById("recipient-clear").addEventListener("click", () => this.to(null));
  }

  key(event) {
    // Enter chooses a word while one is composed, in Chinese or Japanese.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.recipient !== null) {
      this.to(null);
    }
  }

  typed() {
    this.error.textContent = "";
    this.text.rows = Math.min(MOST_ROWS, this.text.value.split("\n").length);
  }

  /** Whom the next text is for; null for everybody. */
  to(name) {
    this.recipient = name;
    document.getElementById("recipient").hidden = name === null;
    document.getElementById("recipient-text").textContent = name === null ? "" : t("toOne", { name: safeLine(name) });
    this.text.focus();
  }

  submit() {
    const typed = wellFormed(this.text.value).trimEnd();
    if (typed.trim() === "") {
      return;
    }
    const what = parseTyped(typed, this.listener.names());
    const problem = this.problemOf(what);
    if (problem) {
      this.error.textContent = problem;
      return;
    }
    this.text.value = "";
    this.typed();
    this.carryOut(what);
  }

  problemOf(what) {
    if (what.unknown !== undefined) {
      return t("unknownCommand", { text: safeLine(what.unknown) });
    }
    if (what.to !== undefined && what.say === "") {
      return t("emptyPrivate");
    }
    return byteLength(what.say ?? "") > MOST_BYTES ? t("too-large") : null;
  }

  carryOut(what) {
    const to = what.to ?? this.recipient;
    if (what.join !== undefined) {
      this.listener.join(what.join);
    } else if (to !== null) {
      this.listener.whisper(to, what.say);
    } else {
      this.listener.say(what.say);
    }
  }
}
