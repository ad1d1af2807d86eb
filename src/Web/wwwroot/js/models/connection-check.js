import { isOldBrowser, MediaTrouble } from "./media-trouble.js";
import { BlockedNetwork } from "./network-block.js";

const order = ["browser", "microphone", "camera", "sound", "speed", "server", "relay"];
// From the poorest way to talk to the richest.
const ways = ["phone", "chat", "audio", "video"];
const maxDetail = 120;
const maxBrowser = 60;

// As the page says it (S1.4).
export const needed = { longSide: 1024, shortSide: 720, mbits: 1, mbitsToTalk: 0.1, roundTripMs: 1000 };

const doing = {
  browser: "Смотрим, подходит ли браузер…",
  microphone: "Разрешите доступ к микрофону и скажите что-нибудь…",
  camera: "Разрешите доступ к камере…",
  sound: "Звучит короткий сигнал. Слышите его?",
  speed: "Измеряем скорость, это несколько секунд…",
  server: "Соединяемся с сервером…",
  relay: "Пробуем запасной путь…",
};

// The verdict of a line; `best`: the richest way to talk that it leaves.
const pass = (text) => ({ state: "pass", text, advice: "", best: "video" });
const warn = (text, advice, best = "video") => ({ state: "warn", text, advice, best });
const fail = (text, advice, best) => ({ state: "fail", text, advice, best });

const verdicts = {
  browser({ calls }, browser) {
    const { family, name } = browser;
    if (!calls) return fail(`${name}: звонить в нём нельзя`, "Откройте эту страницу в свежей версии Chrome, Firefox, Opera, Safari или Яндекс Браузера.", "chat");
    if (family === "other") return warn(`${titleOf(browser)}: мы его не проверяли`, "Если звонок не получится, откройте эту страницу в Chrome.");
    if (isOldBrowser(browser)) return warn(`${titleOf(browser)}: старая версия`, "Обновите браузер: в старом звонок может не получиться.");
    return pass(`${titleOf(browser)} подходит`);
  },
  microphone({ heard }) {
    return heard ? pass("Микрофон вас слышит") : warn("Микрофон включён, но вас не слышно", "Скажите что-нибудь погромче. Проверьте, не выключен ли микрофон и тот ли выбран.");
  },
  camera({ width, height, dark }) {
    if (!width || !height) return fail("Камера не даёт картинки", "Закройте другие программы, которые используют камеру, и проверьте ещё раз.", "audio");
    if (dark) return warn("Картинка чёрная: вас не видно", "Откройте шторку камеры, уберите то, что её закрывает, или выберите другую камеру и проверьте ещё раз.", "audio");
    const enough = Math.max(width, height) >= needed.longSide && Math.min(width, height) >= needed.shortSide;
    const size = `${width}×${height}`;
    return enough ? pass(`Картинка ${size}`) : warn(`Картинка ${size}, а нужно от ${needed.longSide}×${needed.shortSide}`, "Врач увидит вас, но не разглядит мелкого: горло, сыпь. Если есть другая камера, подключите её.");
  },
  sound({ heard }) {
    if (heard === null) return warn("Вы не ответили, слышен ли сигнал", "Прибавьте громкость и проверьте ещё раз.");
    return heard ? pass("Вы слышите звук") : fail("Звука не слышно", "Прибавьте громкость, выключите беззвучный режим, проверьте наушники и колонки.", "chat");
  },
  speed({ down, up }) {
    const text = `${megabits(down)} к вам и ${megabits(up)} от вас, Мбит/с`;
    const least = Math.min(down, up);
    if (least < needed.mbitsToTalk) return fail(text, "Для звонка этого мало, чат работает. Подойдите ближе к роутеру или перейдите на другую сеть.", "chat");
    return least < needed.mbits ? warn(text, `Для видео нужно от ${needed.mbits} Мбит/с. Подойдите ближе к роутеру, перейдите на другую сеть или говорите без видео.`, "audio") : pass(text);
  },
  server({ ms }) {
    if (ms > needed.roundTripMs) return warn(`Отвечает медленно: ${decimal(ms / 1000)} с`, "Говорить можно, но ответы будут слышны с задержкой.");
    return pass(`Отвечает за ${Math.max(1, Math.round(ms))} мс`);
  },
  relay(found) {
    // Nothing was tried, so there is nothing to judge.
    if (found === null) return { state: "idle", text: "Отдельный ретранслятор не настроен: связь пойдёт напрямую", advice: "", best: "video" };
    return pass(`Соединил за ${Math.max(1, Math.round(found.ms))} мс`);
  },
};

// The verdict of a probe that broke.
const brokenFor = (hotline) => ({
  browser: fail("Браузер не ответил", "Откройте эту страницу в Chrome.", "chat"),
  microphone: fail("Не удалось включить микрофон", "Закройте другие программы, которые используют микрофон, и проверьте ещё раз.", "chat"),
  camera: fail("Не удалось включить камеру", "Закройте другие программы, которые используют камеру, и проверьте ещё раз.", "audio"),
  sound: warn("Не удалось проиграть сигнал", "Если в звонке не будет звука, прибавьте громкость или откройте эту страницу в Chrome."),
  speed: warn("Не удалось измерить скорость", "Подождите минуту и проверьте ещё раз."),
  server: fail("Сервер не отвечает", `Проверьте Интернет и попробуйте ещё раз. Если помощь нужна сейчас, позвоните ${hotline}.`, "phone"),
  blocked: fail("Эта сеть не пропускает соединение", `Переключитесь на мобильный Интернет или на другую сеть либо позвоните ${hotline}.`, "phone"),
  relay: warn("Запасной путь не работает", "По видео и аудио может не соединить, чат работает. Попробуйте другую сеть, например мобильную."),
});

// «Проверка связи» (S1.4): line after line. `probes`: for each line a function of an AbortSignal that answers facts (see `verdicts`) or throws;
// `browser`: as browserOf says; `hotline`: where to call when nothing else works. Event: "change".
export class ConnectionCheck extends EventTarget {
  #probes;
  #browser;
  #hotline;
  #broken;
  #best = new Map();
  #run = null;
  #blocked = false;

  constructor(probes, browser, hotline) {
    super();
    this.#probes = probes;
    this.#browser = browser;
    this.#hotline = hotline;
    this.#broken = brokenFor(hotline);
    this.lines = idle();
    this.finished = false;
  }

  get running() {
    return this.#run !== null;
  }

  // A probe that fails does not stop the rest.
  async start() {
    this.stop();
    const run = (this.#run = new AbortController());
    this.lines = idle();
    this.finished = false;
    this.#best.clear();
    this.#blocked = false;
    for (const id of order) {
      this.#put(id, { state: "running", text: doing[id], advice: "" });
      const verdict = await this.#ask(id, run.signal);
      if (run.signal.aborted) return;
      this.#settle(id, verdict);
    }
    this.#run = null;
    this.finished = true;
    this.#change();
  }

  // The running probe is let go; the lines stay as they are.
  stop() {
    this.#run?.abort();
    this.#run = null;
  }

  // Whoever was silent at first has spoken.
  heard() {
    if (this.#line("microphone").state === "warn") this.#settle("microphone", verdicts.microphone({ heard: true }));
  }

  get advice() {
    const mode = ways[Math.min(...[...this.#best.values()].map((best) => ways.indexOf(best)), ways.length - 1)];
    return { mode, ...this.#words(mode) };
  }

  get report() {
    const results = this.lines.filter(({ state }) => state !== "idle" && state !== "running")
      .map(({ id, state, text }) => ({ check: id, outcome: state, detail: text.slice(0, maxDetail) }));
    const device = this.#browser.phone ? "телефон" : "компьютер";
    return { mode: this.advice.mode, browser: `${titleOf(this.#browser)}, ${device}`.slice(0, maxBrowser), results };
  }

  #words(mode) {
    if (mode === "phone" && this.#blocked) return { title: "Смените сеть или позвоните", text: `Эта сеть не пропускает соединение. Переключитесь на мобильный Интернет или на другую сеть либо позвоните ${this.#hotline}.` };
    if (mode === "phone") return { title: "Позвоните по телефону", text: `Сервер сейчас не отвечает. Медконсультант ответит по номеру ${this.#hotline}.` };
    if (mode === "chat") return { title: "Сейчас подойдёт чат", text: "Для разговора голосом сначала исправьте то, что отмечено выше. Писать можно уже сейчас." };
    if (mode === "audio") return { title: "Сейчас подойдёт аудиосвязь", text: "Для видео сначала исправьте то, что отмечено выше. Говорить и писать можно уже сейчас." };
    return this.lines.some(({ state }) => state === "warn")
      ? { title: "Можно звонить по видео", text: "Прочитайте замечания выше: с ними разговор будет лучше. Если видео не соединит, останется чат." }
      : { title: "Всё готово для видеосвязи", text: "Врач увидит и услышит вас, рядом будет чат." };
  }

  async #ask(id, signal) {
    try {
      return verdicts[id](await this.#probes[id](signal), this.#browser);
    } catch (error) {
      if (error instanceof MediaTrouble) return fail(error.title.replace(/\.$/, ""), error.next, this.#broken[id].best);
      if (!(error instanceof BlockedNetwork)) return this.#broken[id];
      this.#blocked = true;
      return this.#broken.blocked;
    }
  }

  #settle(id, { best, ...shown }) {
    this.#best.set(id, best);
    this.#put(id, shown);
  }

  #put(id, shown) {
    this.lines = this.lines.map((line) => (line.id === id ? { id, ...shown } : line));
    this.#change();
  }

  #line(id) {
    return this.lines.find((line) => line.id === id);
  }

  #change() {
    this.dispatchEvent(new Event("change"));
  }
}

const idle = () => order.map((id) => ({ id, state: "idle", text: "", advice: "" }));
const titleOf = ({ name, version }) => (version === null ? name : `${name} ${version}`);
const decimal = (value) => value.toFixed(1).replace(/\.0$/, "").replace(".", ",");

function megabits(value) {
  if (value < needed.mbitsToTalk) return "меньше 0,1";
  if (value >= 100) return "больше 100";
  // 0,96 is not the 1 that is asked for.
  return value < 10 ? decimal(Math.floor(value * 10) / 10) : String(Math.round(value));
}
