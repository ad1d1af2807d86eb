const storageKey = "connection-check";

// goodForMs: how long the check counts, as its page tells people.
export function keepCheck(report, goodForMs, storage = sessionStorage, now = Date.now()) {
  storage.setItem(storageKey, JSON.stringify({ until: new Date(now + goodForMs).toISOString(), report }));
}

// The finding of «Проверка связи» a while ago, for a call to take with it; undefined without one that still counts.
export function freshCheck(storage = sessionStorage, now = Date.now()) {
  const kept = JSON.parse(storage.getItem(storageKey));
  return kept && now <= Date.parse(kept.until) ? kept.report : undefined;
}
