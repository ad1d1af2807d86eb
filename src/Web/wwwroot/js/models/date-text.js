// 2026-04-03, a date without a time: no time zone may move it.
export function dateText(date) {
  const [year, month, day] = date.split("-");
  return `${day}.${month}.${year}`;
}
