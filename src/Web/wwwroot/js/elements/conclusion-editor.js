import { ask } from "../helpers/ask.js";
import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { part, setText } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { ConclusionDraft } from "../models/conclusion-draft.js";
import { Refusal } from "../models/hub-link.js";

const states = { empty: "", typing: "Изменено", saving: "Сохраняем…", saved: "Сохранено", failed: "Не сохранено", signed: "Подписано" };

// The doctor's conclusion: saved as typed, signed at the end, during the consultation and after it. Event: "signed".
customElements.define("conclusion-editor", class extends HTMLElement {
  #draft = null;
  #drafts = new Map();

  connectedCallback() {
    this.form = this.querySelector("form");
    this.sign = this.querySelector("[type=submit]");
    for (const field of this.#fields) field.addEventListener("input", () => this.#draft?.type(field.name, field.value));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sign();
    });
    addEventListener("beforeunload", (event) => [...this.#drafts.values()].some((draft) => draft.unsaved) && event.preventDefault());
    // What could not be saved goes out as soon as there is a connection again.
    hub().addEventListener("state", () => hub().state === "connected" && this.#drafts.forEach((draft) => draft.unsaved && draft.flush()));
  }

  async open(sessionId) {
    this.hidden = !sessionId;
    if (this.sessionId === sessionId) return;
    this.sessionId = sessionId;
    this.#draft = null;
    if (!sessionId) return;
    const known = this.#drafts.get(sessionId);
    if (known) return this.#use(known);
    this.#lock(true);
    this.#fill({ complaints: "", history: "", diagnosis: "", recommendations: "" });
    setText(part(this, "state"), "Открываем…");
    const view = await this.#load(sessionId);
    if (this.sessionId !== sessionId) return;
    const draft = new ConclusionDraft((text) => hub().command("SaveConclusion", commandId(), sessionId, text), globalThis, shelf(sessionId));
    if (view) draft.load(view.text, { saved: view.savedAt !== null, signed: view.signedAt !== null });
    draft.conclusionId = view?.conclusionId ?? null;
    draft.addEventListener("change", () => this.#draft === draft && this.#render());
    this.#drafts.set(sessionId, draft);
    this.#use(draft);
  }

  async #load(sessionId) {
    for (;;) {
      await hub().connected();
      try {
        return await hub().invoke("Conclusion", sessionId);
      } catch (error) {
        if (error instanceof Refusal) return null;
        await new Promise((done) => setTimeout(done, 500));
      }
    }
  }

  #use(draft) {
    this.#draft = draft;
    this.#fill(draft.text);
    this.#render();
  }

  #fill(text) {
    for (const field of this.#fields) field.value = text[field.name] ?? "";
  }

  #render() {
    const { state, error, conclusionId } = this.#draft;
    const badge = part(this, "state");
    setText(badge, states[state]);
    badge.dataset.state = state;
    this.#lock(state === "signed");
    this.#fail(state === "failed" ? error.message : "");
    const link = part(this, "signed");
    link.hidden = state !== "signed" || !conclusionId;
    if (conclusionId) link.href = `/conclusions/${encodeURIComponent(conclusionId)}`;
  }

  async #sign() {
    const draft = this.#draft;
    const sessionId = this.sessionId;
    if (!draft) return;
    for (const name of ["diagnosis", "recommendations"]) {
      if (draft.text[name].trim()) continue;
      this.#fail("Заполните диагноз и рекомендации, чтобы подписать заключение.");
      this.form.elements[name].focus();
      return;
    }
    if (!(await ask({ title: "Подписать заключение?", text: "После подписи его увидит пациент, и изменить его будет нельзя.", yes: "Подписать", no: "Ещё поправлю" }))) return;
    const command = commandId();
    await busy(this.sign, async () => {
      if (!(await draft.flush())) return;
      const view = await hub().command("SignConclusion", command, sessionId);
      draft.conclusionId = view.conclusionId;
      draft.signed();
      this.dispatchEvent(new CustomEvent("signed", { detail: { sessionId } }));
    });
    this.#lock(draft.state === "signed");
  }

  #lock(locked) {
    this.sign.removeAttribute("data-asleep");
    for (const field of this.#fields) field.readOnly = locked;
    this.sign.disabled = locked;
    this.sign.hidden = locked && this.#draft?.state === "signed";
  }

  #fail(text) {
    const error = part(this, "error");
    error.hidden = !text;
    setText(error, text);
  }

  get #fields() {
    return [...this.form.querySelectorAll("textarea")];
  }
});

// This tab's memory of what is typed and not stored yet.
function shelf(sessionId) {
  const key = `conclusion:${sessionId}`;
  return {
    keep: (text) => sessionStorage.setItem(key, JSON.stringify(text)),
    take: () => JSON.parse(sessionStorage.getItem(key) ?? "null"),
    clear: () => sessionStorage.removeItem(key),
  };
}
