const passingCodes = ["tooMany", "unavailable", "crowded"];

// The platform said no, and says why in Russian. Repeating does not help, but where the reason passes.
export class Refusal extends Error {
  // How long the answer asks to be left alone; null where it does not say.
  retryAfterMs = null;

  constructor({ code, message }) {
    super(message);
    this.code = code;
  }

  get passing() {
    return passingCodes.includes(this.code);
  }
}

// The call did not come through, or nobody knows whether it did. Repeating with the same commandId helps.
export class Fault extends Error {
  retryAfterMs = null;

  constructor(message, lost) {
    super(message);
    this.lost = lost;
  }

  // The code by which operators find a bug; null where the word of the fault has none.
  get errorCode() {
    return /\bfault ([0-9a-f]{12})$/.exec(this.message)?.[1] ?? null;
  }

  // The platform cannot answer now, and will later; any other word of a fault is a bug, which the same call meets again.
  get passing() {
    return this.lost || /\bunavailable$/.test(this.message);
  }
}

// The words of an unexpected error, with its code where there is one.
export const withErrorCode = (words, code) => (code ? `${words} Код ошибки: ${code}.` : words);
