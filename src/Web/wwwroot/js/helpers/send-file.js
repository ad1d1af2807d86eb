import { Fault, Refusal } from "../models/refusal.js";

// Sends a file as the body of a call, and tells how much of it the platform has taken: fetch does not say that.
export function sendFile(path, file, { signal, progress }) {
  return new Promise((done, fail) => {
    const call = new XMLHttpRequest();
    call.open("POST", path);
    call.setRequestHeader("Content-Type", "application/octet-stream");
    call.responseType = "json";
    call.upload.addEventListener("progress", (event) => progress(event.total > 0 ? event.loaded / event.total : 1));
    call.addEventListener("load", () => (call.status === 200 ? done(call.response) : fail(refusal(call))));
    call.addEventListener("error", () => fail(new Fault("Файл не дочитан: он изменился или связь прервалась. Выберите его снова и повторите, ничего не удвоится.", true)));
    call.addEventListener("abort", () => fail(new DOMException("Stopped.", "AbortError")));
    signal.addEventListener("abort", () => call.abort());
    call.send(file);
  });
}

function refusal({ response }) {
  return response?.code ? new Refusal({ code: response.code, message: response.title ?? "Не получилось." }) : new Fault("Сервис временно недоступен. Попробуйте ещё раз через минуту.", false);
}
