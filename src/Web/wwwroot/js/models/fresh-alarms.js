// The lines that tell of an alarm which no line told of before; nothing is news where nothing was known.
export function freshAlarms(before, now) {
  if (!before) return [];
  const known = new Set(before.flatMap(({ key }) => key.split(" ")));
  return now.filter(({ key }) => key.split(" ").some((alarm) => !known.has(alarm)));
}
