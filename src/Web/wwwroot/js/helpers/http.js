import { Fault, Refusal, withErrorCode } from "../models/refusal.js";
import { retryAfterMs } from "../models/retry-after.js";
import { wellFormed } from "../models/typed-text.js";

// HTTP errors are problem details with a stable code and a Russian title.
export async function post(path, body = {}) {
  return answer(await reach(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wellFormed(body)) }));
}

export async function get(path) {
  return answer(await reach(path, { headers: { Accept: "application/json" } }));
}

export async function remove(path, body = null) {
  return answer(await reach(path, { method: "DELETE", ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }) }));
}

async function reach(path, options) {
  try {
    return await fetch(path, { credentials: "same-origin", cache: "no-store", ...options });
  } catch {
    throw new Fault("Нет связи с сервером. Проверьте Интернет и попробуйте ещё раз.", true);
  }
}

async function answer(response) {
  const text = await response.text();
  const json = text && /json/.test(response.headers.get("Content-Type") ?? "") ? JSON.parse(text) : null;
  if (response.ok) return json;
  const error = failureOf(json);
  error.retryAfterMs = retryAfterMs(response.headers);
  throw error;
}

// The error that a body other than of success stands for: a refusal when it has a code.
export const failureOf = (json) => json?.code ? new Refusal({ code: json.code, message: withErrorCode(json.title ?? "Не получилось.", json.errorCode) }) : new Fault("Сервис временно недоступен. Попробуйте ещё раз через минуту.", false);
