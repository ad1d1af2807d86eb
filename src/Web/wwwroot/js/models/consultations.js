// The doctors' consultations of this contact that are over, oldest first: {queue, name, startedAt, endedAt, signed}.
export function consultationsOf(events) {
  const held = [];
  let running = null;
  for (const { kind, at, data } of events) {
    if (kind === "legStarted") running = data.kind === "consultation" ? { queue: data.staff.queue, name: data.staff.name, startedAt: data.startedAt } : null;
    if (kind === "legEnded" && running) {
      held.push({ ...running, endedAt: at, signed: false });
      running = null;
    }
    // A doctor signs during the consultation, or the last one unsigned after it.
    if (kind === "conclusionSigned") {
      const waiting = held.find((one) => !one.signed);
      if (waiting) waiting.signed = true;
    }
  }
  return held;
}
