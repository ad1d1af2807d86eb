import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { csvRow } from "../../src/Web/wwwroot/js/models/csv.js";

// CsvRowTests goes through the same cells.
for (const { text, cell } of JSON.parse(readFileSync(new URL("csv-cells.json", import.meta.url), "utf8")))
  test(`A cell is a text whatever stands in it: ${JSON.stringify(text)}`, () => assert.equal(csvRow(text, "x"), `${cell};"x"\r\n`));
