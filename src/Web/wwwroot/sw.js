// Shows a page of our own while there is no network, and what the platform tells by push. Keeps nothing else: pages hold what is nobody else's business.
// Another brand, another address of this script: what was kept of the one before is fetched anew.
const kept = `offline-4${location.search}`;
const assets = ["/offline", "/lib/site.css", "/lib/icons.svg", "/lib/golos-text-russian.woff2", "/lib/golos-text-signs.woff2", "/brand.css", "/brand.svg", "/lib/js/elements/offline-page.js"];

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forget()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match("/offline")));
  else if (request.method === "GET" && assets.includes(new URL(request.url).pathname)) event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreSearch: true })));
});

// Every push is shown, also while a page is in front: browsers take the right to push away from those who are silent. It says all that it has to say itself, for the network may be gone again.
addEventListener("push", (event) => event.waitUntil(showInTurn(textOf(event.data))));
addEventListener("pushsubscriptionchange", (event) => event.waitUntil(allowAnew(event)));

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(bringBack(event.notification.data));
});

// The page that showed the notice comes to the front; where it was closed meanwhile it is opened anew.
async function bringBack(path) {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const caller = pages.find((page) => new URL(page.url).pathname === path);
  await (caller ? caller.focus() : clients.openWindow(path));
}

// A push that can't be read is one all the same.
function textOf(data) {
  try {
    return data.json() ?? {};
  } catch {
    return {};
  }
}

// Pushes that come at once are shown one after another: Chromium forgets a notice that is shown while another push lists the former ones, and a tap on it would lead nowhere.
let shown = Promise.resolve();
const showInTurn = (push) => (shown = shown.catch(() => undefined).then(() => show(push)));

async function show({ title, body, path, tag, quiet }) {
  const words = text(body) || "Есть новости. Откройте приложение.";
  const [former] = tag ? await registration.getNotifications({ tag: text(tag) }) : [];
  await registration.showNotification(text(title) || "Медздрав", {
    body: words, tag: text(tag), data: ownPath(path), lang: "ru", icon: "/brand.png", badge: "/brand.png",
    // A word that only takes another's place makes no sound, nor does a repeat of what is shown already.
    requireInteraction: !quiet, silent: Boolean(quiet), renotify: !quiet && Boolean(former) && former.body !== words,
  });
  if (quiet) await takeAway(text(tag));
}

// Whoever has a page in front sees there how it ended.
async function takeAway(tag) {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!pages.some((page) => page.visibilityState === "visible")) return;
  for (const notice of await registration.getNotifications({ tag })) notice.close();
}

const text = (value) => (typeof value === "string" ? value : "");

// A path of the platform's own, whatever the push says.
function ownPath(path) {
  try {
    const url = new URL(text(path), location.origin);
    return url.origin === location.origin ? url.pathname : "/";
  } catch {
    return "/";
  }
}

// The browser gave this device another address at its push service. Where the sign-in has ended nobody is told any more.
async function allowAnew({ oldSubscription, newSubscription }) {
  const devices = "/api/push-subscriptions";
  const answer = await fetch(devices, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { publicKey } = await answer.json();
  const fresh = newSubscription ?? await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  await fetch(devices, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...fresh.toJSON(), replaces: oldSubscription?.endpoint }) });
}

async function keep() {
  const cache = await caches.open(kept);
  // Without the cookie: the page must not say whose browser this is.
  await cache.addAll(assets.map((asset) => new Request(asset, { credentials: "omit", cache: "reload" })));
  await skipWaiting();
}

async function forget() {
  for (const name of await caches.keys()) if (name !== kept) await caches.delete(name);
}
