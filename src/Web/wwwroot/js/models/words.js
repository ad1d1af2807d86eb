import { dateText } from "./date-text.js";
import { minutes, plural, seconds, years } from "./plurals.js";

// The names of things on screens; pages have the same in Wording/Labels.cs, and tests/Web holds the two together.

const modes = { chat: "Чат", audio: "Аудиосвязь", video: "Видеосвязь", phone: "Звонок по телефону" };

const phases = {
  waitingForConsultant: { patient: "Соединяем с медконсультантом", staff: "ждёт медконсультанта" },
  intake: { patient: "медконсультант", staff: "первый разговор" },
  waitingForDoctor: { patient: "Соединяем с дежурным врачом", staff: "ждёт врача" },
  consultation: { patient: "консультация врача", staff: "консультация" },
  followUp: { patient: "медконсультант", staff: "после врача" },
  closed: { patient: "Обращение закрыто", staff: "закрыто" },
};

// By queue, the scripts' only list of them: in the forms that Russian asks for after «нет», «к», «с», as one word where the duty is clear, as many, and as the title of a transfer.
const specialists = {
  consultant: { name: "медконсультант", of: "медконсультанта", to: "медконсультанту", with: "медконсультантом", short: "медконсультант", many: "Медконсультанты", transfer: "Передать другому медконсультанту" },
  therapist: { name: "дежурный терапевт", of: "дежурного терапевта", to: "дежурному терапевту", with: "дежурным терапевтом", short: "терапевт", many: "Терапевты", transfer: "Перевести терапевту" },
  paediatrician: { name: "дежурный педиатр", of: "дежурного педиатра", to: "дежурному педиатру", with: "дежурным педиатром", short: "педиатр", many: "Педиатры", transfer: "Перевести педиатру" },
};
const somebody = { name: "медконсультант", of: "специалиста", to: "специалисту", with: "врачом", short: "врач" };

// `staff`: where they read it otherwise; `next`: what the patient may do; `again`: the button that calls once more, where that is what is needed.
const closings = {
  completed: { title: () => "Обращение завершено", next: () => "Если врач вас консультировал, заключение появится в разделе «Календарь». Нужна помощь снова — обращайтесь в любое время." },
  cancelledByPatient: { title: () => "Вы завершили обращение", staff: "Пациент завершил обращение", next: () => "Если помощь всё же нужна, обратитесь снова: это можно сделать в любое время.", again: "Обратиться снова" },
  noConnection: { title: (terms) => `Консультация закрыта: не удалось соединиться за ${terms.absent}`, next: (terms) => `Связи с этой страницей не было ${terms.absent}, поэтому место в очереди не сохранилось. Позвоните снова одним касанием или наберите ${terms.hotline}.`, again: "Позвонить снова" },
  noService: { title: () => "Обращение закрыто: услуга не может быть оказана", next: (terms) => `Медконсультант ответит на вопросы по телефону ${terms.hotline}.` },
  continuedElsewhere: { title: () => "Вы уже ждёте в другом обращении", staff: "Пациент уже ждёт в другом обращении — оно продолжится там", next: () => "Разговор продолжится там, место в очереди сохранилось." },
  staffClosed: { title: () => "Обращение закрыто медконсультантом", next: (terms) => `Если вопрос остался, обратитесь снова или позвоните по телефону ${terms.hotline}.`, again: "Обратиться снова" },
};
const closed = { title: () => "Обращение закрыто", next: () => "Если помощь нужна, обратитесь снова." };

// How far it is settled who calls; tests/Structure holds them against the table of the levels.
const identities = {
  none: "личность не подтверждена",
  codeConfirmed: "номер подтверждён кодом",
  identified: "личность подтверждена медконсультантом",
  additionallyIdentified: "пройдена дополнительная идентификация",
};

const legs = { intake: "Новый вызов", consultation: "Перевод от медконсультанта", followUp: "Возврат после врача" };

const dutyReasons = {
  offersMissed: (terms) => `Вы переведены на перерыв: вы не ответили на ${terms.offersMissed} ${plural(terms.offersMissed, "вызов", "вызова", "вызовов")} подряд.`,
  standingChanged: () => "Ваши должности или вход изменились: вы не на смене. Обновите страницу.",
  sentToBreak: () => "Старший смены отправил вас на перерыв. Начатые разговоры продолжаются.",
  wrapUpOver: () => "Оформление закончено: вы снова на линии.",
  consultationEnded: () => "Консультация окончена. Время на оформление заключения.",
};

export const modeTitle = (mode) => modes[mode] ?? "";
export const modeText = (mode) => modes[mode]?.toLowerCase() ?? mode;

// The sentence that stands where there is no call in this page.
// consented: there is nothing left to confirm.
export function talkText(mode, waiting, consented = false) {
  if (mode === "phone") return waiting ? "Вам позвонят по телефону. Эту страницу можно закрыть." : `Разговор идёт по телефону. Здесь можно ${consented ? "" : "подтвердить согласие, "}прислать документы и прочитать заключение.`;
  return waiting ? "Вам ответят в чате. Можно выбрать звонок:" : "Вы переписываетесь в чате.";
}

// Where a session stands: as its patient reads it beside a name, as staff read it in a list.
export const whereText = (phase) => phases[phase]?.patient ?? "";
export const phaseText = (phase) => phases[phase]?.staff ?? phase;

export const queues = Object.keys(specialists);
// Whether a queue is the consultants': a patient there waits for no doctor.
export const isConsultants = (queue) => queue === "consultant";
export const specialist = (queue) => specialists[queue] ?? somebody;
// The title of a consultation in a history: by who held it.
export const visitTitle = (queue) => capital(specialist(queue).name);

export const nobodyOnDuty = (queue) => `Сейчас нет ${specialist(queue).of} на линии`;
export const doctorText = (queue) => (queue ? specialist(queue).short : "врача выбирает медконсультант");

// concluded: whether a signed conclusion is there to be opened.
export function closedText(reason, terms, concluded = false) {
  const { title, next, again = null } = closings[reason] ?? closed;
  return { title: title(terms), next: concluded && reason === "completed" ? "Заключение врача готово: его можно открыть здесь и в разделе «Календарь». Нужна помощь снова — обращайтесь в любое время." : next(terms), again };
}
export const closedLine = (reason, forPatient, terms) => (forPatient ? null : closings[reason]?.staff) ?? (closings[reason] ?? closed).title(terms);

export const identityText = (level) => identities[level] ?? "";
export const isIdentified = (level) => level !== "none";

export const legText = (kind) => legs[kind] ?? "Новый вызов";
export const dutyReasonText = (why, terms) => dutyReasons[why]?.(terms) ?? null;
// The reason why a specialist gets no calls without having switched so; it stays on the desk as long as it holds.
export function dutyNote({ duty, why }, terms) {
  if (duty === "away" && why === "offersMissed") return `${dutyReasonText(why, terms)} Новые вызовы не приходят, пока вы не на линии.`;
  if (duty === "away" && why === "sentToBreak") return dutyReasonText(why, terms);
  return duty === "off" && why === "standingChanged" ? dutyReasonText(why, terms) : "";
}

// How long a consultation still lasts.
export const limitText = (secondsLeft) => `До конца консультации ${secondsLeft >= 60 ? minutes(Math.round(secondsLeft / 60)) : seconds(secondsLeft)}`;

export const ageText = (card) => `${card.ageYears < 1 ? "меньше года" : years(card.ageYears)} → ${doctorText(card.doctor)}`;
// A policy where its number helps: with whose it is, as two insurers may have the same number.
export const policyLine = (policy) => (policy ? `${policy.number}, ${policy.insurer.name}: ${policyText(policy)}` : policyText(policy));
// Why no policy is valid today (S2.4): the latest one has ended, or the first one has not begun.
export function policyReason(policy, now) {
  if (!policy) return "В базе нет ни одного полиса.";
  return Date.parse(policy.validTo) < now ? `Срок действия закончился ${dateText(policy.validTo)}.` : `Полис начнёт действовать ${dateText(policy.validFrom)}.`;
}
export const policyText = (policy) => (policy?.validToday ? "полис действует" : policy ? "полис не действует" : "нет полиса");
// The names by which Russians address each other: «Анна Ивановна» of «Вежливая Анна Ивановна».
export function givenNames(name) {
  const words = name.split(" ").filter(Boolean);
  return words.length > 2 ? words.slice(1).join(" ") : name;
}
export const shortName = (name, isSignedIn = false) => (name ? name.split(" ").slice(0, 2).join(" ") : nobodyChosen(isSignedIn));
// Stands for the name as long as the consultant has not found out whom the contact is for.
export const nobodyChosen = (isSignedIn) => (isSignedIn ? "Пациент не выбран" : "Без входа");

export const minutesBetween = (instant, now) => Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));

// How long somebody or something waits, in the largest unit that says enough: 12 мин, 3 ч, 2 дня.
export function waitText(minutesLong) {
  if (minutesLong < 1) return "меньше минуты";
  if (minutesLong < 60) return `${minutesLong}\u00a0мин`;
  const hours = Math.floor(minutesLong / 60);
  if (hours < 48) return `${hours}\u00a0ч`;
  const days = Math.floor(hours / 24);
  return `${days}\u00a0${plural(days, "день", "дня", "дней")}`;
}

// How long a conclusion waits for its signature; from some age on it is overdue (S6).
export function unsignedText(entry, now, terms) {
  const age = minutesBetween(entry.consultations[0].endedAt ?? entry.openedAt, now);
  const overdue = age * 60 >= terms.unsignedSeconds;
  return { overdue, text: overdue ? `просрочено: ${waitText(age)} без подписи` : `не подписано ${waitText(age)}` };
}

// The text as it begins a sentence.
export const capital = (text) => text[0].toUpperCase() + text.slice(1);
