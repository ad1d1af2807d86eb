// Rows of a CSV file as Russian spreadsheets open it: divided by semicolons, every cell in quotes, and none a formula. CsvRow.cs writes the same.
export const csvRow = (...cells) => cells.map(cell).join(";") + "\r\n";

// A spreadsheet carries out a cell that begins like a formula, whoever wrote it, and some pass over spaces before it: an apostrophe makes it a text.
const formula = /^(?:[\t\r\n]|[\s\u0085]*[=+\-@＝＋－＠])/;

const cell = (text) => `"${formula.test(text ?? "") ? "'" : ""}${(text ?? "").replaceAll('"', '""')}"`;
