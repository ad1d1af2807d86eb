// How long an answer asks to be left alone, in milliseconds: the header Retry-After, in seconds or as an HTTP date (RFC 9110, 10.2.3); null where it says nothing.
// now: of the answer itself, for this machine's clock may be wrong: its header Date, where it has one.
export function retryAfterMs(headers, now = Date.now()) {
  const word = headers.get("Retry-After")?.trim();
  if (!word) return null;
  if (/^\d+$/.test(word)) return Number(word) * 1000;
  const at = Date.parse(word);
  if (Number.isNaN(at)) return null;
  const answeredAt = Date.parse(headers.get("Date") ?? "");
  return Math.max(0, at - (Number.isNaN(answeredAt) ? now : answeredAt));
}
