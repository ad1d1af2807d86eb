const minutesLong = 15;
// No line ends between the two times.
const dash = "\u2060–\u2060";

// How long it is until the reader's next day, in milliseconds.
export const untilMidnight = (now) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime() - now.getTime();

// The time of a booking as its reader's clock shows it: {own, there}. `wall` is the time on the wall at the doctor's place (2026-12-01T09:00), or empty where nobody knows it; `place` names it.
// `there` says whose time it is and what time it is there; null where the doctor's clock shows the same. Without a `zone` it is the browser's; `cities` names zones as the pages do.
export function bookingTime(startsAt, { wall, place, cities = {}, now = new Date(), zone = undefined }) {
  const begins = new Date(startsAt);
  const ends = new Date(begins.getTime() + minutesLong * 60_000);
  const here = wallOf(begins, zone);
  const year = here.slice(0, 4) === wallOf(now, zone).slice(0, 4) ? "" : ` ${here.slice(0, 4)}`;
  const own = `${dayText(begins, zone)}${year}, ${here.slice(11)}${dash}${wallOf(ends, zone).slice(11)}`;
  if (!wall || wall === here) return { own, there: null };
  const day = wall.slice(0, 10) === here.slice(0, 10) ? "" : `${dayText(new Date(`${wall}Z`), "UTC")}, `;
  return { own, there: `ваше время (${cities[idOf(zone)] ?? zoneText(begins, zone)}); у врача ${day}${wall.slice(11)}, ${place}` };
}

// By whose clock the times of a page are, where the clinic's shows another one now; null where it shows the same.
export function clockNote(clinic, { cities = {}, now = new Date(), zone = undefined }) {
  return wallOf(now, clinic) === wallOf(now, zone) ? null : `Время указано по вашим часам: ${cities[idOf(zone)] ?? zoneText(now, zone)}.`;
}

const idOf = (timeZone) => new Intl.DateTimeFormat("ru-RU", { timeZone }).resolvedOptions().timeZone;

const dayText = (instant, timeZone) => new Intl.DateTimeFormat("ru-RU", { weekday: "long", day: "numeric", month: "long", timeZone }).format(instant);

// 2026-12-01T09:00.
function wallOf(instant, timeZone) {
  const parts = new Intl.DateTimeFormat("en-GB", { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).formatToParts(instant);
  const of = (type) => parts.find((one) => one.type === type).value;
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}

// Москва; UTC+10 for other zones, as the pages name them: browsers know few places by their Russian names.
export function zoneText(instant, timeZone) {
  const format = new Intl.DateTimeFormat("ru-RU", { hour: "2-digit", timeZoneName: "shortOffset", timeZone });
  if (format.resolvedOptions().timeZone === "Europe/Moscow") return "Москва";
  return format.formatToParts(instant).find((one) => one.type === "timeZoneName").value.replace("GMT", "UTC").replace("-", "−");
}
