import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatLines } from "../../src/Web/wwwroot/js/models/chat-lines.js";
import { QueuePlace } from "../../src/Web/wwwroot/js/models/queue-place.js";
import { sentBackFrom } from "../../src/Web/wwwroot/js/models/sent-back.js";
import { event } from "./fakes.mjs";

const queued = (sequence, queue) => event(sequence, "queued", "system", { for: queue });
const leg = (sequence, kind) => event(sequence, "legStarted", "system", { kind, staff: { participantId: "d1", name: "Морозова Светлана Олеговна", queue: "therapist" } });
const inVain = [queued(2, "consultant"), leg(3, "intake"), queued(5, "therapist"), queued(6, "consultant")];

test("A patient whom no doctor took is told so, in the waiting room and in the chat", () => {
  assert.equal(sentBackFrom(inVain), "therapist");
  const place = new QueuePlace("consultant", { position: 1, covered: true, estimatedWaitSeconds: 20 }, { sentBack: "therapist" });
  assert.equal(place.title, "Соединяем с медконсультантом");
  assert.equal(place.estimate, "Сейчас нет дежурного терапевта на линии. Медконсультант подскажет, как быть. Ответят меньше чем через минуту.");
  const lines = new ChatLines("patient", {});
  assert.equal(inVain.map((one) => lines.line(one)).at(-1).text, "На линии не оказалось дежурного терапевта: снова ожидание медконсультанта");
});

test("After a doctor's consultation, and after a consent that was withdrawn, nobody waited in vain", () => {
  const after = [queued(5, "therapist"), leg(6, "consultation"), queued(8, "consultant")];
  const withdrawn = [queued(5, "therapist"), event(6, "consentWithdrawn"), queued(7, "consultant")];
  for (const events of [after, withdrawn, inVain.slice(0, 1), [...inVain, leg(7, "intake")]]) assert.equal(sentBackFrom(events), null);
  const lines = new ChatLines("patient", {});
  assert.equal(withdrawn.map((one) => lines.line(one)).at(-1).text, "Ожидание медконсультанта");
});
