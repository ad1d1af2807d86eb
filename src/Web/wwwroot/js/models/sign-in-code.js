// The value of a decimal digit of any script: digits stand in runs of ten.
function digit(character) {
  const code = character.codePointAt(0);
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

// The code of six digits in what was typed or pasted, a whole message included; null when there is none, or more than one.
export function codeIn(text) {
  const plain = text.replace(/\p{Nd}/gu, digit);
  const together = plain.match(/(?<!\d)\d{6}(?!\d)/g);
  if (together) return together.length === 1 ? together[0] : null;
  const alone = plain.replace(/[\s\p{Cf}\p{Pd}.]/gu, "");
  return /^\d{6}$/.test(alone) ? alone : null;
}
