import assert from "node:assert/strict";
import { test } from "node:test";
import { codeIn } from "../../src/Web/wwwroot/js/models/sign-in-code.js";

const typed = {
  "123456": "123456",
  " 123 456 ": "123456",
  "12-34-56": "123456",
  "１２３４５６": "123456",
  "١٢٣٤٥٦": "123456",
  "𝟏𝟐𝟑𝟒𝟓𝟔": "123456",
  "123456 — код для входа в Медздрав. Никому не сообщайте код.": "123456",
  "Ваш код 004200. Звоните 8 800 500-61-11": "004200",
  "123456 — код для входа.\n@romashka.example #123456": "123456",
  "123456 — код для входа.@romashka.example #123456": "123456",
  "004200 — код для входа. @123456.example #004200 ": "004200",
  "1 2 3 4 5 6": "123456",
  "۱۲۳\u00a0۴۵۶": "123456",
  "\u200e123456": "123456",
  "12 января 2026": null,
  "12345": null,
  "1234567": null,
  "123456 или 654321": null,
  "код": null,
  "": null,
};

for (const [text, code] of Object.entries(typed))
  test(`the code in «${text}» is ${code}`, () => assert.equal(codeIn(text), code));
