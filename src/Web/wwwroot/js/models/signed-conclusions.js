import { consultationLegs } from "./consultations.js";
import { shortName, specialist } from "./words.js";

// The signed conclusions of a session, each told apart from the others: {id, text}. ids: in the order of signing; time(at) writes an instant.
// events: of the session; the first ones may be missing, then a conclusion is told by its number alone.
export function signedConclusions(ids, events, time) {
  if (ids.length === 1) return [{ id: ids[0], text: "Открыть заключение" }];
  return ids.map((id, i) => ({ id, text: [`Заключение ${i + 1}`, ...whose(id, events, time)].join(", ") }));
}

// The doctor, and the time of the consultation; a doctor who was there twice is told by the time of signing.
function whose(id, events, time) {
  const signed = events.find(({ kind, data }) => kind === "conclusionSigned" && data?.conclusionId === id);
  const legs = consultationLegs(events).filter(({ data }) => data.staff.participantId === signed?.by);
  if (legs.length === 0) return [];
  const { staff, startedAt } = legs.length === 1 ? legs[0].data : { staff: legs[0].data.staff };
  return [`${specialist(staff.queue).short} ${shortName(staff.name)}`, startedAt ? `консультация в ${time(startedAt)}` : `подписано в ${time(signed.at)}`];
}
