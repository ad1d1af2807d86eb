const noMobile = "Введите номер мобильного телефона, например +7 912 345-67-89.";

const texts = {
  invalidCode: () => "Введите шесть цифр из СМС.",
  codeExpired: () => "Код больше не действует. Запросите новый.",
  // Too many codes or too many tries: a minute helps against neither.
  tooMany: ({ codesAgain, hotline }) => `Слишком много попыток. Подождите ${codesAgain ?? "немного"} или позвоните ${hotline}: медконсультант поможет войти.`,
  unavailable: ({ hotline }) => `Сервис временно недоступен. Попробуйте ещё раз через минуту или позвоните ${hotline}.`,
};

// The fault of a number before anybody is asked; null when there is none.
export function phoneTrouble(phone) {
  if (phone.complete) return null;
  if (phone.landline) return "На городской номер СМС не придёт. Введите номер мобильного телефона.";
  return noMobile;
}

// The code's SMS did not go out: another code can be asked for at once.
export const notSent = "СМС с кодом не отправлено. Проверьте номер и запросите код ещё раз.";

// A refusal or fault of signing in as the person reads it; terms: see helpers/terms.js. `newCode`: only another code helps.
export function signInTrouble(error, terms = {}) {
  return { text: texts[error.code]?.(terms) ?? error.message, newCode: error.code === "codeExpired" };
}
