import { capital } from "./words.js";

const other = { family: "other", name: "Браузер", version: null, phone: false };

// The first that fits names the browser: the later ones call themselves like the earlier ones.
const marks = [
  [/YaBrowser\/(\d+)/, "yandex", "Яндекс Браузер"],
  [/\b(?:OPR|OPT|OPiOS|Opera)\/(\d+)/, "opera", "Opera"],
  [/\bEdg(?:A|iOS)?\/(\d+)/, "chrome", "Edge"],
  [/SamsungBrowser\/(\d+)/, "other", "Samsung Internet"],
  [/(?:Firefox|FxiOS)\/(\d+)/, "firefox", "Firefox"],
  [/; wv\)|\bMSIE |Trident\//, "other", "Встроенный браузер"],
  [/(?:Chrome|CriOS)\/(\d+)/, "chrome", "Chrome"],
  [/Version\/(\d+).* Safari\//, "safari", "Safari"],
  [/iPhone|iPad/, "other", "Встроенный браузер"],
];

// Below these, calls fail in ways that nobody can repair from here.
const oldest = { chrome: 100, firefox: 100, safari: 15, opera: 86, yandex: 22 };

// {family, name, version, phone}, and ios where it is; version is the first number, or null.
export function browserOf(userAgent = "") {
  const ios = /iPhone|iPad|iPod/.test(userAgent);
  const phone = ios || /Android|Mobile/.test(userAgent);
  const device = ios ? { phone, ios } : { phone };
  for (const [mark, family, name] of marks) {
    const found = mark.exec(userAgent);
    if (found) return { family, name, version: found[1] ? Number(found[1]) : null, ...device };
  }
  return { ...other, ...device };
}

export function isOldBrowser({ family, version }) {
  return version !== null && version < (oldest[family] ?? 0);
}

const things = {
  camera: { to: "камере", what: "камеру", switches: "«Камера»" },
  microphone: { to: "микрофону", what: "микрофон", switches: "«Микрофон»" },
  both: { to: "камере и микрофону", what: "камеру и микрофон", switches: "«Камера» и «Микрофон»" },
};

const ways = ["retry", "audio", "chat", "phone"];

// Why there is no picture or no sound, and the ways on, as the person reads them.
export class MediaTrouble extends Error {
  // mode: what was wanted, "video" or "audio"; asked: "camera", "microphone" or "both"; permission: see `of`.
  constructor(kind, mode, browser = other, { asked = mode === "video" ? "both" : "microphone", permission = null } = {}) {
    const { title, next } = texts[kind]({ thing: things[asked], browser, permission });
    super(title);
    this.kind = kind;
    this.title = title;
    this.next = next;
    this.offers = offersOf(kind, mode, asked);
  }

  // error: of getUserMedia; missing: "camera" or "microphone", the one which failed, where it is known; asked: as above, all that the mode needs unless said;
  // permission: "granted", "denied", "prompt" or null; calling: it had worked before.
  static of(error, mode, { browser = other, calling = false, missing = mode === "video" ? "camera" : "microphone", asked, permission = null } = {}) {
    return new MediaTrouble(kindOf(error.name, missing, permission, calling), mode, browser, { asked, permission });
  }
}

function kindOf(name, device, permission, calling) {
  switch (name) {
    case "NotFoundError":
    case "OverconstrainedError":
      return device === "camera" ? "noCamera" : "noMicrophone";
    case "NotReadableError":
    case "AbortError":
      return device === "camera" ? "cameraBusy" : "microphoneBusy";
    case "NotAllowedError":
      if (permission === "prompt") return "dismissed";
      return calling ? "revoked" : "denied";
    case "SecurityError":
      return calling ? "revoked" : "denied";
    default:
      return "unknown";
  }
}

// Without the camera one can talk; without the microphone only write.
function offersOf(kind, mode, asked) {
  const canRetry = kind !== "unsupported" && kind !== "unanswered";
  const canTalk = kind !== "unsupported" && mode === "video" && asked !== "microphone" && kind !== "noMicrophone" && kind !== "microphoneBusy";
  return ways.filter((way) => (way === "audio" ? canTalk : way !== "retry" || canRetry));
}

const texts = {
  noCamera: ({ browser }) => ({
    title: "Камера не найдена.",
    next: browser.phone ? "Проверьте, не отключена ли камера в настройках телефона, или говорите без видео." : "Подключите камеру и попробуйте ещё раз или говорите без видео.",
  }),
  noMicrophone: ({ browser }) => ({
    title: "Микрофон не найден.",
    next: browser.phone ? "Проверьте, не отключён ли микрофон в настройках телефона, и попробуйте ещё раз." : "Подключите микрофон или гарнитуру и попробуйте ещё раз.",
  }),
  cameraBusy: ({ browser }) => ({ title: "Камера занята.", next: closing("камеру", browser) }),
  microphoneBusy: ({ browser }) => ({ title: "Микрофон занят.", next: closing("микрофон", browser) }),
  denied: ({ thing, browser, permission }) => ({ title: `Доступ к ${thing.to} запрещён.`, next: permission === "granted" ? allowingInSystem(thing, browser) : allowing(thing, browser) }),
  unanswered: ({ thing, browser, permission }) => (permission === "granted"
    ? { title: `${capital(thing.what)} никак не удаётся включить.`, next: `Закройте другие ${browser.phone ? "приложения" : "программы и вкладки"}, которые их используют, или продолжите иначе.` }
    : { title: `Браузер ждёт вашего ответа: можно ли дать доступ к ${thing.to}.`, next: `Нажмите «Разрешить» в окошке ${browser.phone ? "поверх страницы или внизу экрана" : "под адресом страницы"}. Можно продолжить и без этого.` }),
  dismissed: ({ thing }) => ({ title: `Нет разрешения на доступ к ${thing.to}.`, next: "Попробуйте ещё раз и нажмите «Разрешить», когда браузер спросит." }),
  revoked: ({ thing, browser, permission }) => ({
    title: `Доступ к ${thing.to} прекратился во время звонка.`,
    next: permission === "granted" ? allowingInSystem(thing, browser) : allowing(thing, browser),
  }),
  unsupported: ({ browser }) => ({
    title: "Этот браузер не умеет звонить.",
    next: browser.ios ? "Откройте эту страницу в Safari или продолжите в чате." : "Откройте эту страницу в свежей версии Chrome, Firefox, Opera или Яндекс Браузера или продолжите в чате.",
  }),
  unknown: ({ thing, browser }) => ({ title: `Не удалось включить ${thing.what}.`, next: closing(thing.what, browser) }),
};

function closing(what, browser) {
  return `Закройте другие ${browser.phone ? "приложения" : "программы и вкладки"}, которые используют ${what}, и попробуйте ещё раз.`;
}

// The browser may, the device does not let it.
function allowingInSystem({ what }, { name, phone }) {
  return `Разрешите браузеру ${name === other.name ? "" : `${name} `}${what} в настройках ${phone ? "телефона" : "компьютера"} и попробуйте ещё раз.`;
}

const inPage = {
  chrome: ({ switches }, phone) => (phone ? `Нажмите значок слева от адреса, откройте «Разрешения» и включите ${switches}` : `Нажмите значок слева от адреса и включите ${switches}`),
  yandex: ({ switches }, phone) => (phone ? `Откройте меню браузера, «Настройки», «Настройки сайтов» и разрешите ${switches}` : `Нажмите значок замка в адресной строке, откройте настройки сайта и разрешите ${switches}`),
  opera: ({ switches }) => `Нажмите значок замка слева от адреса, откройте «Настройки сайта» и разрешите ${switches}`,
  firefox: ({ what, switches }, phone) => (phone ? `Нажмите значок слева от адреса и разрешите ${switches}` : `Нажмите перечёркнутый значок слева от адреса, снимите запрет на ${what}`),
  safari: ({ switches }, phone) => (phone
    ? `Нажмите «аА» или значок слева от адреса, откройте «Настройки веб-сайта» и разрешите ${switches}`
    : `Откройте меню «Safari», «Настройки для этого веб-сайта» и разрешите ${switches}`),
};

function allowing(thing, { family, name, phone, ios }) {
  const { what, switches } = thing;
  // On iPhones other browsers than Safari are allowed things by the phone.
  if (ios && family !== "safari") return family === "other"
    ? `Откройте эту страницу в Safari или разрешите ${switches} этому приложению в настройках телефона.`
    : `Откройте настройки телефона, найдите в них ${name} и включите ${switches}, затем вернитесь и попробуйте ещё раз.`;
  const step = inPage[family]?.(thing, phone) ?? `Откройте настройки браузера и разрешите этому сайту ${what}`;
  return `${step}, затем попробуйте ещё раз.`;
}
