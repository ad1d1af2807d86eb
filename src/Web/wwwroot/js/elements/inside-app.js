import { el, icon } from "../helpers/dom.js";
import { appAround, insideAppText, isApple } from "../models/app-words.js";

// The note that calls do not work in the window of an app, with the link to open where they do.
export function insideApp() {
  const { title, next } = insideAppText(appAround(navigator.userAgent, globalThis), isApple(navigator.userAgent));
  const link = el("input", { class: "input inside-app-link", readonly: true, value: location.href, "aria-label": "Ссылка на эту страницу", "data-testid": "inside-link" });
  const copy = el("button", { type: "button", class: "button button-small", "data-testid": "inside-copy", text: "Скопировать ссылку", onclick: () => copyLink(link, copy) });
  return el("div", { class: "note note-warning inside-app", role: "note", "data-testid": "inside-app" }, icon("circle-alert"),
    el("div", { class: "stack-small" }, el("p", {}, el("strong", { text: title }), ` ${next}`), el("div", { class: "row" }, link, copy)));
}

// Where the app lets no script copy, the link stands there selected.
async function copyLink(link, button) {
  link.select();
  const copied = await Promise.resolve(navigator.clipboard?.writeText(link.value)).then(() => Boolean(navigator.clipboard), () => false);
  button.textContent = copied || document.execCommand("copy") ? "Ссылка скопирована" : "Скопируйте выделенную ссылку";
}
