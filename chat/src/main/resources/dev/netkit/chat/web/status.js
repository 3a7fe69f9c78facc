/** The line that tells that there is no connection; nothing where all is well. */

export class StatusLine {
  /** @param retry called when somebody does not want to wait */
  constructor(retry) {
    this.line = document.getElementById("connection");
    this.text = document.getElementById("connection-text");
    this.button = document.getElementById("retry");
    this.button.addEventListener("click", retry);
    this.hide();
  }

  show(text, canRetry) {
    if (this.text.textContent !== text) {
      this.text.textContent = text; // the same again would be read aloud again
    }
    this.line.classList.add("shown");
    this.button.hidden = !canRetry;
  }

  /** The line stays in the page, empty: what appears together with its text is not read aloud. */
  hide() {
    this.text.textContent = "";
    this.line.classList.remove("shown");
    this.button.hidden = true;
  }
}
