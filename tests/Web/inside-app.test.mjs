import assert from "node:assert/strict";
import { test } from "node:test";
import { appAround, insideAppText, isApple } from "../../src/Web/wwwroot/js/models/app-words.js";
import { isInsideApp } from "../../src/Web/wwwroot/js/models/inside-app.js";

const android = "Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36";
const apple = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

for (const [agent, page, app] of [
  [`${android} Telegram-Android/11.2`, {}, "Telegram"],
  [apple, { TelegramWebviewProxy: {} }, "Telegram"],
  [android, { TelegramWebview: {} }, "Telegram"],
  [`${android} VKAndroidApp/8.1-1`, {}, "VK"],
  [`${apple} VKiOSApp/8.5`, {}, "VK"],
  [`${android} WhatsApp/2.24`, {}, "WhatsApp"],
  [`${apple} Instagram 300.0`, {}, "Instagram"],
  [android, {}, "приложения"],
  [apple, {}, "приложения"],
])
  test(`${app}: ${agent.slice(-20)}`, () => assert.deepEqual([isInsideApp(agent, page), appAround(agent, page)], [true, app]));

test("browsers are not taken for apps", () => {
  for (const agent of [
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 YaBrowser/24.6.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:129.0) Gecko/20100101 Firefox/129.0",
  ]) assert.equal(isInsideApp(agent, {}), false);
});

test("the way out is named for the phone at hand", () => {
  assert.match(insideAppText("Telegram", isApple(apple)).next, /Safari/);
  assert.match(insideAppText("Telegram", isApple(android)).next, /Chrome/);
});
