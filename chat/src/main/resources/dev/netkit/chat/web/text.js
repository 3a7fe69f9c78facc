/** What is done to text that comes from others, or goes to them. No part of the page is touched here. */

/* What could drive a display, or show text in another order than it has: the same as the terminal escapes. */
const HARMFUL = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const SHORT = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(character) {
  const code = character.codePointAt(0);
  const hex = code.toString(16);
  return SHORT[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex}}`);
}

/** For one line: names, and what the server says. */
export function safeLine(text) {
  return text.replace(HARMFUL, escaped);
}

/** For a text of many lines: line feeds and tabs pass. */
export function safeLines(text) {
  return text.replace(HARMFUL, (c) => (c === "\n" || c === "\t" ? c : escaped(c)));
}

/* An address ends where the text turns into something that an address cannot have, or that is shown escaped. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"“”«»`\p{C}\p{Z}]{1,2000}/giu;
const BRACKETS = { ")": "(", "]": "[", "}": "{" };

/* More of them in one text are no help to anybody, and each costs the page something. */
const MOST_LINKS = 50;

/** Cuts a text into pieces to show, {text} or {text, href}; only http and https become links. */
export function pieces(text) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    if (found.length >= 2 * MOST_LINKS) {
      break;
    }
    const address = withoutSentence(match[0]);
    const href = asHref(address);
    if (href !== null) {
      found.push({ text: safeLines(text.slice(end, match.index)) }, { text: address, href });
      end = match.index + address.length;
    }
  }
  found.push({ text: safeLines(text.slice(end)) });
  return found.filter((piece) => piece.text !== "");
}

/** Without what belongs to the sentence around it: "(see http://a.b/c)." */
function withoutSentence(address) {
  let rest = address;
  for (;;) {
    const last = rest.at(-1);
    const opening = BRACKETS[last];
    const unopened = opening && rest.split(last).length > rest.split(opening).length;
    if (!unopened && !/[.,;:!?'’*_]/.test(last)) {
      return rest;
    }
    rest = rest.slice(0, -1);
  }
}

function asHref(address) {
  try {
    const url = new URL(address);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Half of a surrogate pair is no text, and the server would refuse the whole message. */
export function wellFormed(text) {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}

export function byteLength(text) {
  return new TextEncoder().encode(text).length;
}

/** As the server writes a name. */
export function asName(written) {
  return written.normalize("NFC").trim();
}

/** As the server writes a room; "#physics" and "physics" are one. */
export function asRoom(written) {
  return asName(written).replace(/^#/, "");
}

/* The server knows more rules; these catch what people type. */
export function mayBeName(name) {
  return /^[^\p{C}\p{Z}]+( [^\p{C}\p{Z}]+)*$/u.test(name) && [...name].length <= 64;
}

export function mayBeRoom(room) {
  return mayBeName(room) && !room.includes(" ");
}

/**
 * What was typed: {say}, {to, say}, {join}, or {unknown}, a command that there is not. Names may have blanks, so those who
 * are here are tried first, the longest first.
 */
export function parseTyped(typed, names) {
  if (typed.startsWith("//")) {
    return { say: typed.slice(1) };
  }
  const command = /^\/(\p{L}*)(?:\s+([^]*))?$/u.exec(typed);
  if (!command) {
    return { say: typed };
  }
  const word = command[1].toLowerCase();
  const rest = (command[2] ?? "").trim();
  if (word === "msg" && rest !== "") {
    return privately(rest, names);
  }
  return word === "join" && rest !== "" ? { join: rest } : { unknown: `/${command[1]}` };
}

function privately(rest, names) {
  const quoted = /^"([^"]+)"\s+([^]+)$/.exec(rest);
  if (quoted) {
    return { to: quoted[1], say: quoted[2] };
  }
  const here = [...names].sort((a, b) => b.length - a.length).find((name) => rest.startsWith(`${name} `));
  const to = here ?? rest.split(/\s/, 1)[0];
  return { to, say: rest.slice(to.length).trim() };
}
