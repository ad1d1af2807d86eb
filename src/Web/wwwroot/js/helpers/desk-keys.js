import { tell } from "./ask.js";
import { el } from "./dom.js";

const words = [
  ["Alt + A", "ответить на вызов"],
  ["Alt + 1…4", "разговор по порядку в списке"],
  ["Alt + M", "писать сообщение"],
  ["Alt + P", "пациент: первое поле справа"],
  ["Alt + N", "следующий шаг: кнопка над разговором"],
  ["/", "готовые ответы, в начале сообщения"],
  ["?", "эта подсказка"],
];

// The keys of a desk. They go by their place on the keyboard, so Russian and Latin layouts are alike.
export function listenForKeys(desk) {
  const first = (selector) => [...desk.querySelectorAll(selector)].find((one) => one.checkVisibility() && !one.disabled);
  const go = {
    KeyA: () => first('[data-testid="offer-accept"]')?.click(),
    KeyM: () => first(".composer-input")?.focus(),
    KeyP: () => first(".desk-patient :is(input, textarea, button, summary)")?.focus(),
    KeyN: () => first(".desk-actions .button")?.click(),
  };
  desk.ownerDocument.addEventListener("keydown", (event) => {
    const room = /^Digit([1-4])$/.exec(event.code);
    const act = room ? () => desk.querySelectorAll(".room-choose")[room[1] - 1]?.click() : go[event.code];
    if (event.altKey && !event.ctrlKey && !event.metaKey && act && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      act();
    } else if (event.key === "?" && !event.target.closest("input, textarea, dialog")) showKeys();
  });
}

function showKeys() {
  const keys = words.map(([key, what]) => el("div", {}, el("dt", {}, el("kbd", { text: key })), el("dd", { text: what })));
  tell({ title: "Клавиши", content: [el("dl", { class: "keys" }, ...keys)], end: "Понятно", "data-testid": "keys" });
}
