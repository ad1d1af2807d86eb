import assert from "node:assert/strict";
import { test } from "node:test";
import { cutText, fileFault, reportCounts, reportCsv, reportLines, reportTitle } from "../../src/Web/wwwroot/js/models/import-report.js";

const report = (changes) => ({ created: 2, updated: 1, unchanged: 0, bad: [{ line: 5, reason: "«Пол»: нужно «м» или «ж»" }], badCount: 1, noted: [{ line: 3, reason: "замечание" }], notedCount: 1, ...changes });

test("A check says what would be, an import what was", () => {
  assert.equal(reportTitle(report(), true), "Проверено, ничего не записано");
  assert.equal(reportTitle(report(), false), "Загружено");
  assert.equal(reportTitle(report({ created: 0, updated: 0 }), false), "Ни один полис не принят");
  assert.deepEqual(reportCounts(report(), true)[0], ["Будет добавлено", "2 полиса"]);
  assert.deepEqual(reportCounts(report(), false)[3], ["Пропущено", "1 строка"]);
});

test("Lines stand in the order of the file", () => {
  assert.deepEqual(reportLines(report(), false).map(({ line, done }) => `${line} ${done}`), ["3 принята с замечанием", "5 пропущена"]);
});

test("It is said that there are more lines than are listed", () => {
  assert.equal(cutText(report()), "");
  assert.match(cutText(report({ badCount: 1501 })), /^Показаны первые 2; ещё 1.500 не показано/);
});

test("The file has a row for each line, and none that a spreadsheet runs", () => {
  const csv = reportCsv(report({ bad: [{ line: 5, reason: "=1+1" }] }), false).split("\r\n");
  assert.deepEqual(csv.slice(0, 4), ['\ufeff"Строка";"Что сделано";"Причина"', '"3";"принята с замечанием";"замечание"', '"5";"пропущена";"\'=1+1"', '"";"Добавлено";"2 полиса"']);
});

test("A file that can't be one is not sent", () => {
  const file = (name, size = 10) => ({ name, size });
  assert.equal(fileFault(null, "default"), "Выберите файл.");
  assert.equal(fileFault(file("a.csv"), ""), "Выберите страховую компанию.");
  assert.match(fileFault(file("a.xls"), "default"), /прежнего вида/);
  assert.match(fileFault(file("a.pdf"), "default"), /Нужен файл/);
  assert.equal(fileFault(file("a.csv", 0), "default"), "Файл пуст.");
  assert.match(fileFault(file("A.XLSX", 65 * 1024 * 1024), "default"), /больше 64/);
  assert.equal(fileFault(file("A.XLSX"), "default"), null);
});
