import { isConsultants } from "./words.js";

// The way of a contact at the consultant's desk: who it is, the consent, the doctor. `doctor` is the queue that the age rule sends the person to.
const steps = ["who", "consent", "doctor"];

// The next thing to do, as the name of the button that does it; null where there is nothing, or where two are as good.
export function nextStep({ phase, patient = null, consented = false, card = null }) {
  if (phase === "followUp") return "close";
  if (phase !== "intake") return null;
  if (!patient) return "who";
  if (card && !card.policy?.validToday) return "close";
  if (!consented) return "consent";
  return card?.doctor && !isConsultants(card.doctor) ? card.doctor : null;
}

// How far the steps are: done, now or ahead, by their names; all done after the doctor.
export function stepStates(contact) {
  const at = stepOf(contact);
  return new Map(steps.map((name, i) => [name, i < at ? "done" : i === at ? "now" : "ahead"]));
}

function stepOf({ phase, patient = null, consented = false }) {
  if (phase === "followUp") return steps.length;
  if (!patient) return 0;
  return consented ? 2 : 1;
}
