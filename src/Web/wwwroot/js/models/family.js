import { years } from "./plurals.js";

const adultYears = 18;

// Full years on a day; birthDate as "2016-03-05", now in milliseconds of the clinic's clock.
export function ageOn(birthDate, now) {
  const [year, month, day] = birthDate.split("-").map(Number);
  const today = new Date(now);
  const before = today.getMonth() + 1 < month || (today.getMonth() + 1 === month && today.getDate() < day);
  return today.getFullYear() - year - (before ? 1 : 0);
}

// «Берёзкин Сергей Петрович, 10 лет».
export const personText = (person, now) => (person ? `${person.name}, ${ageOn(person.birthDate, now) < 1 ? "меньше года" : years(ageOn(person.birthDate, now))}` : "");

// The names of an account's adults who may act for a child of it.
export const adultsBeside = (people, child, now) =>
  people.filter((one) => one.patientId !== child?.patientId && ageOn(one.birthDate, now) >= adultYears).map(({ name }) => name);
