const anyDigit = /\p{Nd}/gu;
const oneDigit = /^\p{Nd}$/u;

// Digits of any script as 0 to 9: full-width and Arabic keyboards write them differently. Everything else stays.
export function plainDigits(text) {
  return text.replace(anyDigit, (digit) => String(valueOf(digit.codePointAt(0))));
}

// Unicode keeps the ten digits of a script together, zero first; where scripts touch, the tens still count.
function valueOf(point) {
  let zero = point;
  while (oneDigit.test(String.fromCodePoint(zero - 1))) zero--;
  return (point - zero) % 10;
}
