import { dialogForm, openDialog } from "../helpers/ask.js";
import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { el, icon } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { matchDecision, matchReason, matchRows } from "../models/person-match.js";

// Shows the two persons of an import's doubt side by side, and takes the decision; one that was taken can be changed here, too. Answers once it is closed.
export function showMatch(match) {
  const form = dialogForm("Один ли это человек?");
  const title = form.querySelector("h2");
  title.tabIndex = -1;
  render(form, match);
  return openDialog(form, { first: title, class: "dialog dialog-wide", "data-testid": "match" });
}

function render(form, match) {
  form.replaceChildren(
    form.firstElementChild,
    el("p", { class: "quiet", text: matchReason(match) }),
    sides(match),
    ...(match.decision ? [el("p", { class: "note", role: "status", "data-testid": "match-decided" }, icon("check"), el("span", { text: `${matchDecision(match.decision)}. Решение: ${match.decidedByName}.` }))] : []),
    el("div", { class: "row row-end" },
      el("button", { type: "submit", class: "button button-plain", "data-testid": "match-close", text: match.decision ? "Готово" : "Решить позже" }),
      ...["anotherPerson", "samePerson"].filter((decision) => decision !== match.decision).map((decision) => deciding(form, match, decision))));
}

function sides({ sent, known, decision }) {
  const head = sent ? ["Прислала страховая", "Уже есть у нас"] : ["Общая запись"];
  return el("div", { class: "match-scroll" }, el("table", { class: "match", "data-testid": "match-sides" },
    el("caption", { class: "visually-hidden", text: decision ? "Записи после решения" : "Две записи рядом" }),
    el("thead", {}, el("tr", {}, el("td", {}), ...head.map((text) => el("th", { scope: "col", text })))),
    el("tbody", {}, ...matchRows(sent, known).map(({ title, values, differs }) => el("tr", { class: differs ? "match-differs" : "" },
      el("th", { scope: "row" }, title, differs ? el("span", { class: "visually-hidden", text: " (различается)" }) : null),
      ...values.map((lines) => el("td", {}, ...lines.map((text) => el("div", { text })))))))));
}

function deciding(form, match, decision) {
  const again = Boolean(match.decision);
  const text = decision === "samePerson" ? "Тот же человек" : "Другой человек";
  const button = el("button", { type: "button", class: again ? "button button-tonal" : "button", "data-testid": `match-${decision}`, text: again ? `Изменить: ${text.toLowerCase()}` : text });
  button.addEventListener("click", async () => {
    const command = commandId();
    const decided = await busy(button, () => hub().command("DecideMatch", command, match.taskId, decision));
    if (!decided) return;
    render(form, decided);
    form.querySelector('[data-testid="match-close"]').focus();
  });
  return button;
}
