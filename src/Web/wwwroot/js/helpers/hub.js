import "/lib/signalr.min.js";
import { HubLink } from "../models/hub-link.js";
import { ServerClock } from "../models/server-clock.js";

const { HubConnectionBuilder, HttpTransportType, LogLevel } = globalThis.signalR;
let link = null;

export const clock = new ServerClock();

// The one connection of this page.
export function hub() {
  return (link ??= open());
}

function open() {
  const opened = new HubLink(connect, { clock });
  addEventListener("online", () => opened.hurry());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && opened.hurry());
  opened.addEventListener("retry", ({ detail }) => detail.tries % 4 === 3 && leaveWhenSignedOut());
  return opened.start();
}

// A specialist's page says at which desk it works: somebody with several posts has several.
function address() {
  const desk = document.querySelector("[data-desk]")?.dataset.desk;
  return desk ? `/hub?desk=${desk}` : "/hub";
}

function connect() {
  const connection = new HubConnectionBuilder()
    .withUrl(address(), { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .configureLogging(LogLevel.None)
    .build();
  connection.keepAliveIntervalInMilliseconds = 4000;
  connection.serverTimeoutInMilliseconds = 10_000;
  return connection;
}

// A refused WebSocket looks like a broken one; only an HTTP call can say that the sign-in ended.
async function leaveWhenSignedOut() {
  const response = await fetch("/api/me", { cache: "no-store" }).catch(() => null);
  if (response?.status !== 401) return;
  const here = encodeURIComponent(location.pathname + location.search);
  location.assign(`${location.pathname.startsWith("/staff") ? "/staff" : ""}/sign-in?returnUrl=${here}`);
}
