import { zoneText } from "./booking-time.js";
import { plural } from "./plurals.js";
import { queues, shortName, specialist } from "./words.js";

// The words of booked consultations. Times are the reader's own; `zone` is the doctor's.

const parts = (instant, timeZone) => Object.fromEntries(
  new Intl.DateTimeFormat("ru-RU", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone }).formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));

const written = ({ day, month, hour, minute }) => `${day}\u00a0${month} в\u00a0${hour}:${minute}`;

// «1 декабря в 14:00»; where the doctor's clock shows another time, it says whose this one is. own: the reader's zone, the browser's where none is given.
export function visitTime(startsAt, zone = undefined, own = undefined) {
  const mine = written(parts(startsAt, own));
  return zone && written(parts(startsAt, zone)) !== mine ? `${mine} по вашему времени` : mine;
}

const specialtyText = (specialty) => (queues.includes(specialty) ? specialist(specialty).short : specialty);

// «терапевт, Сердечный Олег».
export const visitDoctor = ({ specialty, doctorName }) => [specialtyText(specialty), doctorName && shortName(doctorName)].filter(Boolean).join(", ");

// «У пациента 1 декабря в 21:00 (Владивосток)»; null where nobody asked where the patient is, or the reader's clock shows the same. cities: names of zones, as the pages have them.
export function patientTime({ startsAt, patientZone = null }, cities = {}, own = undefined) {
  if (!patientZone) return null;
  const there = written(parts(startsAt, patientZone));
  return there === written(parts(startsAt, own)) ? null : `У пациента ${there} (${cities[patientZone] ?? zoneText(new Date(startsAt), patientZone)})`;
}

// A line of the chat: the booking, its move, its end. Of several persons of a login it names the one, and it says which documents are needed.
export function visitLine(kind, visit) {
  const when = visitTime(visit.startsAt, visit.zone);
  const whose = visit.givenName ? ` (${visit.givenName})` : "";
  const documents = visit.documents ? `. Добавьте в Медкарту: ${visit.documents}` : "";
  if (kind === "appointmentCancelled") return `Запись${whose} отменена: ${when}, ${visitDoctor(visit)}`;
  if (kind === "appointmentMoved") return `Запись${whose} перенесена на ${when}${visit.formerStartsAt ? ` (была ${visitTime(visit.formerStartsAt)})` : ""}: ${visitDoctor(visit)}${documents}`;
  return `Вы записаны на консультацию${whose}: ${when}, ${visitDoctor(visit)}${documents}`;
}

// The booking for which a session is: «Запись 1 декабря в 14:00: терапевт, Сердечный Олег».
export const bookedText = (visit) => `Запись ${visitTime(visit.startsAt, visit.zone)}: ${visitDoctor(visit)}`;

// A line of a doctor's day: «1 декабря в 14:00, повторная».
export const bookedVisit = ({ startsAt, repeated }) => `${visitTime(startsAt)}, ${repeated ? "повторная" : "первичная"}`;

// Why a doctor on duty gets no urgent patients just now; empty while no booking is near.
export function keptFreeText(bookings, now) {
  const near = bookings.find(({ keptFreeFrom }) => keptFreeFrom && Date.parse(keptFreeFrom) <= now);
  return near ? `Срочные пациенты пока не предлагаются: консультация по записи ${visitTime(near.startsAt)}.` : "";
}

const titles = {
  booked: "Сообщить о записи",
  moved: "Сообщить о переносе",
  cancelled: "Сообщить об отмене",
  moveWished: "Просит перенести запись",
  cancelWished: "Просит отменить запись",
  outsideRoster: "Запись вне графика врача",
  doctorGone: "Врач больше не принимает",
};

export const taskTitle = ({ news }) => titles[news] ?? "Запись";

const ways = { chat: "в чате или СМС", call: "звонком на платформе", phone: "по телефону" };

// «по телефону, представителю»; null for tasks in which nobody is to be told.
export function tellText({ news, tellBy, tellWhom }) {
  if (!["booked", "moved", "cancelled"].includes(news)) return null;
  return `${ways[tellBy] ?? ""}${tellWhom === "representative" ? ", представителю" : ""}`;
}

const wishes = { moveWished: "просит перенести запись", cancelWished: "просит отменить запись" };

// «Пациент просит перенести запись: «После обеда»».
export const wishText = ({ news, words }) => `Пациент ${wishes[news] ?? "просит изменить запись"}${words ? `: «${words}»` : ", без пояснений"}`;

// The message to consultants when a wish comes.
export const wishNews = ({ patientName, appointment }) => `${patientName ? shortName(patientName) : "Пациент"} ${wishes[appointment?.news] ?? "просит изменить запись"}: ${visitTime(appointment?.startsAt)}`;

// {text, overdue} of what has to be done until an instant, or was put off until then; null where nothing presses.
export function dueText(dueAt, now, isPutOff = false) {
  if (!dueAt) return null;
  const minutes = Math.round((Date.parse(dueAt) - now) / 60_000);
  const when = Math.abs(minutes) < 12 * 60 ? written(parts(dueAt)).split(" ").at(-1).replace("в\u00a0", "") : visitTime(dueAt);
  if (Date.parse(dueAt) > now) return { overdue: false, text: `${isPutOff ? "отложено " : ""}до ${when}` };
  const late = -minutes;
  return { overdue: true, text: late < 1 ? "пора сейчас" : late < 60 ? `просрочено на ${late}\u00a0${plural(late, "минуту", "минуты", "минут")}` : `просрочено: надо было до ${when}` };
}

const minute = 60_000;

// The choices of when to try again.
export const delays = [["15 минут", 15 * minute], ["час", 60 * minute], ["3 часа", 180 * minute]];
