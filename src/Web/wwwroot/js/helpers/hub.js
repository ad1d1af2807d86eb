import "/lib/signalr.min.js";
import { HubLink } from "../models/hub-link.js";
import { PageAge } from "../models/page-age.js";
import { ServerClock } from "../models/server-clock.js";
import { notify } from "./notices.js";
import { terms } from "./terms.js";
import { onTick } from "./tick.js";

const { HubConnectionBuilder, HttpTransportType, LogLevel } = globalThis.signalR;
const silenceMs = 10_000;
const reachMs = 3000;
const patienceKey = "connection-patience";
let link = null;

export const clock = new ServerClock();

// The one connection of this page.
export function hub() {
  return (link ??= open());
}

function open() {
  const opened = new HubLink(connect, { clock, reach, patienceMs: Number(sessionStorage.getItem(patienceKey)) });
  addEventListener("online", () => opened.hurry({ network: true }));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && opened.hurry());
  opened.addEventListener("state", () => opened.state === "connected" && sessionStorage.setItem(patienceKey, opened.patienceMs));
  tellWhenBlocked(opened);
  tellWhenRenewed(opened);
  keepTime(opened);
  return opened.start();
}

// A machine that slept is told the time anew. After a long sleep the platform has let its connection go, and only a new one brings it.
function keepTime(opened) {
  clock.addEventListener("woke", ({ detail }) => {
    if (detail.sleptMs >= silenceMs) opened.renew();
    else opened.invoke("Ping").catch(() => undefined);
  });
  onTick(() => clock.look());
  for (const [target, event] of [[document, "visibilitychange"], [globalThis, "pageshow"]]) target.addEventListener(event, () => clock.look());
}

// A specialist's page says at which desk it works: somebody with several posts has several.
function address() {
  const desk = document.querySelector("[data-desk]")?.dataset.desk;
  return desk ? `/hub?desk=${desk}` : "/hub";
}

function connect(patienceMs) {
  const connection = new HubConnectionBuilder()
    .withUrl(address(), { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .configureLogging(LogLevel.None)
    .build();
  connection.keepAliveIntervalInMilliseconds = 4000;
  // The first answer may take as long as the whole try; afterwards the platform is heard every 5 s.
  connection.serverTimeoutInMilliseconds = Math.max(silenceMs, patienceMs);
  return {
    start: async () => {
      await connection.start();
      connection.serverTimeoutInMilliseconds = silenceMs;
    },
    stop: () => connection.stop(),
    invoke: (method, ...args) => connection.invoke(method, ...args),
    on: (name, handler) => connection.on(name, handler),
    onclose: (handler) => connection.onclose(handler),
  };
}

// Whether the platform answers at all, asked by the link while it has no connection. A refused WebSocket looks like a broken one; only an HTTP call can say that the sign-in ended.
async function reach() {
  const response = await fetch("/api/me", { cache: "no-store", signal: AbortSignal.timeout(reachMs) }).catch(() => null);
  if (response?.status === 401) leave();
  return Boolean(response?.ok) && /json/.test(response.headers.get("Content-Type") ?? "");
}

function leave() {
  const here = encodeURIComponent(location.pathname + location.search);
  location.assign(`${location.pathname.startsWith("/staff") ? "/staff" : ""}/sign-in?returnUrl=${here}`);
}

// Pages of a talk have a banner that says so (connection-banner.js).
function tellWhenBlocked(opened) {
  let calmDown = null;
  opened.addEventListener("state", () => {
    if (!opened.blocked) {
      calmDown?.();
      calmDown = null;
    } else if (!document.querySelector("connection-banner")) {
      calmDown ??= notify(`Эта сеть не пропускает соединение. Переключитесь на мобильный Интернет или на другую сеть либо позвоните ${terms.hotline}. Мы продолжаем пробовать.`, "warning", { stays: true });
    }
  });
}

// The page goes on as it is until its person fetches the new one: a talk would be interrupted for a moment.
function tellWhenRenewed(opened) {
  const age = new PageAge(document.body.dataset.build, async () => (await (await fetch("/app.webmanifest", { cache: "no-store" })).json()).build);
  opened.addEventListener("state", async () => {
    if (opened.state === "connected" && await age.connected()) notify("Есть новая версия. Написанное и разговор сохранятся.", "plain", { stays: true, about: "build", act: { text: "Обновить", work: () => location.reload() } });
  });
}
