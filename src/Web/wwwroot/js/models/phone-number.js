// A Russian mobile number in any form that people type or paste.
export class PhoneNumber {
  constructor(typed) {
    const digits = typed.replace(/\D/g, "");
    const national = /^[78]/.test(digits) ? digits.slice(1) : digits;
    this.national = national.slice(0, 10);
  }

  get complete() {
    return /^9\d{9}$/.test(this.national);
  }

  get e164() {
    return `+7${this.national}`;
  }

  // +7 912 345-67-89, as far as typed.
  get masked() {
    const [area, first, second, third] = [this.national.slice(0, 3), this.national.slice(3, 6), this.national.slice(6, 8), this.national.slice(8, 10)];
    return `+7${area && ` ${area}`}${first && ` ${first}`}${second && `-${second}`}${third && `-${third}`}`;
  }
}
