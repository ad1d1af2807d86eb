import { commandId } from "../helpers/command-id.js";
import { documentName, documentTile } from "../helpers/document-tile.js";
import { el, icon } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { terms } from "../helpers/terms.js";
import { writeInDialog } from "../helpers/working-dialog.js";

// The patient's documents beside the talk: a doctor opens them (data-reads), a consultant knows of those added now. Both ask for more, and go on without (S3.8).
customElements.define("desk-documents", class extends HTMLElement {
  #shown = null;
  #list = null;
  #asked = 0;

  // {sessionId, here: whether the specialist is with the patient, byPhone: whether the patient has no page of it, awaited: what was asked for or null, added: the documents added in this talk}
  show(state) {
    const key = JSON.stringify(state);
    if (key === this.#shown) return;
    const [before, grown] = [this.state, state.added.length !== this.state?.added.length || state.here !== this.state?.here];
    this.#shown = key;
    this.state = state;
    if (before?.sessionId !== state.sessionId) this.#list = null;
    this.#render();
    if (this.hasAttribute("data-reads") && state.sessionId && (before?.sessionId !== state.sessionId || grown)) this.#load();
  }

  // Each reading leaves an entry: the list is asked for when it may have changed.
  async #load() {
    const [sessionId, asked] = [this.state.sessionId, (this.#asked += 1)];
    const list = await hub().invoke("Documents", sessionId).catch(() => null);
    if (asked !== this.#asked) return;
    this.#list = list?.documents ?? null;
    this.#render();
  }

  #render() {
    const { sessionId, here, awaited, added } = this.state;
    const documents = this.hasAttribute("data-reads") ? this.#list ?? [] : added;
    this.hidden = !here && documents.length === 0;
    if (this.hidden) return;
    this.replaceChildren(
      el("div", { class: "row-between" }, el("h3", { text: "Документы" }), here ? this.#button("documents-ask", awaited ? "Изменить просьбу" : "Нужны документы", () => this.#ask()) : null),
      ...(documents.length > 0 ? [el("div", { class: "desk-documents-list" }, ...documents.map((one) => (this.hasAttribute("data-reads") ? documentTile(one, sessionId, documents) : documentName(one))))] : []),
      ...(awaited ? this.#awaited(awaited) : []));
  }

  #awaited(what) {
    return [el("div", { class: "note note-warning", "data-testid": "documents-awaited" }, icon("clock"), el("div", { class: "stack-small" },
      el("p", {}, el("strong", { text: "Ждём от пациента. " }), what),
      this.#button("documents-waive", "Продолжить без документов", () => this.waive())))];
  }

  #button(testId, text, act) {
    return el("button", { type: "button", class: "link", "data-testid": testId, text, onclick: act });
  }

  #ask() {
    const reads = this.state.byPhone ? "Пациент получит ссылку по СМС и прочитает это после входа по коду." : "Пациент прочитает это.";
    return this.#write({ title: "Какие документы нужны?", hint: `${reads} Перевод врачу подождёт, пока не появится хотя бы один новый документ.`, yes: "Попросить", call: "AskForDocuments", text: this.state.awaited ?? "",
      missing: this.state.awaited ? "Напишите, какие документы нужны. Если они больше не нужны, выберите «Продолжить без документов»." : "Напишите, какие документы нужны." });
  }

  // Answers whether the request is taken back: the transfer to a doctor is free then.
  waive() {
    return this.#write({ title: "Продолжить без документов?", hint: "Почему документы не нужны: это увидят специалисты.", yes: "Продолжить", call: "WaiveDocuments", text: "", missing: "Укажите причину: без неё просьба о документах остаётся." });
  }

  #write({ title, hint, yes, call, text, missing }) {
    const { sessionId } = this.state;
    return writeInDialog({ title, hint, text, missing, maxlength: terms.reasonCharacters, testId: "documents-text", yes: { text: yes, testId: "documents-yes" }, work: (written) => hub().command(call, commandId(), sessionId, written) });
  }
});

// The request for documents as it stands, and those that were added in this talk. entry: the chosen session at the desk, or null.
export function documentsIn(sessionId, entry) {
  const { view } = entry?.room.story ?? {};
  const here = Boolean(view?.leg && view.patient && !entry.over);
  const added = entry?.room.feed.log.events.filter(({ kind }) => kind === "documentAdded").map(({ data }) => data) ?? [];
  return { sessionId, here, byPhone: view?.mode === "phone", awaited: here ? view.documentsAwaited ?? null : null, added };
}
