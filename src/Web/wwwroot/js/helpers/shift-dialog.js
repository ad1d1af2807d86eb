import { dialogForm, openDialog } from "./ask.js";
import { el } from "./dom.js";

// Asks how a shift is to be: its day, its hours, how far the change goes, or whether it is to go. Answers what the form of the page is sent with, or null.
export async function askShift({ day, from, until, scope, words, every, since }) {
  const field = (name, text, props) => el("div", { class: "field" }, el("label", { for: `shift-${name}`, text }), el("input", { id: `shift-${name}`, name, class: "input", required: true, ...props }));
  const radio = (value, text, checked) => el("label", { class: "check-field" }, el("input", { type: "radio", name: "scope", value, checked, "data-testid": `shift-scope-${value}` }), el("span", { text }));
  const scopes = [radio("once", "Только этот день", true)];
  if (scope !== "once") scopes.push(radio("weekday", `${every} с ${since}`));
  if (scope === "pattern") scopes.push(radio("pattern", `Все дни этих часов с ${since}`));
  const first = field("toFrom", "С", { inputmode: "numeric", maxlength: "5", value: from, "data-testid": "shift-from" });
  const form = dialogForm("Изменить часы",
    el("p", { class: "quiet", text: `${words}, ${since}` }),
    el("div", { class: "roster-form" },
      field("toDay", "День", { type: "date", value: day, "data-testid": "shift-day" }),
      first,
      field("toUntil", "По", { inputmode: "numeric", maxlength: "5", value: until, "data-testid": "shift-until" })),
    el("fieldset", { class: "stack-small roster-scopes" }, el("legend", { text: "Что изменить" }), ...scopes),
    el("div", { class: "row row-end" },
      el("button", { type: "submit", value: "", class: "button button-plain", formnovalidate: true, text: "Отмена" }),
      el("button", { type: "submit", value: "remove", class: "button button-danger", formnovalidate: true, "data-testid": "shift-remove", text: "Убрать" }),
      el("button", { type: "submit", value: "save", class: "button", "data-testid": "shift-save", text: "Сохранить" })));
  const answer = await openDialog(form, { first: first.querySelector("input") });
  if (!answer) return null;
  const { toDay, toFrom, toUntil } = form.elements;
  return { toDay: toDay.value, toFrom: toFrom.value, toUntil: toUntil.value, scope: form.elements.scope.value, remove: String(answer === "remove") };
}
