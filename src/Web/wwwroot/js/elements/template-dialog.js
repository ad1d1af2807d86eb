import { ask, dialogForm, openDialog } from "../helpers/ask.js";
import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { el, icon } from "../helpers/dom.js";
import { ownTemplates } from "../helpers/own-templates.js";
import { Refusal } from "../models/refusal.js";
import { excerpt, templateFields } from "../models/templates.js";

const words = {
  conclusion: { title: "Шаблоны", none: "Шаблонов пока нет. Сохраните тексты этого заключения: в следующий раз они вставятся одним нажатием.", add: "Сохранить как шаблон", fresh: "Новый шаблон", change: "Изменить шаблон", hint: "Без имён и других данных пациента: текст останется и для других обращений. Пустые поля ничего не меняют." },
  message: { title: "Мои ответы", none: "Своих ответов пока нет. Добавьте фразу, которую пишете часто: она появится по клавише «/».", add: "Новый ответ", fresh: "Новый ответ", change: "Изменить ответ", hint: "Вместо {имя} подставится имя пациента. Других данных пациента здесь быть не должно: текст останется и для других обращений." },
  shared: { title: "Общие ответы", none: "Общих ответов пока нет. Добавьте фразу: она появится у всех сотрудников по клавише «/».", add: "Новый ответ", fresh: "Новый общий ответ", change: "Изменить общий ответ", hint: "Вместо {имя} подставится имя пациента. Ответ увидят все сотрудники." },
};
const titles = { complaints: "Жалобы", history: "Анамнез", diagnosis: "Диагноз", recommendations: "Рекомендации", message: "Текст ответа" };

// A member's own texts: to choose from, to add and to mend; or the shared ones, for who keeps them. `written` is what stands in the fields now, which a new one begins with. Answers the one chosen, or null.
export async function chooseTemplate(kind, written = {}, templates = ownTemplates()) {
  const told = words[templates.areShared ? "shared" : kind];
  for (;;) {
    const [act, id] = (await openDialog(list(templates.of(kind), told, templates.isFull), { "data-testid": "templates" })).split(" ");
    const chosen = templates.all.find(({ templateId }) => templateId === id) ?? null;
    if (act === "take" && !templates.areShared) return chosen;
    if ((act === "edit" || act === "take") && chosen) await edit(kind, told, templates, chosen);
    else if (act === "new") await edit(kind, told, templates, { templateId: null, name: "", text: written });
    else return null;
  }
}

function list(templates, { title, none, add }, isFull) {
  const lines = templates.map((one) => el("li", { class: "template", "data-testid": "template" },
    el("button", { type: "submit", value: `take ${one.templateId}`, class: "template-take", "data-testid": "template-take" }, el("strong", { text: one.name }), el("span", { class: "template-text", text: excerpt(one) })),
    el("button", { type: "submit", value: `edit ${one.templateId}`, class: "icon-button", "aria-label": `Изменить «${one.name}»`, title: "Изменить", "data-testid": "template-edit" }, icon("pencil"))));
  return dialogForm(title,
    lines.length > 0 ? el("ul", { class: "plain templates" }, ...lines) : el("p", { class: "quiet", text: none }),
    isFull ? el("p", { class: "hint", text: "Больше сохранить нельзя: измените или удалите ненужный." }) : null,
    el("div", { class: "row row-end" },
      el("button", { type: "submit", value: "", class: "button button-plain", text: "Закрыть" }),
      isFull ? null : el("button", { type: "submit", value: "new", class: "button button-tonal", "data-testid": "template-new", text: add })));
}

function edit(kind, told, templates, { templateId, name, text }) {
  const title = el("input", { id: "template-name", class: "input", value: name, maxlength: 100, autocomplete: "off", placeholder: kind === "message" ? "Например: температура" : "Например: ОРВИ, лёгкое течение", "data-testid": "template-name" });
  const fields = templateFields(kind).map((field) => ({ field, input: el("textarea", { id: `template-${field}`, class: "input", rows: kind === "message" ? 4 : 2, "data-testid": `template-${field}` }) }));
  for (const { field, input } of fields) input.value = text[field] ?? "";
  const error = el("p", { class: "error", role: "alert", hidden: true, "data-testid": "template-error" });
  const save = el("button", { type: "submit", class: "button", "data-testid": "template-save", text: "Сохранить" });
  const form = dialogForm(templateId ? told.change : told.fresh,
    field("template-name", "Название", title),
    ...fields.map(({ field: of, input }) => field(input.id, titles[of], input)),
    el("p", { class: "hint", text: told.hint }),
    error,
    el("div", { class: "row row-end" },
      templateId ? el("button", { type: "button", class: "button button-danger", "data-testid": "template-delete", text: "Удалить", onclick: ({ currentTarget }) => remove(form, currentTarget, templates, templateId, name) }) : null,
      el("button", { type: "button", class: "button button-plain", text: "Отмена", onclick: () => form.closest("dialog").close() }), save));
  // The same tap over retries; other texts are another command.
  let tap = { of: null, id: null };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = { templateId, name: title.value, text: Object.fromEntries(fields.map(({ field: of, input }) => [of, input.value.trim()])) };
    const of = JSON.stringify(wanted);
    if (tap.of !== of) tap = { of, id: commandId() };
    busy(save, async () => {
      const fault = await templates.save(wanted, tap.id).then(() => null, (failure) => failure);
      if (!fault) return form.closest("dialog").close("saved");
      error.textContent = fault instanceof Refusal ? fault.message : "Не сохранилось: сервис сейчас не отвечает. Текст остался здесь, попробуйте ещё раз.";
      error.hidden = false;
    });
  });
  return openDialog(form, { first: title });
}

async function remove(form, button, templates, templateId, name) {
  if (!(await ask({ title: "Удалить?", text: `«${name}» больше нельзя будет вставить. Уже написанные заключения и сообщения не изменятся.`, yes: "Удалить", no: "Оставить" }))) return;
  await busy(button, async () => {
    await templates.remove(templateId);
    form.closest("dialog").close("deleted");
  });
}

const field = (id, label, input) => el("div", { class: "field" }, el("label", { for: id, text: label }), input);
