import { el, icon } from "../helpers/dom.js";
import { timeText } from "../helpers/times.js";
import { isBlank } from "../models/typed-text.js";

// The choices of the doctor about a conclusion that another window saved meanwhile.
export function choices(other, { keep, take }) {
  return [
    el("p", { class: "conflict-title" }, icon("circle-alert"), el("strong", { text: "Заключение изменено в другом окне" })),
    el("p", { text: `Там сохранено в ${timeText(other.savedAt)}. В полях — ваш текст, под ними — сохранённый. Соедините их или выберите один.` }),
    el("div", { class: "row" },
      button("Сохранить мой текст", "button button-small", "conflict-keep", keep),
      button("Взять сохранённый", "button button-small button-tonal", "conflict-take", take)),
  ];
}

// The notice that the fields show an older text than the one that another window saved.
export function newerText(newer, { show }) {
  return [
    el("p", { class: "conflict-title" }, icon("circle-alert"), el("strong", { text: "Заключение изменено в другом окне" })),
    el("p", { text: `Там сохранено в ${timeText(newer.savedAt)}, здесь — прежний текст.` }),
    el("div", { class: "row" }, button("Показать", "button button-small", "newer-show", show)),
  ];
}

// The notice that another window signed, without what was typed here.
export function leftOut({ drop }) {
  return [
    el("p", { class: "conflict-title" }, icon("circle-alert"), el("strong", { text: "Заключение подписано в другом окне" })),
    el("p", { text: "Ваш несохранённый текст в него не вошёл. Он стоит под полями: его можно скопировать." }),
    el("div", { class: "row" }, button("Убрать мой текст", "button button-small button-tonal", "left-drop", drop)),
  ];
}

// The doctor's own text of one field, below the signed one.
export function leftText(field, text) {
  const title = field.labels[0].textContent;
  const node = el("div", { class: "other", role: "group", "aria-label": `${title}: ваш текст`, "data-testid": `left-${field.name}` },
    el("p", { class: "other-title", text: "Ваш текст" }),
    el("p", { class: "as-typed", text }));
  node.of = text;
  return node;
}

// The other window's text of one field, below the field.
export function otherText(field, text, { take, add }) {
  const title = field.labels[0].textContent;
  const empty = isBlank(text);
  const actions = !empty
    ? [button("Взять", "button button-small button-tonal", "other-take", take, `Взять сохранённый текст: ${title}`),
      button("Дописать к моему", "button button-small button-plain", "other-add", add, `Дописать к моему сохранённый текст: ${title}`)]
    : [button("Очистить поле", "button button-small button-tonal", "other-take", take, `Очистить поле: ${title}`)];
  const node = el("div", { class: "other", role: "group", "aria-label": `${title}: в другом окне`, "data-testid": `other-${field.name}` },
    el("p", { class: "other-title", text: "В другом окне" }),
    el("p", { class: empty ? "quiet" : "as-typed", text: empty ? "поле пустое" : text }),
    el("div", { class: "row" }, ...actions));
  node.of = text;
  return node;
}

function button(text, style, testId, act, label) {
  return el("button", { type: "button", class: style, "data-testid": testId, "aria-label": label, text, onclick: act });
}
