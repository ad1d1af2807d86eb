import { isLookedAt } from "./attention.js";

// Notices of the system for what happens in a tab nobody looks at. Names stay inside the page.
const permission = () => globalThis.Notification?.permission ?? "denied";

// How to take back what this page has shown, by tag.
const shown = new Map();

export const mayAskForNotices = () => permission() === "default";

export async function askForNotices() {
  if (mayAskForNotices()) await Notification.requestPermission().catch(() => undefined);
}

// Answers how to take it back, and whatever was shown before under the same tag. Tabs that call for the same thing share one notice.
export function noticeCall(tag, title, body, { stays = true } = {}) {
  if (!isLookedAt() && permission() === "granted") shown.set(tag, show(title, { body, tag, requireInteraction: stays, lang: "ru" }));
  return () => takeBack(tag);
}

function takeBack(tag) {
  shown.get(tag)?.();
  shown.delete(tag);
}

// A page that goes away calls nobody any more.
globalThis.addEventListener?.("pagehide", () => [...shown.keys()].forEach(takeBack));

function show(title, options) {
  try {
    const notice = new Notification(title, options);
    notice.addEventListener("click", () => {
      globalThis.focus();
      notice.close();
    });
    return () => notice.close();
  } catch {
    // Chrome on Android leaves notices to service workers.
    return showByWorker(title, options);
  }
}

// A tap on such a notice goes to the worker (sw.js), which finds this page by its path.
function showByWorker(title, options) {
  const showing = Promise.resolve(navigator.serviceWorker?.ready).then(async (worker) => {
    await worker?.showNotification(title, { ...options, data: location.pathname });
    return worker;
  });
  showing.catch(() => undefined);
  return () => showing.then((worker) => worker?.getNotifications({ tag: options.tag })).then((notices = []) => notices.forEach((notice) => notice.close())).catch(() => undefined);
}
