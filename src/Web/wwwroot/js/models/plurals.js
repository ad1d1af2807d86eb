// Russian counting: 1 минута, 2 минуты, 5 минут.
export function plural(count, one, few, many) {
  const hundredth = Math.abs(count) % 100;
  const tenth = hundredth % 10;
  if (hundredth >= 11 && hundredth <= 14) return many;
  return tenth === 1 ? one : tenth >= 2 && tenth <= 4 ? few : many;
}

export const minutes = (count) => `${count} ${plural(count, "минута", "минуты", "минут")}`;
export const seconds = (count) => `${count} ${plural(count, "секунда", "секунды", "секунд")}`;
export const years = (count) => `${count} ${plural(count, "год", "года", "лет")}`;
export const peopleForm = (count) => plural(count, "человек", "человека", "человек");
export const forMinutes = (count) => `${count} ${plural(count, "минуту", "минуты", "минут")}`;
// After «не меньше»: 1 знака, 10 знаков.
export const characters = (count) => `${count} ${plural(count, "знака", "знаков", "знаков")}`;
