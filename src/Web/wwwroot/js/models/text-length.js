import { plural } from "./plurals.js";

const nearShare = 0.9;
const counted = new Intl.NumberFormat("ru-RU");
const characters = (count) => `${counted.format(count)} ${plural(count, "знак", "знака", "знаков")}`;

export const isTooLong = (text, limit) => text.length > limit;

// The words of a field about its length: nothing far from the limit, what is left near it, and beyond it how much too long it is.
export function lengthNote(text, limit) {
  const left = limit - text.length;
  if (left < 0) return `Слишком длинный текст: на ${characters(-left)} больше, чем помещается (${counted.format(limit)}). Ничего не потеряно: сократите текст или разделите его.`;
  return text.length >= limit * nearShare ? `Ещё ${characters(left)}` : "";
}
