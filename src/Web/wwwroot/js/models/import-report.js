import { csvRow } from "./csv.js";
import { plural } from "./plurals.js";

// The report of an import: what it says on screen, and as a file that a spreadsheet opens.

const rows = (count) => `${count.toLocaleString("ru-RU")} ${plural(count, "строка", "строки", "строк")}`;
const policies = (count) => `${count.toLocaleString("ru-RU")} ${plural(count, "полис", "полиса", "полисов")}`;

export function reportTitle(report, isTrial) {
  if (report.created + report.updated + report.unchanged === 0 && report.badCount > 0) return "Ни один полис не принят";
  return isTrial ? "Проверено, ничего не записано" : "Загружено";
}

export const reportCounts = (report, isTrial) => [
  [isTrial ? "Будет добавлено" : "Добавлено", policies(report.created)],
  [isTrial ? "Будет изменено" : "Изменено", policies(report.updated)],
  ["Без изменений", policies(report.unchanged)],
  [isTrial ? "Будет пропущено" : "Пропущено", rows(report.badCount)],
  ["Замечания", String(report.notedCount)],
];

// All lines in the order of the file: left out ones, and those that were entered with a remark.
export const reportLines = (report, isTrial) => [
  ...report.bad.map((row) => ({ line: row.line, done: isTrial ? "будет пропущена" : "пропущена", reason: row.reason })),
  ...report.noted.map((row) => ({ line: row.line, done: isTrial ? "будет принята с замечанием" : "принята с замечанием", reason: row.reason })),
].sort((a, b) => a.line - b.line);

// Of many lines only the first are listed.
export function cutText(report) {
  const hidden = report.badCount - report.bad.length + report.notedCount - report.noted.length;
  return hidden > 0 ? `Показаны первые ${report.bad.length + report.noted.length}; ещё ${hidden.toLocaleString("ru-RU")} не показано. Исправьте их и проверьте файл снова.` : "";
}

// As CSV with the mark by which Excel knows UTF-8.
export function reportCsv(report, isTrial) {
  const counts = reportCounts(report, isTrial).map(([title, text]) => ["", title, text]);
  const lines = reportLines(report, isTrial).map(({ line, done, reason }) => [String(line), done, reason]);
  return "\ufeff" + [["Строка", "Что сделано", "Причина"], ...lines, ...counts].map((cells) => csvRow(...cells)).join("");
}

// Why a file is not even sent; null when it may be.
export function fileFault(file, insurer) {
  if (!insurer) return "Выберите страховую компанию.";
  if (!file) return "Выберите файл.";
  if (/\.xls$/i.test(file.name)) return "Это книга Excel прежнего вида. В Excel: «Сохранить как», тип «Книга Excel (.xlsx)».";
  if (!/\.(csv|txt|xlsx)$/i.test(file.name)) return "Нужен файл .xlsx или .csv.";
  if (file.size === 0) return "Файл пуст.";
  return /\.xlsx$/i.test(file.name) && file.size > 64 * 1024 * 1024 ? "Книга Excel больше 64 МБ: сохраните её как CSV." : null;
}
