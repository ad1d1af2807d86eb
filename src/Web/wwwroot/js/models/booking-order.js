// A wish to book, and where its refusals are said. Ages decide between these two only: they are the posts on duty.
const byAge = ["therapist", "paediatrician"];
const dayMs = 86_400_000;
const lastOfWeek = 6;

// Where on the page a refusal is said: at the field that it is about, else at the button.
export const placeOf = (code) => (code === "wrongAge" ? "override" : "order");

// The refusals after which the grid is shown anew, because the time that was chosen is no more to be had.
export const losesSlot = (code) => ["slotTaken", "slotUnavailable", "doctorUnavailable"].includes(code);

// The refusals after which the booking is read anew: somebody else changed it.
export const losesVersion = (code) => code === "appointmentChanged" || code === "appointmentOver";

// Whether a reason is needed, because the age asks for another doctor (S3.2). `ageDoctor`: the one for the age; "" under one year, where there is none.
export const isAgainstAge = (specialty, ageDoctor) => byAge.includes(specialty) && specialty !== ageDoctor;

// A day of the calendar some days later, as 2026-12-01: no zone moves it.
export const daysLater = (day, count) => new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);

// The search that the fields come to; what is empty is left out. fields: {specialty, doctor, when, firstDay, timeOfDay, zone, repeated}
export function searchOf(fields, patient) {
  const [notBefore, notAfter] = (fields.timeOfDay ?? "").split("-");
  const dated = fields.when !== "soonest" && fields.firstDay;
  const query = {
    specialty: fields.specialty, doctor: fields.doctor, zone: fields.zone, notBefore, notAfter,
    firstDay: dated ? fields.firstDay : "",
    lastDay: !dated ? "" : fields.when === "day" ? fields.firstDay : daysLater(fields.firstDay, lastOfWeek),
    repeatFor: fields.repeated && !fields.doctor ? patient : "",
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value));
}

// The first thing that is missing, {place, text}; null when all is there.
export function lackOf({ slot, reason, override }, { moves, needsOverride }) {
  if (!slot) return { place: "order", text: "Выберите свободное время." };
  if (!reason.trim()) return { place: "reason", text: moves ? "Укажите, почему переносите запись." : "Укажите причину обращения." };
  if (needsOverride && !override.trim()) return { place: "override", text: "По возрасту положен другой врач: укажите, почему записываете к этому." };
  return null;
}

// The id of a tap: kept as long as nobody knows whether what was asked came through, so that asking for the same again makes no second booking.
export class OrderTap {
  #newId;
  #asked = null;
  #id = null;

  constructor(newId) {
    this.#newId = newId;
  }

  idFor(order) {
    const asked = JSON.stringify(order);
    if (asked !== this.#asked) [this.#asked, this.#id] = [asked, this.#newId()];
    return this.#id;
  }

  // The platform has answered: the same order is a new one from now on.
  answered() {
    this.#asked = null;
  }
}
