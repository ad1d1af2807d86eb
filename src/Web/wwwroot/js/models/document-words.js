import { plural } from "./plurals.js";

// The kinds that a file chooser offers. Phones turn a HEIC into a JPEG by themselves where it is not named.
export const acceptedFiles = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif,application/pdf,.pdf";

export function sizeText(bytes) {
  if (bytes <= 0) return "0 КБ";
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} КБ`;
  return `${(bytes / 1e6).toLocaleString("ru-RU", { maximumFractionDigits: 1 })} МБ`;
}

export const isPdf = (kind) => kind === "pdf";

// A document's address in one of its forms; staff read in a session.
export function documentPath(documentId, { view = null, sessionId = null } = {}) {
  const query = new URLSearchParams();
  if (view) query.set("view", view);
  if (sessionId) query.set("sessionId", sessionId);
  const asked = query.toString();
  return `/api/documents/${encodeURIComponent(documentId)}${asked ? `?${asked}` : ""}`;
}

// All files on their way in one line, for where their list is out of sight; "" when there are none.
export function sendingText(entries) {
  const going = entries.filter(({ state }) => state !== "failed");
  const failed = entries.length - going.length;
  const sum = (of) => going.reduce((all, entry) => all + of(entry), 0);
  const parts = [
    going.length > 0 && `Отправляем ${going.length} ${plural(going.length, "файл", "файла", "файлов")}: ${Math.min(99, Math.floor((100 * sum(({ sent }) => sent)) / Math.max(1, sum(({ size }) => size))))}%.`,
    failed > 0 && `Не ${failed === 1 ? "отправлен" : "отправлено"} ${failed} ${plural(failed, "файл", "файла", "файлов")}.`];
  return parts.filter(Boolean).join(" ");
}

export function progressText({ state, sent, size, reason }) {
  switch (state) {
    case "waiting": return "Ждёт очереди";
    case "sending": return `${Math.min(99, Math.floor((100 * sent) / Math.max(1, size)))}%, ${sizeText(sent)} из ${sizeText(size)}`;
    case "reading": return "Проверяем файл…";
    default: return reason ?? "";
  }
}
