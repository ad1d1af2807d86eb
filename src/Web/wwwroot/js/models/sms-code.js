import { plainDigits } from "./digits.js";

// The six digits in what was typed or pasted, read as the platform reads them: together in whatever words stand around
// them, or alone with spaces or hyphens between. Null when there are none, or more than one such code.
export function smsCode(text) {
  const plain = plainDigits(text);
  const together = plain.split(/\D+/).filter((digits) => digits.length === 6);
  if (together.length === 1) return together[0];
  const alone = plain.replace(/[\s\p{Cf}\p{Pd}.]/gu, "");
  return /^\d{6}$/.test(alone) ? alone : null;
}
