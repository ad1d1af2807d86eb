import { plainDigits } from "./digits.js";

const nationalDigits = 10;
const foreignDigits = /^\d{8,15}$/;
// Direction marks, as address books copy them around a number.
const unseen = /\p{Cf}/gu;

// A mobile number in any form that people type or paste. Russian unless a plus and another country's code say otherwise.
export class PhoneNumber {
  constructor(typed) {
    const plain = plainDigits(typed).replace(unseen, "").trim().replace(/^＋/u, "+");
    const digits = plain.replace(/\D/g, "");
    // No country has +89: that is an 8 with a plus too many.
    this.foreign = /^\+\D*([1-6]|8[0-8]|9)/.test(plain) ? digits : null;
    this.national = /^[78]/.test(digits) ? digits.slice(1, 1 + nationalDigits) : digits.slice(0, nationalDigits);
  }

  get complete() {
    return this.foreign ? foreignDigits.test(this.foreign) : /^[79]\d{9}$/.test(this.national);
  }

  // All its digits are there, and no message reaches it.
  get landline() {
    return !this.foreign && !this.complete && this.national.length === nationalDigits;
  }

  get e164() {
    return `+${this.foreign ?? `7${this.national}`}`;
  }

  // +7 912 345-67-89, as far as typed; other countries write their own way.
  get masked() {
    if (this.foreign) return this.e164;
    const [area, first, second, third] = [this.national.slice(0, 3), this.national.slice(3, 6), this.national.slice(6, 8), this.national.slice(8, 10)];
    return `+7${area && ` ${area}`}${first && ` ${first}`}${second && `-${second}`}${third && `-${third}`}`;
  }
}
