// A notice of the system for an offer that rings in a tab nobody looks at. Names stay inside the page.
export function askForNotices() {
  if (globalThis.Notification?.permission === "default") Notification.requestPermission().catch(() => undefined);
}

// Answers how to take it back. Tabs that ring for the same offer share one notice.
export function noticeCall(offerId, title) {
  if (document.visibilityState === "visible" || globalThis.Notification?.permission !== "granted") return () => undefined;
  const notice = show(title, offerId);
  if (!notice) return () => undefined;
  notice.addEventListener("click", () => {
    globalThis.focus();
    notice.close();
  });
  return () => notice.close();
}

function show(title, offerId) {
  try {
    return new Notification(title, { body: "Пациент ждёт ответа", tag: offerId, requireInteraction: true, lang: "ru" });
  } catch {
    return null; // Chrome on Android leaves notices to service workers; the tab rings all the same.
  }
}
