/** One person in one room, in the chat's native messages: what is known of the room, and what is still to be said. */

import { Heard } from "./heard.js";
import { Outbox } from "./outbox.js";
import { asName, asRoom } from "./text.js";

const MOST = 2000; // messages of the past at once; the page shows no more

export class Talk {
  /**
   * @param listener hears what happens: welcomed, refused, moving, stayed, caughtUp, said, sending, settled, failed, people,
   *     joined, left, noticed, erred, lost, ended
   */
  constructor(connection, listener, { session, drafts }) {
    this.connection = connection;
    this.listener = listener;
    this.session = session;
    this.outbox = new Outbox(drafts);
    this.wanted = null; // the room as it was asked for
    this.next = null; // where to go from there, as soon as the server lets this in
    this.joined = false; // whether this should be in a room
    this.here = false; // whether it is
    this.forget();
  }

  /** A room of which nothing is known. */
  forget() {
    this.room = null; // as the server calls it
    this.users = [];
    this.heard = new Heard();
    this.past = null; // what comes between `history` and `users`
    this.behind = null; // the room to leave as soon as this is in
  }

  /** True if it is another room or person than before, so that nothing that is shown belongs to it. */
  join(name, room) {
    const wanted = asRoom(room) || "lobby";
    const other = wanted !== this.wanted || asName(name) !== this.name;
    if (other) {
      this.forget();
    }
    this.name = asName(name);
    this.wanted = wanted;
    this.next = null;
    this.joined = true;
    this.connection.open();
    return other;
  }

  /** To another room; where the server does not let this in there, it stays where it is. */
  move(room) {
    this.next = asRoom(room);
    if (this.here) {
      this.askForNext();
    } else {
      this.connection.retryNow();
    }
  }

  askForNext() {
    this.connection.send({ type: "join", room: this.next, since: 0 });
  }

  /** The server has let this in. */
  enterNext() {
    const before = this.room;
    this.wanted = this.next;
    this.next = null;
    this.here = false;
    this.forget();
    this.behind = before;
    this.listener.moving();
  }

  leave() {
    this.joined = false;
    this.here = false;
    this.next = null;
    this.connection.send({ type: "bye" });
    this.connection.close();
    this.outbox.clear(); // the next one at this page may be somebody else
  }

  say(content) {
    this.post(this.outbox.add(content, { room: this.room ?? this.wanted }));
  }

  whisper(to, content) {
    this.post(this.outbox.add(content, { to }));
  }

  again(id) {
    const draft = this.outbox.drafts.get(id);
    delete draft.failed;
    this.post(draft);
  }

  discard(id) {
    this.outbox.settle(id);
    this.listener.settled(id);
  }

  post(draft) {
    this.listener.sending(draft);
    if (this.here) {
      this.send(draft);
    }
  }

  send({ id, content, to, room }) {
    this.connection.send({ type: "text", id, content, ...(to === undefined ? { room } : { to }) });
  }

  // From the connection.

  opened() {
    const { name: username, wanted: room, session, heard: { seq: since, epoch } } = this;
    this.past = null;
    this.behind = null;
    this.connection.send({ type: "hello", username, room, since, ...(epoch && { epoch }), session });
  }

  lost() {
    this.here = false;
    this.listener.lost();
  }

  received(message) {
    this[`on_${message.type}`]?.(message);
  }

  /** For good: coming back is for whoever reads this to decide. */
  ended(code, reason) {
    this.here = false;
    this.joined = false;
    this.next = null;
    this.listener.ended(code, reason);
  }

  /** Something that was sent would be too big again. */
  tooBig() {
    const draft = this.outbox.longest();
    if (draft !== null) {
      this.fail(draft, "too-large");
    }
  }

  fail(draft, code) {
    draft.failed = code;
    this.listener.failed(draft);
  }

  on_history(message) {
    if (this.here && this.next !== null && message.room !== this.room) {
      this.enterNext();
    }
    this.room = message.room;
    this.past = { ...this.heard.announced(message), messages: [] };
  }

  on_message(message) {
    const own = message.username === this.name;
    if (own && message.id !== undefined && this.outbox.settle(message.id)) {
      this.listener.settled(message.id);
    }
    if (message.to !== undefined) {
      if (this.heard.isNewPrivately(message)) {
        this.listener.said({ ...message, own });
      }
    } else if (message.room === this.room) {
      this.heardHere({ ...message, own });
    }
  }

  heardHere(message) {
    if (this.past === null && this.heard.misses(message)) {
      this.connection.lose(); // should not be; coming back asks for what is missing
    } else if (this.heard.isNew(message)) {
      if (this.past === null) {
        this.listener.said(message);
      } else {
        this.past.messages.push(message);
        this.past.tooMany ||= this.past.messages.length > MOST;
        if (this.past.tooMany) {
          this.past.messages.shift();
        }
      }
    }
  }

  on_users({ room, usernames }) {
    if (room !== this.room) {
      return;
    }
    this.users = usernames;
    const past = this.past;
    this.past = null;
    if (past !== null) {
      this.listener.caughtUp(past);
    }
    if (!this.here) {
      this.isIn(room);
    } else if (this.next !== null) {
      this.stay(); // it is this very room
    }
    this.listener.people(this.users);
  }

  isIn(room) {
    this.here = true;
    if (this.behind !== null && this.behind !== room) {
      this.connection.send({ type: "leave", room: this.behind });
    }
    this.behind = null;
    this.listener.welcomed(room);
    this.outbox.unsent(room).forEach((draft) => this.send(draft));
    if (this.next !== null) {
      this.askForNext();
    }
  }

  /** @param why {code, detail}, if it is not as it was wanted */
  stay(why) {
    const room = this.next;
    this.next = null;
    this.listener.stayed(room, why);
  }

  on_joined({ username, room }) {
    if (room !== this.room || username === this.name) {
      return;
    }
    if (!this.users.includes(username)) {
      this.users = [...this.users, username];
      this.listener.people(this.users);
    }
    this.listener.joined(username);
  }

  on_left({ username, room }) {
    // One's own is that of an older connection of this same window.
    if (room === this.room && username !== this.name) {
      this.users = this.users.filter((name) => name !== username);
      this.listener.people(this.users);
      this.listener.left(username);
    }
  }

  on_notice({ content }) {
    this.listener.noticed(content);
  }

  /** One about a text has the text's id. */
  on_error({ code, detail, id }) {
    const draft = this.outbox.drafts.get(id);
    if (draft !== undefined) {
      this.fail(draft, code);
    } else if (!this.here) {
      this.joined = false;
      this.connection.close();
      this.listener.refused(code, detail);
    } else if (this.next !== null && id === undefined) {
      this.stay({ code, detail });
    } else {
      this.listener.erred(code, detail);
    }
  }
}
