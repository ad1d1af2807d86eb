import { plainDigits } from "./digits.js";

// The code of six digits in what was typed or pasted, a whole message included; null when there is none, or more than one.
export function codeIn(text) {
  const plain = plainDigits(text);
  // The last line of a message says it again, bound to the host. A field of one line joins it to the line before.
  const bound = /@\S+ #(\d{6})\s*$/.exec(plain);
  if (bound) return bound[1];
  const together = plain.split(/\D+/).filter((digits) => digits.length === 6);
  if (together.length > 0) return together.length === 1 ? together[0] : null;
  const alone = plain.replace(/[\s\p{Cf}\p{Pd}.]/gu, "");
  return /^\d{6}$/.test(alone) ? alone : null;
}
