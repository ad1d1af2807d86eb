import { Fault } from "../models/refusal.js";

// Fetches a page, or a part of one, that the platform makes. Answers it as a document, which no script of it runs in.
export async function fetchPage(path) {
  const response = await fetch(path, { credentials: "same-origin", cache: "no-store" }).catch(() => {
    throw new Fault("Нет связи с сервером.", true);
  });
  // Led away, to the sign-in: whoever goes there now loses what was typed here.
  if (response.redirected) throw new Fault("Вход закончился.", false);
  if (!response.ok) throw new Fault("Сервис временно недоступен.", false);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
