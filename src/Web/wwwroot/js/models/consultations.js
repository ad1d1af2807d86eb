// The events with which doctors' consultations began.
export const consultationLegs = (events) => events.filter(({ kind, data }) => kind === "legStarted" && data.kind === "consultation");

// The doctors' consultations of this contact that are over, oldest first: {queue, name, startedAt, endedAt, signed}.
export function consultationsOf(events) {
  const held = [];
  let running = null;
  for (const { kind, at, by, data } of events) {
    if (kind === "legStarted") running = data.kind === "consultation" ? { doctor: data.staff.participantId, queue: data.staff.queue, name: data.staff.name, startedAt: data.startedAt, signed: false } : null;
    if (kind === "legEnded" && running) {
      held.push({ ...running, endedAt: at });
      running = null;
    }
    // A doctor signs during the consultation or after it; of two with the same patient the latest one is meant that has no conclusion yet.
    if (kind === "conclusionSigned") {
      const signed = [...held, running].findLast((one) => one?.doctor === by && !one.signed);
      if (signed) signed.signed = true;
    }
  }
  return held;
}
