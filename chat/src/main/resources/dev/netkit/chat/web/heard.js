const MOST = 2000; // of a room that is open for weeks

/** Which of a room's messages were heard: so that none is missed, and none is told twice. */
export class Heard {
  constructor() {
    this.epoch = null; // of the numbers
    this.seq = 0; // the last number
    this.told = new Set();
  }

  /** What the server says of the past: {first, anew, complete}; first = all of it, anew = the numbers began anew. */
  announced({ epoch, from, complete }) {
    const first = this.epoch === null;
    const anew = !first && this.epoch !== epoch;
    this.epoch = epoch;
    // What is not complete begins later than where this left off.
    this.seq = anew ? from - 1 : Math.max(this.seq, from - 1);
    return { first, anew, complete };
  }

  /** Whether some are missing before this one. */
  misses({ seq }) {
    return seq > this.seq + 1;
  }

  /** False if it was heard before. A server that begins anew may tell again what it told under the same number. */
  isNew({ seq, time, username }) {
    if (seq <= this.seq) {
      return false;
    }
    this.seq = seq;
    return this.isFirst(`${seq} ${time} ${username}`);
  }

  /** Private texts are not numbered, and one that was sent again after a loss may come twice. */
  isNewPrivately({ id, username }) {
    return id === undefined || this.isFirst(`${id} ${username}`);
  }

  isFirst(key) {
    if (this.told.has(key)) {
      return false;
    }
    this.told.add(key);
    if (this.told.size > MOST) {
      this.told.delete(this.told.values().next().value); // the oldest
    }
    return true;
  }
}
