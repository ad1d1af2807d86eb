import { Fault } from "../models/refusal.js";
import { failureOf } from "./http.js";

// Sends a file as the body of a call, and tells how much of it the platform has taken: fetch does not say that.
export function sendFile(path, file, { signal, progress }) {
  return new Promise((done, fail) => {
    const call = new XMLHttpRequest();
    call.open("POST", path);
    call.setRequestHeader("Content-Type", "application/octet-stream");
    call.responseType = "json";
    call.upload.addEventListener("progress", (event) => progress(event.total > 0 ? event.loaded / event.total : 1));
    call.addEventListener("load", () => (call.status === 200 ? done(call.response) : fail(failureOf(call.response))));
    call.addEventListener("error", () => fail(new Fault("Файл не дочитан: он изменился или связь прервалась. Выберите его снова и повторите, ничего не удвоится.", true)));
    call.addEventListener("abort", () => fail(new DOMException("Stopped.", "AbortError")));
    signal.addEventListener("abort", () => call.abort());
    call.send(file);
  });
}
