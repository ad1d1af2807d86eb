import { isConsultants } from "./words.js";

const kinds = ["queued", "legStarted", "consentWithdrawn"];

// The queue of the doctor for whom the patient waited in vain before waiting for a consultant again (S3.3); null where it was not so.
export function sentBackFrom(events) {
  const [before, last] = events.filter((event) => kinds.includes(event.kind)).slice(-2);
  return isWait(last) && isConsultants(last.data.for) && isWait(before) && !isConsultants(before.data.for) ? before.data.for : null;
}

const isWait = (event) => event?.kind === "queued";
