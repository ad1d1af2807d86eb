const broken = /[\0\uFFFE\uFFFF\p{Surrogate}]/gu;
const blank = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB\uFFFE\uFFFF]*$/u;

// All that leaves the page goes through here: halves of surrogate pairs, which no encoding carries, U+0000, U+FFFE and U+FFFF become U+FFFD, as at the platform's own door.
// Texts in lists and plain objects, too; anything else, as a browser's own descriptions of calls, stays as it is.
export function wellFormed(value) {
  if (typeof value === "string") return value.replace(broken, "\uFFFD");
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, wellFormed(part)]));
  return value;
}

// A text on a line of its own below what is typed, of which nothing is lost.
export function below(typed, text) {
  const before = typed.trimEnd();
  return before ? `${before}\n${text}` : text;
}

// Nothing to see: no character but spaces and invisible ones.
export const isBlank = (text) => blank.test(text);
