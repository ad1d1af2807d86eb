const linked = /https?:\/\/[^\s<>"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\d+])(?:\+7|8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)/g;
// Marks after an address belong to the sentence, not to the address.
const trailing = /[.,;:!?»)\]]+$/;

// A text in parts: {text}, and {text, href} for addresses, mail and phone numbers in it.
export function linkedText(text) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(linked)) {
    const shown = found[0].replace(trailing, "");
    if (found.index > from) parts.push({ text: text.slice(from, found.index) });
    parts.push({ text: shown, href: hrefOf(shown) });
    from = found.index + shown.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

function hrefOf(shown) {
  if (/^https?:/.test(shown)) return shown;
  if (shown.includes("@")) return `mailto:${shown}`;
  return `tel:+7${shown.replace(/\D/g, "").slice(1)}`;
}
