import { ask } from "../helpers/ask.js";
import { awake } from "../helpers/awake.js";
import { commandId } from "../helpers/command-id.js";
import { documentTile } from "../helpers/document-tile.js";
import { el, icon, part, setText } from "../helpers/dom.js";
import { takeDrops, takePastes } from "../helpers/dropped-files.js";
import { get, post, remove } from "../helpers/http.js";
import { notify } from "../helpers/notices.js";
import { whenText } from "../helpers/times.js";
import { lackOf, workInDialog } from "../helpers/working-dialog.js";
import { acceptedFiles, documentPath, sizeText } from "../models/document-words.js";
import { plural } from "../models/plurals.js";
import "./document-sender.js";

// The documents of a person on their Medcard: to add, open, rename, keep, remove.
customElements.define("medcard-documents", class extends HTMLElement {
  connectedCallback() {
    this.patientId = this.dataset.patient;
    this.list = part(this, "documents");
    this.sender = this.querySelector("document-sender");
    if (this.sender) this.#adding();
    // Without a consent nothing may be added any more.
    this.closest(".medcard")?.addEventListener("withdrawn", () => this.#load());
    this.#load();
  }

  #adding() {
    for (const [name, accepted] of [["files", acceptedFiles], ["camera", "image/*"]]) {
      const input = part(this, name);
      input.accept = accepted;
      input.addEventListener("change", () => {
        this.#send(input.files);
        input.value = "";
      });
      this.querySelector(`[data-pick=${name}]`).addEventListener("click", () => input.click());
    }
    awake(this);
    this.sender.addEventListener("done", () => this.#load());
    const take = (files) => this.#send(files);
    takeDrops(this, { over: "documents-over", take });
    // Pasted pictures go to the only Medcard, or to the one in which the person works.
    this.off = takePastes(document, { may: () => document.querySelectorAll("medcard-documents").length === 1 || this.contains(document.activeElement), take });
  }

  disconnectedCallback() {
    this.off?.();
  }

  #send(files) {
    if (files.length > 0 && this.maxBytes !== 0) this.sender.send([...files], this.patientId, this.maxBytes);
  }

  async #load() {
    try {
      const { documents, usedBytes, roomBytes, maxBytes, now } = await get(`/api/patients/${encodeURIComponent(this.patientId)}/documents`);
      this.maxBytes = maxBytes;
      this.list.replaceChildren(...documents.map((one) => this.#row(one, documents, Date.parse(now))));
      setText(part(this, "none"), documents.length === 0 ? "Документов пока нет." : "");
      part(this, "none").hidden = documents.length > 0;
      if (this.sender) this.#mayAdd(maxBytes > 0);
      setText(part(this, "room"), `JPEG, PNG, HEIC, WebP или PDF до ${Math.floor(maxBytes / 1e6)} МБ. ${usedBytes > 0 ? `Занято ${sizeText(usedBytes)} из ${sizeText(roomBytes)}` : `Места: ${sizeText(roomBytes)}`}.`);
    } catch (error) {
      notify(error.message, "warning");
    }
  }

  // The text of the consent may have changed since it was confirmed.
  #mayAdd(may) {
    for (const one of this.querySelectorAll("[data-adding]")) one.hidden = !may;
    part(this, "room").hidden = !may;
    part(this, "consent-first").hidden = may;
  }

  #row(one, documents, now) {
    const about = [`добавлено ${whenText(one.addedAt, now)}`, one.addedBy, sizeText(one.bytes), one.pages && `${one.pages} ${plural(one.pages, "страница", "страницы", "страниц")}`, one.locked && "открывается по паролю"];
    const act = (testId, label, picture, work) => el("button", { type: "button", class: "icon-button icon-button-small", "aria-label": `${label}: ${one.name}`, title: label, "data-testid": testId, onclick: work }, icon(picture));
    return el("li", { class: "document", "data-testid": "document" }, documentTile(one, null, documents),
      el("span", { class: "document-text" }, el("span", { class: "document-name", "data-testid": "document-name", text: one.name }), el("span", { class: "document-about", text: about.filter(Boolean).join(" · ") })),
      el("span", { class: "document-acts" },
        act("document-rename", "Переименовать", "pencil", () => this.#rename(one)),
        el("a", { class: "icon-button icon-button-small", href: documentPath(one.documentId, { view: "original" }), "aria-label": `Скачать: ${one.name}`, title: "Скачать", "data-testid": "document-original" }, icon("download")),
        act("document-remove", "Удалить", "trash-2", () => this.#remove(one))));
  }

  async #rename(one) {
    const input = el("input", { class: "input", value: one.name, maxlength: 200, "aria-label": "Название", "data-testid": "document-new-name" });
    const work = () => input.value.trim() === one.name || post(`/api/documents/${encodeURIComponent(one.documentId)}/name`, { commandId: commandId(), name: input.value });
    const renamed = await workInDialog({ title: "Название документа", content: [input], first: input, yes: { text: "Сохранить", testId: "document-save-name" }, lacking: () => lackOf(input, "Напишите название."), work });
    if (renamed) await this.#load();
  }

  async #remove(one) {
    const sure = await ask({ title: "Удалить документ?", text: `«${one.name}» больше не увидите ни вы, ни врач.`, yes: "Удалить" });
    if (sure) await this.#changing(() => remove(`/api/documents/${encodeURIComponent(one.documentId)}`));
  }

  async #changing(change) {
    try {
      await change();
      await this.#load();
    } catch (error) {
      notify(error.message, "warning");
    }
  }
});
