import { randomId } from "./memory.js";

/**
 * What was written here and is not known to be stored. A draft is {id, content, room} or {id, content, to}; it keeps its id
 * however often it is sent, so that it is stored once.
 */
export class Outbox {
  constructor(drafts) {
    this.drafts = new Map((drafts ?? []).map((draft) => [draft.id, draft]));
  }

  add(content, address) {
    const draft = { id: randomId(), content, ...address };
    this.drafts.set(draft.id, draft);
    return draft;
  }

  clear() {
    this.drafts.clear();
  }

  /** True for a draft that was waiting for this. */
  settle(id) {
    return this.drafts.delete(id);
  }

  /** Those to send again in a room, the oldest first; private ones go from anywhere. */
  unsent(room) {
    return this.shown(room).filter((draft) => !draft.failed);
  }

  shown(room) {
    return this.all().filter((draft) => draft.to !== undefined || draft.room === room);
  }

  /** The one that must have been too big, if any. */
  longest() {
    return this.all()
      .filter((draft) => !draft.failed)
      .reduce((longest, draft) => (draft.content.length > (longest?.content.length ?? 0) ? draft : longest), null);
  }

  all() {
    return [...this.drafts.values()];
  }
}
