const dayMinutes = 1440;
const step = 15;
const keys = { ArrowUp: -step, ArrowDown: step };
const weekdays = ["каждый понедельник", "каждый вторник", "каждую среду", "каждый четверг", "каждую пятницу", "каждую субботу", "каждое воскресенье"];

// A shift of a week: the number of its day from Monday on, when it begins in minutes from midnight, and how long it lasts.
export function shiftOf(day, from, until) {
  const [begin, end] = [minutesOf(from), minutesOf(until)];
  return { day, from: begin, length: end > begin ? end - begin : end + dayMinutes - begin };
}

// Moved by some days and minutes, as far as the week and the day go.
export const moved = (shift, days, minutes) => ({
  ...shift, day: between(shift.day + days, 0, 6), from: between(shift.from + rounded(minutes), 0, dayMinutes - step),
});

// With its end later or earlier: a quarter of an hour at least, a day at most.
export const stretched = (shift, minutes) => ({ ...shift, length: between(shift.length + rounded(minutes), step, dayMinutes) });

// The shift after a key, or null for keys that mean nothing here.
export function keyMove(shift, key, stretch) {
  if (keys[key]) return stretch ? stretched(shift, keys[key]) : moved(shift, 0, keys[key]);
  if (stretch) return null;
  return key === "ArrowLeft" ? moved(shift, -1, 0) : key === "ArrowRight" ? moved(shift, 1, 0) : null;
}

export const isSame = (one, other) => one.day === other.day && one.from === other.from && one.length === other.length;

// How the day shows it: from its begin to the day's end at most.
export const shownMinutes = ({ from, length }) => Math.min(length, dayMinutes - from);

export const beginOf = ({ from }) => text(from);

// 24:00 where it ends with its day, else the time, perhaps of the next day.
export const endOf = ({ from, length }) => (from + length === dayMinutes ? "24:00" : text((from + length) % dayMinutes));

export const hoursText = (shift) => `${beginOf(shift)}–${endOf(shift)}`;

// «каждую среду», in the week in which Monday is 0.
export const everyWeekday = (day) => weekdays[day];

const rounded = (minutes) => Math.round(minutes / step) * step;
const between = (value, least, most) => Math.min(most, Math.max(least, value));
const minutesOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const text = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
