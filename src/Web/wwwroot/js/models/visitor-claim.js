import { Refusal } from "./hub-link.js";

const retryMs = 2000;

// A visitor's page takes over the account that the consultant signed it in to (S1.3). Answers "claimed" once the
// account's credential is there, "signIn" when the visitor's is gone and only the phone helps. One tab at a time claims.
export class VisitorClaim {
  #post;
  #locks;
  #timers;
  #claiming = null;

  // post(path, body) as in helpers/http.js; locks as navigator.locks, or null where there are none.
  constructor(sessionId, { post, locks = null, timers = globalThis }) {
    this.sessionId = sessionId;
    this.#post = post;
    this.#locks = locks;
    this.#timers = timers;
  }

  claim() {
    return (this.#claiming ??= this.#locks ? this.#locks.request(`claim:${this.sessionId}`, () => this.#until()) : this.#until());
  }

  async #until() {
    for (;;) {
      try {
        await this.#post("/api/sign-in/claim", { sessionId: this.sessionId, client: "web" });
        return "claimed";
      } catch (error) {
        // wrongRole: this browser has the account's cookie already, another tab was faster.
        if (error instanceof Refusal) return error.code === "wrongRole" ? "claimed" : "signIn";
        await new Promise((done) => this.#timers.setTimeout(done, retryMs));
      }
    }
  }
}
