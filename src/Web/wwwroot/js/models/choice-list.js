// The choices that a line offers while one types in it, and the one that Enter takes (`at`, -1 for none). Events: "change".
export class ChoiceList extends EventTarget {
  constructor() {
    super();
    this.choices = [];
    this.at = -1;
  }

  get isOpen() {
    return this.choices.length > 0;
  }

  get chosen() {
    return this.choices[this.at] ?? null;
  }

  offer(choices) {
    this.choices = choices;
    this.at = choices.length > 0 ? 0 : -1;
    this.dispatchEvent(new Event("change"));
  }

  // Around the end to the beginning.
  move(step) {
    if (!this.isOpen) return;
    const last = this.choices.length - 1;
    this.at = step > 0 ? (this.at === last ? 0 : this.at + 1) : this.at <= 0 ? last : this.at - 1;
    this.dispatchEvent(new Event("change"));
  }

  close() {
    this.offer([]);
  }
}
