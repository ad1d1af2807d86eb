// How a call to a patient ended, for the consultant who rang; empty for one that was answered.
export function callGoneText(why, name) {
  switch (why) {
    case "declined": return `${name}: звонок отклонён.`;
    case "expired": return `${name}: никто не ответил. Позвоните по телефону.`;
    case "withdrawn": return `${name}: звонок прекращён.`;
    default: return "";
  }
}
