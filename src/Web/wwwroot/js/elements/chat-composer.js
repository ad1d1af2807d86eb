import { el, icon } from "../helpers/dom.js";
import { takeDrops, takePastes } from "../helpers/dropped-files.js";
import { acceptedFiles } from "../models/document-words.js";
import { lengthNoteOf } from "../helpers/length-note.js";
import { terms } from "../helpers/terms.js";
import { isTooLong } from "../models/text-length.js";
import { isBlank } from "../models/typed-text.js";
import "./document-sender.js";

// Where messages are typed. What was typed stays over a reload. Events: "say" {text}, "document" {documentId} of a file that was sent by the clip.
customElements.define("chat-composer", class extends HTMLElement {
  #key = null;

  connectedCallback() {
    if (this.input) return;
    this.input = el("textarea", { class: "input composer-input", rows: 1, placeholder: "Сообщение", "aria-label": "Сообщение", "data-testid": "chat-input" });
    this.send = el("button", { type: "submit", class: "icon-button composer-send", "aria-label": "Отправить", title: "Отправить", "data-testid": "chat-send" }, icon("send"));
    this.files = el("input", { type: "file", multiple: true, hidden: true, accept: acceptedFiles, "aria-label": "Файлы", "data-testid": "chat-files", onchange: () => this.#attach(this.files) });
    this.clip = el("button", { type: "button", class: "icon-button composer-clip", "aria-label": "Отправить документ или фото", title: "Отправить документ или фото", "data-testid": "chat-clip", hidden: true, onclick: () => this.files.click() }, icon("paperclip"));
    this.sender = el("document-sender", { class: "composer-files" });
    this.sender.addEventListener("done", ({ detail }) => this.dispatchEvent(new CustomEvent("document", { detail })));
    this.form = el("form", { class: "composer-form" }, this.clip, this.files, this.input, this.send);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#say();
    });
    this.input.addEventListener("keydown", (event) => this.#enter(event));
    this.input.addEventListener("input", () => this.#typed());
    this.length = lengthNoteOf(this.input, terms.messageCharacters);
    const files = { may: () => !this.clip.hidden, take: (taken) => this.sender.send([...taken], this.patientId) };
    takePastes(this.input, files);
    takeDrops(this, files);
    this.replaceChildren(this.length.note, this.sender, this.form);
  }

  keep(sessionId) {
    this.#key = `draft:${sessionId}`;
    this.input.value = sessionStorage.getItem(this.#key) ?? "";
    this.#fit();
  }

  // The person whose documents may be sent from here; null for nobody.
  sendsDocumentsOf(patientId) {
    this.patientId = patientId;
    this.clip.hidden = patientId === null;
  }

  #attach(input) {
    this.sender.send([...input.files], this.patientId);
    input.value = "";
  }

  // A message that was not taken comes back to be mended.
  giveBack(text) {
    this.input.value = this.input.value ? `${text}\n${this.input.value}` : text;
    this.#typed();
    this.input.focus();
  }

  #enter(event) {
    const finger = matchMedia("(pointer: coarse)").matches;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || finger) return;
    event.preventDefault();
    this.#say();
  }

  #say() {
    const text = this.input.value.trim();
    this.input.focus();
    if (isBlank(text) || isTooLong(text, terms.messageCharacters)) return;
    this.input.value = "";
    this.#typed();
    this.dispatchEvent(new CustomEvent("say", { detail: { text } }));
  }

  #typed() {
    if (this.#key) sessionStorage.setItem(this.#key, this.input.value);
    this.#fit();
  }

  #fit() {
    this.length.look();
    this.input.style.blockSize = "auto";
    this.input.style.blockSize = `${Math.min(this.input.scrollHeight + 2, 160)}px`;
  }
});
