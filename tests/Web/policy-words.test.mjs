import assert from "node:assert/strict";
import { test } from "node:test";
import { policyReason } from "../../src/Web/wwwroot/js/models/words.js";

const now = Date.parse("2026-11-29T21:30:00Z");
const policy = (validFrom, validTo) => ({ validFrom, validTo, validToday: false });

test("It is said why no policy is valid today", () => {
  assert.equal(policyReason(null, now), "В базе нет ни одного полиса.");
  assert.equal(policyReason(policy("2025-11-29", "2026-11-28"), now), "Срок действия закончился 28.11.2026.");
  assert.equal(policyReason(policy("2026-12-01", "2027-11-30"), now), "Полис начнёт действовать 01.12.2026.");
});
