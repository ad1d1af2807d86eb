export class Countdown {
  constructor(endsAt, clock) {
    this.endsAt = Date.parse(endsAt);
    this.clock = clock;
  }

  get secondsLeft() {
    return Math.max(0, Math.ceil((this.endsAt - this.clock.now()) / 1000));
  }

  get text() {
    return clockText(this.secondsLeft);
  }

  // The same marks at which the platform warns: 5 minutes and 1 minute.
  get level() {
    const left = this.secondsLeft;
    return left <= 60 ? "last" : left <= 300 ? "soon" : "calm";
  }
}

export function clockText(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
