const listeners = new Set();
let timer = null;

// Once in a quarter of a second, so that no shown second is skipped; one timer for the page.
export function onTick(listener) {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((one) => one()), 250);
  return () => listeners.delete(listener);
}
