import { isNoDays } from "./conclusion-draft.js";
import { isTooLong } from "./text-length.js";
import { isBlank } from "./typed-text.js";

// Faults of a conclusion as it is written, as {field, message}: the first of a kind, or null.

// A field without which nothing is signed.
export function missingIn(text) {
  const field = ["diagnosis", "recommendations"].find((name) => isBlank(text[name]));
  return field ? { field, message: "Заполните диагноз и рекомендации, чтобы подписать заключение." } : null;
}

// A field whose text can't be stored. `words` say it where it is written: {tooLong, noDays}.
export function unstorableIn(text, limit, words) {
  const field = Object.keys(text).find((name) => isTooLong(text[name], limit));
  if (field) return { field, message: words.tooLong };
  return isNoDays(text.followUpDays) ? { field: "followUpDays", message: words.noDays } : null;
}
