// Shows a page of our own while there is no network. Keeps nothing else: pages hold what is nobody else's business.
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

async function keep() {
  const cache = await caches.open(kept);
  // Without the cookie: the page must not say whose browser this is.
  await cache.addAll(assets.map((asset) => new Request(asset, { credentials: "omit", cache: "reload" })));
  await skipWaiting();
}

async function forget() {
  for (const name of await caches.keys()) if (name !== kept) await caches.delete(name);
}
