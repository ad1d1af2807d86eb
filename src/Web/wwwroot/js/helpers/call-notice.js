import { isLookedAt } from "./attention.js";

// Notices of the system for what happens in a tab nobody looks at. Names stay inside the page.
const permission = () => globalThis.Notification?.permission ?? "denied";

export const mayAskForNotices = () => permission() === "default";

export async function askForNotices() {
  if (mayAskForNotices()) await Notification.requestPermission().catch(() => undefined);
}

// Answers how to take it back. Tabs that call for the same thing share one notice.
export function noticeCall(tag, title, body, { stays = true } = {}) {
  if (isLookedAt() || permission() !== "granted") return () => undefined;
  const notice = show(title, { body, tag, requireInteraction: stays, lang: "ru" });
  if (!notice) return () => undefined;
  notice.addEventListener("click", () => {
    globalThis.focus();
    notice.close();
  });
  return () => notice.close();
}

function show(title, options) {
  try {
    return new Notification(title, options);
  } catch {
    // Chrome on Android leaves notices to service workers.
    navigator.serviceWorker?.ready.then((worker) => worker.showNotification(title, options)).catch(() => undefined);
    return null;
  }
}
