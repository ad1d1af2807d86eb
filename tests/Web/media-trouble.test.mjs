import assert from "node:assert/strict";
import { test } from "node:test";
import { browserOf, isOldBrowser, MediaTrouble } from "../../src/Web/wwwroot/js/models/media-trouble.js";

const agents = {
  chrome: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36",
  android: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36",
  headless: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/127.0.0.0 Safari/537.36",
  edge: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Safari/537.36 Edg/127.0.2651.74",
  yandex: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 YaBrowser/24.6.0.0 Safari/537.36",
  opera: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 OPR/112.0.0.0",
  samsung: "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
  firefox: "Mozilla/5.0 (X11; Linux x86_64; rv:129.0) Gecko/20100101 Firefox/129.0",
  safari: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
  iphone: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
  iphoneChrome: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1",
  insideApp: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
  webView: "Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36",
  unknown: "Lynx/2.9",
};

const known = {
  chrome: ["chrome", "Chrome", 128, false], android: ["chrome", "Chrome", 128, true], headless: ["chrome", "Chrome", 127, false],
  edge: ["chrome", "Edge", 127, false], yandex: ["yandex", "Яндекс Браузер", 24, false], opera: ["opera", "Opera", 112, false],
  samsung: ["other", "Samsung Internet", 25, true], firefox: ["firefox", "Firefox", 129, false],
  safari: ["safari", "Safari", 17, false], iphone: ["safari", "Safari", 17, true], iphoneChrome: ["chrome", "Chrome", 126, true],
  insideApp: ["other", "Встроенный браузер", null, true], webView: ["other", "Встроенный браузер", null, true], unknown: ["other", "Браузер", null, false],
};

for (const [who, [family, name, version, phone]] of Object.entries(known))
  test(`a browser is known by its mark: ${who}`, () => {
    const browser = browserOf(agents[who]);
    assert.deepEqual([browser.family, browser.name, browser.version, browser.phone], [family, name, version, phone]);
  });

test("An old browser is told from a current one and from an unknown one", () => {
  assert.equal(isOldBrowser({ family: "chrome", version: 79 }), true);
  assert.equal(isOldBrowser({ family: "safari", version: 14 }), true);
  assert.equal(isOldBrowser(browserOf(agents.chrome)), false);
  assert.equal(isOldBrowser(browserOf(agents.unknown)), false);
});

const trouble = (name, known = {}, mode = "video") => MediaTrouble.of({ name }, mode, { browser: browserOf(agents.chrome), ...known });

test("What a browser says becomes what is wrong", () => {
  const kinds = [
    ["noCamera", "NotFoundError"],
    ["noCamera", "OverconstrainedError"],
    ["noMicrophone", "NotFoundError", {}, "audio"],
    ["noMicrophone", "NotFoundError", { missing: "microphone" }],
    ["cameraBusy", "NotReadableError"],
    ["microphoneBusy", "AbortError", {}, "audio"],
    ["denied", "NotAllowedError"],
    ["denied", "NotAllowedError", { permission: "denied" }],
    ["dismissed", "NotAllowedError", { permission: "prompt" }],
    ["revoked", "NotAllowedError", { permission: "denied", calling: true }],
    ["denied", "SecurityError", { permission: "prompt" }],
    ["unknown", "TypeError"],
  ];
  for (const [kind, ...failure] of kinds) assert.equal(trouble(...failure).kind, kind, JSON.stringify(failure));
});

test("The sentence names the device that is closed, and no other", () => {
  assert.equal(trouble("NotAllowedError").title, "Доступ к камере и микрофону запрещён.");
  assert.equal(trouble("NotAllowedError", { asked: "camera" }).title, "Доступ к камере запрещён.");
  assert.equal(trouble("NotAllowedError", {}, "audio").title, "Доступ к микрофону запрещён.");
  assert.doesNotMatch(trouble("NotAllowedError", {}, "audio").next, /[Кк]амер/);
});

test("Without a camera one may talk, without a microphone one may not", () => {
  assert.deepEqual(trouble("NotFoundError").offers, ["retry", "audio", "chat", "phone"]);
  assert.deepEqual(trouble("NotReadableError", { missing: "microphone" }).offers, ["retry", "chat", "phone"]);
  assert.deepEqual(trouble("NotAllowedError", {}, "audio").offers, ["retry", "chat", "phone"]);
  assert.deepEqual(new MediaTrouble("unsupported", "video").offers, ["chat", "phone"]);
});

test("What to do is said for the browser at hand", () => {
  const next = (who, known = {}) => trouble("NotAllowedError", { browser: browserOf(agents[who]), ...known }).next;
  assert.match(next("chrome"), /значок слева от адреса/);
  assert.match(next("android"), /«Разрешения»/);
  assert.match(next("iphone"), /«аА».*«Настройки веб-сайта»/);
  assert.match(next("iphoneChrome"), /настройки телефона.*Chrome/);
  assert.match(next("insideApp"), /Safari/);
  assert.match(next("firefox"), /перечёркнутый значок/);
  assert.match(next("safari"), /меню «Safari»/);
  assert.match(next("chrome", { permission: "granted" }), /настройках компьютера/);
  assert.match(next("chrome", { permission: "prompt" }), /«Разрешить»/);
});

test("Every trouble has sentences of its own in every browser", () => {
  for (const agent of Object.values(agents))
    for (const kind of ["noCamera", "noMicrophone", "cameraBusy", "microphoneBusy", "denied", "dismissed", "revoked", "unanswered", "unsupported", "unknown"])
      for (const mode of ["audio", "video"]) {
        const { title, next } = new MediaTrouble(kind, mode, browserOf(agent));
        for (const text of [title, next]) {
          assert.match(text, /^[А-ЯЁ].*\.$/);
          assert.doesNotMatch(text, /undefined|null|\s{2}/);
        }
      }
});
