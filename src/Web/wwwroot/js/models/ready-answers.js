import { givenNames } from "./words.js";

// The sentences that specialists write every day, by desk.
const answers = {
  consultant: [
    "Здравствуйте, {имя}! Я медконсультант. Расскажите, пожалуйста, что случилось.",
    "Назовите, пожалуйста, номер телефона, указанный при покупке полиса.",
    "На ваш номер придёт СМС с кодом. Назовите его, пожалуйста.",
    "Сейчас отправлю согласие на обработку персональных данных: прочитайте и подтвердите его.",
    "Соединяю вас с дежурным врачом. Не закрывайте страницу и не прерывайте вызов.",
    "Заключение врача появится в разделе «Календарь».",
    "Если станет хуже, обращайтесь снова в любое время. При угрозе жизни звоните 103.",
  ],
  doctor: [
    "Здравствуйте, {имя}! Я дежурный врач. Что вас беспокоит?",
    "Есть ли температура? Какая и сколько дней?",
    "Какие лекарства вы принимаете? Есть ли аллергия?",
    "Есть ли хронические болезни?",
    "Заключение с рекомендациями появится в разделе «Календарь».",
    "При угрозе жизни звоните 103.",
  ],
};

// {name, text}: the member's own (`own`, templates with a message) first, then the desk's, which have no names. `patient` is whom they are for: a full name, or null.
export function readyAnswers(desk, wanted, own = [], patient = null) {
  const low = wanted.trim().toLowerCase();
  const all = [...own.map(({ name, text }) => ({ name, text: text.message })), ...(answers[desk] ?? []).map((text) => ({ name: null, text }))];
  return all.map(({ name, text }) => ({ name, text: filledIn(text, patient) })).filter(({ name, text }) => text.toLowerCase().includes(low) || (name ?? "").toLowerCase().includes(low));
}

// {имя} is the name by which Russians address the patient. While nobody is chosen the sentence does without it: «Здравствуйте, {имя}!» is «Здравствуйте!».
export function filledIn(text, patient) {
  if (patient) return text.replace(/\{имя\}/giu, () => givenNames(patient));
  return text.replace(/(^|[.!?\n]\s*)\{имя\}[,!]?\s*(\p{L}?)/giu, (_, before, first) => before + first.toUpperCase()).replace(/,?[ \u00a0]*\{имя\}/giu, "");
}
