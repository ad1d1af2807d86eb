import { commandId } from "../helpers/command-id.js";
import { el, icon, setText } from "../helpers/dom.js";
import { get } from "../helpers/http.js";
import { DocumentSending } from "../models/document-sending.js";
import { progressText } from "../models/document-words.js";

// The files on their way, each with its progress and a way to give it up. Events: "done" {documentId, name}, "change".
customElements.define("document-sender", class extends HTMLElement {
  connectedCallback() {
    if (this.sending) return;
    this.list = el("ul", { class: "sending plain", "data-testid": "sending" });
    this.all = el("button", { type: "button", class: "link", "data-testid": "sending-remove-all", text: "Убрать все неотправленные", hidden: true, onclick: () => this.sending.removeFailed() });
    this.replaceChildren(this.list, this.all);
    this.sending = new DocumentSending({ begin, view: (id) => get(`/api/uploads/${encodeURIComponent(id)}`), newId: commandId });
    this.sending.addEventListener("change", () => this.#show());
    this.sending.addEventListener("done", ({ detail }) => this.dispatchEvent(new CustomEvent("done", { detail })));
    addEventListener("beforeunload", (event) => this.isConnected && this.sending.busy && event.preventDefault());
  }

  send(files, patientId, maxBytes) {
    this.sending.add(files, patientId, maxBytes);
  }

  #show() {
    const known = new Map([...this.list.children].map((node) => [node.dataset.id, node]));
    this.list.replaceChildren(...this.sending.entries.map((entry) => this.#look(known.get(entry.id) ?? this.#node(entry), entry)));
    this.all.hidden = this.sending.failed < 2;
    this.dispatchEvent(new Event("change"));
  }

  #node({ id, name }) {
    const button = (testId, label, image, act) => el("button", { type: "button", class: "icon-button icon-button-small", "aria-label": `${label}: ${name}`, title: label, "data-testid": testId, onclick: act }, icon(image));
    return el("li", { class: "sending-file", "data-id": id, "data-testid": "sending-file" },
      el("span", { class: "sending-text" }, el("span", { class: "sending-name", text: name }), el("span", { class: "sending-state", role: "status" })),
      el("progress", { max: 1, "aria-label": name }),
      el("span", { class: "sending-acts" }, button("sending-again", "Отправить ещё раз", "rotate-cw", () => this.sending.again(id)), button("sending-remove", "Убрать", "x", () => this.sending.remove(id))));
  }

  #look(node, entry) {
    node.dataset.state = entry.state;
    setText(node.querySelector(".sending-state"), progressText(entry));
    const bar = node.querySelector("progress");
    bar.hidden = entry.state === "failed";
    if (entry.state === "reading") bar.removeAttribute("value");
    else bar.value = entry.sent / Math.max(1, entry.size);
    node.querySelector("[data-testid=sending-again]").hidden = entry.state !== "failed" || entry.final;
    return node;
  }
});

// The library comes with the first file: most visits send none.
function begin(file, patientId, calls) {
  let work = null;
  let stopped = false;
  import("../helpers/tus.js").then(({ sendByTus }) => { if (!stopped) work = sendByTus(file, patientId, calls); }, () => calls.failed("Не получилось отправить. Обновите страницу и попробуйте ещё раз."));
  return {
    stop: () => {
      stopped = true;
      work?.stop();
    },
  };
}
