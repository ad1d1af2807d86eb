export class Countdown {
  // warnings: how many seconds before the end the platform warns, longest first.
  constructor(endsAt, clock, warnings = []) {
    this.warnings = warnings;
    this.endsAt = Date.parse(endsAt);
    this.clock = clock;
  }

  get secondsLeft() {
    return Math.max(0, Math.ceil((this.endsAt - this.clock.now()) / 1000));
  }

  get text() {
    return clockText(this.secondsLeft);
  }

  // The same marks at which the platform warns.
  get level() {
    const passed = this.warnings.filter((warning) => this.secondsLeft <= warning).length;
    return passed === 0 ? "calm" : passed === this.warnings.length ? "last" : "soon";
  }
}

export function clockText(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
