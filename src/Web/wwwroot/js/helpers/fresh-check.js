const storageKey = "connection-check";
const freshMs = 30 * 60_000;

export function keepCheck(report, storage = sessionStorage, now = Date.now()) {
  storage.setItem(storageKey, JSON.stringify({ at: new Date(now).toISOString(), report }));
}

// What «Проверка связи» found within the last half hour, for a call to take with it; otherwise undefined.
export function freshCheck(storage = sessionStorage, now = Date.now()) {
  const kept = JSON.parse(storage.getItem(storageKey));
  return kept && now - Date.parse(kept.at) <= freshMs ? kept.report : undefined;
}
