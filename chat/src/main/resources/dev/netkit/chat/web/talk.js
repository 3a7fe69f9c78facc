/** One person in one room, in the chat's native messages: what is known of the room, and what is still to be said. */

import { Outbox } from "./outbox.js";
import { asName, asRoom } from "./text.js";

export class Talk {
  /**
   * @param listener hears what happens: welcomed, refused, caughtUp, said, sending, settled, failed, people, joined, left,
   *     noticed, erred, lost
   */
  constructor(connection, listener, { session, drafts }) {
    this.connection = connection;
    this.listener = listener;
    this.session = session;
    this.outbox = new Outbox(drafts);
    this.wanted = null; // the room as it was asked for
    this.joined = false; // whether this should be in a room
    this.here = false; // whether it is
    this.privateIds = new Set();
    this.forget();
  }

  /** A room of which nothing is known. */
  forget() {
    this.room = null; // as the server calls it
    this.epoch = null;
    this.seq = 0;
    this.users = [];
    this.past = null; // what comes between `history` and `users`
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
    this.joined = true;
    this.connection.open();
    return other;
  }

  leave() {
    this.joined = false;
    this.here = false;
    this.connection.send({ type: "bye" });
    this.connection.close();
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
    const { name: username, wanted: room, seq: since, epoch, session } = this;
    this.past = null;
    this.connection.send({ type: "hello", username, room, since, ...(epoch && { epoch }), session });
  }

  lost() {
    this.here = false;
    this.listener.lost();
  }

  received(message) {
    this[`on_${message.type}`]?.(message);
  }

  on_history({ room, epoch, from, complete }) {
    const first = this.epoch === null;
    const anew = !first && this.epoch !== epoch;
    this.past = { first, anew, complete, messages: [] };
    this.room = room;
    this.epoch = epoch;
    // What is not complete begins later than where this left off.
    this.seq = anew ? from - 1 : Math.max(this.seq, from - 1);
  }

  on_message(message) {
    if (message.to !== undefined) {
      this.heardPrivately(message);
      return;
    }
    const own = message.username === this.name;
    if (own && message.id !== undefined && this.outbox.settle(message.id)) {
      this.listener.settled(message.id);
    }
    if (message.seq <= this.seq) {
      return; // it is here already
    }
    if (this.past === null && message.seq > this.seq + 1) {
      this.connection.lose(); // should not be; coming back asks for what is missing
      return;
    }
    this.seq = message.seq;
    this.tell({ ...message, own });
  }

  /* A private text is not numbered, and one that was sent again after a loss may come twice. */
  heardPrivately(message) {
    const own = message.username === this.name;
    const key = `${message.username}\n${message.id}`;
    if (own && this.outbox.settle(message.id)) {
      this.listener.settled(message.id);
    }
    if (message.id === undefined || !this.privateIds.has(key)) {
      this.privateIds.add(key);
      this.listener.said({ ...message, own });
    }
  }

  tell(message) {
    if (this.past === null) {
      this.listener.said(message);
    } else {
      this.past.messages.push(message);
    }
  }

  on_users({ room, usernames }) {
    this.room = room;
    this.users = usernames;
    const past = this.past;
    this.past = null;
    if (past !== null) {
      this.listener.caughtUp(past);
    }
    if (!this.here) {
      this.here = true;
      this.listener.welcomed(room);
      this.outbox.unsent(room).forEach((draft) => this.send(draft));
    }
    this.listener.people(this.users);
  }

  on_joined({ username }) {
    if (!this.users.includes(username)) {
      this.users = [...this.users, username];
      this.listener.people(this.users);
    }
    if (username !== this.name) {
      this.listener.joined(username);
    }
  }

  on_left({ username }) {
    this.users = this.users.filter((name) => name !== username);
    this.listener.people(this.users);
    if (username !== this.name) {
      this.listener.left(username);
    }
  }

  on_notice({ content }) {
    this.listener.noticed(content);
  }

  on_error({ code, detail }) {
    if (!this.here) {
      this.joined = false;
      this.connection.close();
      this.listener.refused(code, detail);
      return;
    }
    const draft = this.outbox.blame(code, this.room);
    if (draft) {
      draft.failed = code;
      this.listener.failed(draft);
    } else {
      this.listener.erred(code, detail);
    }
  }
}
