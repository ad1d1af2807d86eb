const timeOnly = new Intl.DateTimeFormat("ru-RU", { hour: "2-digit", minute: "2-digit" });
const dayOnly = new Intl.DateTimeFormat("ru-RU", { day: "numeric", month: "long" });
const dayAndTime = new Intl.DateTimeFormat("ru-RU", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });

export const timeText = (instant) => timeOnly.format(new Date(instant));
export const dayText = (instant) => dayOnly.format(new Date(instant));
// «23 ноября 2026 г. в 12:05» is how browsers say it; the pages write it shorter.
export const dayTimeText = (instant) => dayAndTime.format(new Date(instant)).replace(" г. в ", ", ").replace(" г., ", ", ");

// Today's instants by their time alone.
export const whenText = (instant, now) => (dayText(instant) === dayText(now) ? timeText(instant) : dayTimeText(instant));
