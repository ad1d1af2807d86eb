const timeOnly = new Intl.DateTimeFormat("ru-RU", { hour: "2-digit", minute: "2-digit" });
const dayOnly = new Intl.DateTimeFormat("ru-RU", { day: "numeric", month: "long" });
const dayAndTime = new Intl.DateTimeFormat("ru-RU", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });

export const timeText = (instant) => timeOnly.format(new Date(instant));
export const dayText = (instant) => dayOnly.format(new Date(instant));
// «23 ноября 2026 г. в 12:05» is how browsers say it; the pages write it shorter.
export const dayTimeText = (instant) => dayAndTime.format(new Date(instant)).replace(" г. в ", ", ").replace(" г., ", ", ");

// Today's instants by their time alone.
export const whenText = (instant, now) => (dayText(instant) === dayText(now) ? timeText(instant) : dayTimeText(instant));

// Сегодня в 14:00, завтра в 09:00; later days by their date.
export function soonText(instant, now = Date.now()) {
  const ahead = [0, 1].find((days) => dayText(new Date(now).setDate(new Date(now).getDate() + days)) === dayText(instant));
  return ahead === undefined ? dayTimeText(instant) : `${["Сегодня", "Завтра"][ahead]} в ${timeText(instant)}`;
}

// Whether the reader's clock shows another time than one at another place does. own: the reader's zone, the browser's where none is given.
export function isOtherTime(instant, zone, own = undefined) {
  const at = (timeZone) => new Date(instant).toLocaleString("ru-RU", { timeZone });
  return at(zone) !== at(own);
}
