import { consultationLegs } from "./consultations.js";

// A consultation as its doctor tells it from their others: {number, startedAt}. Its number in its session is told where there are several; time(at) writes an instant.
export function consultationText({ number, startedAt }, time, isOneOfSeveral = number > 1) {
  return isOneOfSeveral ? `консультация ${number}, с\u00a0${time(startedAt)}` : `с\u00a0${time(startedAt)}`;
}

// The same for an entry of those that wait for the doctor's signature.
export function unsignedConsultationText({ sessionId, consultations: [consultation] }, entries, time) {
  const isOneOfSeveral = consultation.number > 1 || entries.filter((one) => one.sessionId === sessionId).length > 1;
  return consultationText(consultation, time, isOneOfSeveral);
}

// The consultation that goes on or went on last: {number, startedAt}, or null. events: of the session.
export function lastConsultation(events) {
  const held = consultationLegs(events);
  return held.length === 0 ? null : { number: held.length, startedAt: held.at(-1).data.startedAt };
}
