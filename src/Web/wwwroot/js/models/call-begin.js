import { isCall } from "./session-modes.js";

// Which of a person's pages begins their call by itself. All hear that the talk is a call now: the one begins it on which that was chosen, and of those that are opened in such a talk the one that is looked at.
export class CallBegin {
  // Where it was chosen: "here", "other", or null before this page came.
  #chosen = null;

  // The way of talking is chosen on this page now: by command(), whose promise fails when it is refused.
  async choose(command) {
    const before = this.#chosen;
    this.#chosen = "here";
    try {
      return await command();
    } catch (error) {
      this.#chosen = before;
      throw error;
    }
  }

  // news: events that came while this page was there.
  hear(news) {
    for (const { data } of news.filter(({ kind }) => kind === "modeChanged"))
      this.#chosen = !isCall(data.mode) ? null : this.#chosen ?? "other";
  }

  may(isLookedAt) {
    return this.#chosen === "here" || (this.#chosen === null && isLookedAt);
  }
}
