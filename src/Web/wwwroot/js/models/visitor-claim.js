import { Refusal } from "./refusal.js";

const retryMs = 2000;

// A visitor's page takes over the account that the consultant signed it in to (S1.3). Answers "claimed" once the
// account's credential is there, "signIn" when the visitor's is gone and only the phone helps. One tab at a time claims.
export class VisitorClaim {
  #post;
  #locks;
  #timers;
  #storage;
  #newId;
  #claiming = null;

  // post(path, body) as in helpers/http.js; locks as navigator.locks, or null where there are none; storage is shared by
  // the browser's tabs: whichever repeats the claim does it with the same id, by which the platform knows it from a stranger's.
  constructor(sessionId, { post, storage, newId, locks = null, timers = globalThis }) {
    this.sessionId = sessionId;
    this.#post = post;
    this.#locks = locks;
    this.#timers = timers;
    this.#storage = storage;
    this.#newId = newId;
  }

  claim() {
    return (this.#claiming ??= this.#locks ? this.#locks.request(`claim:${this.sessionId}`, () => this.#until()) : this.#until());
  }

  async #until() {
    const key = `claim:${this.sessionId}`;
    const commandId = this.#storage.getItem(key) ?? this.#newId();
    this.#storage.setItem(key, commandId);
    for (;;) {
      try {
        await this.#post("/api/sign-in/claim", { sessionId: this.sessionId, client: "web", commandId });
        this.#storage.removeItem(key);
        return "claimed";
      } catch (error) {
        if (error instanceof Refusal && !error.passing) {
          this.#storage.removeItem(key);
          // wrongRole: this browser has the account's cookie already, another tab was faster.
          return error.code === "wrongRole" ? "claimed" : "signIn";
        }
        await new Promise((done) => this.#timers.setTimeout(done, Math.max(retryMs, error.retryAfterMs ?? 0)));
      }
    }
  }
}
