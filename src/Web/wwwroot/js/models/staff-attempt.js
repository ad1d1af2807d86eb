const storageKey = "staff-attempt";

// A sign-in of staff between password and code, kept over the way to the app and back, even when the browser threw the page away meanwhile.
export class StaffAttempt {
  #storage;
  #wall;
  #kept = null;

  // wall: the device's own clock, the only one that a page that comes back has.
  constructor(storage, wall = () => Date.now()) {
    this.#storage = storage;
    this.#wall = wall;
  }

  get id() { return this.#kept?.attemptId ?? null; }
  get setsUp() { return this.#kept?.next === "setUp"; }
  // Whether a code of an app is one of the ways on, and whether a passkey is.
  get takesCode() { return this.#kept?.next !== "passkey"; }
  get takesPasskey() { return this.#kept?.hasPasskey === true; }

  // step: the answer to a right password.
  begin({ attemptId, next, expiresAt, now, hasPasskey = false }) {
    this.#kept = { attemptId, next, hasPasskey, until: this.#wall() + Date.parse(expiresAt) - Date.parse(now) };
    this.#storage.setItem(storageKey, JSON.stringify(this.#kept));
  }

  // Answers whether there is one to go on with.
  restore() {
    const kept = read(this.#storage.getItem(storageKey));
    if (!kept || kept.until <= this.#wall()) {
      this.end();
      return false;
    }
    this.#kept = kept;
    return true;
  }

  end() {
    this.#kept = null;
    this.#storage.removeItem(storageKey);
  }
}

// A record that somebody wrote by hand is no attempt.
function read(text) {
  const { attemptId, next, until, hasPasskey = false } = parsed(text) ?? {};
  return attemptId && next && Number.isFinite(until) ? { attemptId, next, until, hasPasskey } : null;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
