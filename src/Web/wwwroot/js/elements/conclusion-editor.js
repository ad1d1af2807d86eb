import { choose } from "../helpers/ask.js";
import { busy, isBusy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { part, setText } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { lengthNoteOf } from "../helpers/length-note.js";
import { asKept, changedMeanwhile, ConclusionDraft, emptyText } from "../models/conclusion-draft.js";
import { missingIn, unstorableIn } from "../models/conclusion-faults.js";
import { Refusal } from "../models/refusal.js";
import { below } from "../models/typed-text.js";
import { choices, leftOut, leftText, newerText, otherText } from "./conclusion-conflict.js";

const states = { empty: "", typing: "Изменено", saving: "Сохраняем…", saved: "Сохранено", changed: "Изменено в другом окне", failed: "Не сохранено", conflict: "Два варианта", signed: "Подписано" };
const nothing = { text: emptyText, version: 0, savedAt: null, signedAt: null };

const faults = {
  tooLong: "Один из текстов слишком длинный: пока он не сокращён, заключение не сохраняется.",
  noDays: "Повторная консультация: число дней от 1 до 365. Пока оно не исправлено, заключение не сохраняется.",
};

// The doctor's conclusions, one for each consultation: saved as typed, signed at the end, during the consultation and after it. `beforeBreak` is called before a signature after which the doctor wants a break. Event: "signed" {sessionId}.
customElements.define("conclusion-editor", class extends HTMLElement {
  #draft = null;
  #drafts = new Map();
  #opened = null;
  #reason = null;
  #windows = new BroadcastChannel("conclusions");
  #lengths = [];
  // Whether signing ends the time for writing, and so brings the doctor back on the line.
  endsWrapUp = false;

  connectedCallback() {
    this.form = this.querySelector("form");
    this.sign = this.querySelector("[type=submit]");
    this.limit = Number(this.dataset.characters);
    for (const field of this.#fields) {
      const length = lengthNoteOf(field, this.limit);
      field.parentElement.append(length.note);
      this.#lengths.push(length);
      field.addEventListener("input", () => {
        length.look();
        this.#draft?.type(field.name, field.value);
      });
    }
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sign();
    });
    part(this, "to-conflict").addEventListener("click", () => this.#toConflict());
    part(this, "sent-for-take").addEventListener("click", () => this.#takeReason());
    addEventListener("beforeunload", (event) => [...this.#drafts.values()].some((draft) => draft.unsaved) && event.preventDefault());
    // Texts that could not be saved go out as soon as there is a connection again.
    hub().addEventListener("state", () => hub().state === "connected" && this.#drafts.forEach((draft) => (draft.unsaved ? draft.flush() : this.#look(draft))));
    this.#watch();
  }

  // A newer text may have been stored elsewhere: told by another window of this browser, by the session, or found when the doctor comes back to this page.
  #watch() {
    this.#windows.addEventListener("message", ({ data }) => this.#lookAt(data.conclusionId));
    hub().on("SessionEvent", (_, { kind, data }) => (kind === "conclusionSaved" || kind === "conclusionSigned") && this.#lookAt(data?.conclusionId));
    addEventListener("focus", () => this.#draft && this.#look(this.#draft));
  }

  #lookAt(conclusionId) {
    const draft = conclusionId && this.#drafts.get(conclusionId);
    if (draft) this.#look(draft);
  }

  // A question that is lost is asked again by the next of those news; whatever is saved says its version.
  #look(draft) {
    draft.look().catch(() => undefined);
  }

  // The conclusion of one consultation: by its id, or the session's last; since tells when that one began.
  async open(sessionId, conclusionId = null, since = null) {
    this.hidden = !sessionId;
    const key = sessionId && (conclusionId ?? `${sessionId} ${since ?? ""}`);
    if (this.#opened === key) return;
    this.#opened = key;
    this.#draft = null;
    if (!sessionId) return;
    const known = this.#drafts.get(key);
    if (known) return this.#use(known);
    this.#lock(true);
    this.#fill(nothing.text);
    this.#showConflict();
    setText(part(this, "state"), "Открываем…");
    const view = await read(sessionId, conclusionId);
    const draft = this.#drafts.get(view?.conclusionId) ?? this.#begin(sessionId, view);
    this.#drafts.set(key, draft);
    if (this.#opened === key) this.#use(draft);
  }

  #begin(sessionId, view) {
    const conclusionId = view?.conclusionId ?? null;
    const save = async (text, basedOn) => {
      const fault = unstorableIn(text, this.limit, faults);
      if (fault) throw new RangeError(fault.message);
      const stored = await hub().command("SaveConclusion", commandId(), sessionId, { ...asKept(text), conclusionId, basedOn });
      this.#windows.postMessage({ conclusionId });
      return stored;
    };
    const draft = new ConclusionDraft({ save, read: () => read(sessionId, conclusionId) }, globalThis, shelf(conclusionId ?? sessionId));
    Object.assign(draft, { sessionId, conclusionId });
    draft.load(view ?? nothing);
    draft.addEventListener("change", () => this.#draft === draft && this.#render());
    if (conclusionId) this.#drafts.set(conclusionId, draft);
    return draft;
  }

  #use(draft) {
    this.#draft = draft;
    this.#render();
  }

  #fill(text) {
    for (const field of this.#fields) if (field.value !== text[field.name]) field.value = text[field.name] ?? "";
    for (const length of this.#lengths) length.look();
  }

  #render() {
    const { state, error, conclusionId, text } = this.#draft;
    const badge = part(this, "state");
    setText(badge, states[state]);
    badge.dataset.state = state;
    this.#fill(text);
    this.#lock(state === "signed");
    this.#fail(state === "failed" ? error.message : "");
    this.#showConflict();
    this.#offerReason();
    const link = part(this, "signed");
    link.hidden = state !== "signed" || !conclusionId;
    if (conclusionId) link.href = `/conclusions/${encodeURIComponent(conclusionId)}`;
  }

  // Both texts side by side: the doctor's own in the fields, the other one below each that differs.
  #showConflict() {
    const draft = this.#draft;
    const conflict = part(this, "conflict");
    const standing = draft?.other ?? null;
    const newer = draft?.state === "changed" ? draft.newer : null;
    const left = draft?.left ?? null;
    const told = standing ?? newer ?? left;
    if (conflict.shown !== told) {
      conflict.shown = told;
      conflict.replaceChildren(...(standing ? choices(standing, { keep: () => draft.keepMine(), take: () => draft.takeOther() })
        : newer ? newerText(newer, { show: () => draft.showNewer() })
        : left ? leftOut({ drop: () => draft.dropLeft() }) : []));
    }
    conflict.hidden = !told;
    part(this, "to-conflict").hidden = !told;
    for (const field of this.#fields) {
      const wanted = left ? left[field.name] ?? null : draft?.differing.includes(field.name) ? standing.text[field.name] : null;
      const shown = field.parentElement.querySelector(".other");
      if (shown?.of === wanted) continue;
      shown?.remove();
      if (wanted !== null) field.after(left ? leftText(field, wanted) : otherText(field, wanted, { take: () => draft.takeField(field.name), add: () => draft.addField(field.name) }));
    }
  }

  #toConflict() {
    part(this, "conflict").scrollIntoView({ block: "start" });
    part(this, "conflict").querySelector("button").focus({ preventScroll: true });
  }

  async #sign() {
    const draft = this.#draft;
    if (!draft || isBusy(this.sign)) return;
    if (draft.other || draft.state === "changed") {
      this.#toConflict();
      return;
    }
    const fault = missingIn(draft.text) ?? unstorableIn(draft.text, this.limit, faults);
    if (fault) {
      this.#fail(fault.message);
      this.form.elements[fault.field].focus();
      return;
    }
    const chosen = await this.#askToSign();
    if (!chosen) return;
    await busy(this.sign, async () => {
      if (chosen === "break") await this.beforeBreak();
      await this.#signNow(draft);
    });
    if (this.#draft === draft) this.#lock(draft.state === "signed");
  }

  #askToSign() {
    const text = "После подписи его увидит пациент. Исправить его потом можно только новой версией: прежняя останется.";
    const sign = { value: "yes", text: this.endsWrapUp ? "Подписать и на линию" : "Подписать", testId: "confirm-yes" };
    return choose({ title: "Подписать заключение?", text: this.endsWrapUp ? `${text} Оформление закончится: новые вызовы пойдут сразу.` : text, stay: "Ещё поправлю",
      answers: this.endsWrapUp ? [{ value: "break", text: "Подписать, затем перерыв", testId: "confirm-break" }, sign] : [sign] });
  }

  // Why the consultant sent the patient: above the complaints, which it may begin.
  sentFor(reason) {
    part(this, "sent-for").hidden = !reason;
    setText(part(this, "sent-for-text"), reason ?? "");
    this.#reason = reason;
    this.#offerReason();
  }

  // The editor names the patient and the consultation that the conclusion is about.
  about(text) {
    setText(part(this, "of"), text);
  }

  #offerReason() {
    const taken = this.#draft?.text.complaints.includes(this.#reason ?? "");
    part(this, "sent-for-take").hidden = !this.#draft || this.#draft.state === "signed" || taken;
  }

  #takeReason() {
    const { complaints } = this.form.elements;
    this.#draft.type("complaints", below(complaints.value, this.#reason));
    complaints.focus();
  }

  async #signNow(draft) {
    if (!(await draft.flush())) return;
    const { sessionId, conclusionId, version } = draft;
    try {
      draft.signed(await hub().command("SignConclusion", commandId(), { sessionId, conclusionId, version }));
      this.#windows.postMessage({ conclusionId });
    } catch (error) {
      // Signed is only what this doctor saw: a newer text is shown first.
      if (!changedMeanwhile(error)) throw error;
      await draft.compare();
      if (draft.state !== "signed") return;
    }
    this.dispatchEvent(new CustomEvent("signed", { detail: { sessionId } }));
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
    return [...this.form.querySelectorAll("textarea, input[name]")];
  }
});

async function read(sessionId, conclusionId) {
  for (;;) {
    await hub().connected();
    try {
      return await (conclusionId ? hub().invoke("OpenConclusion", sessionId, conclusionId) : hub().invoke("Conclusion", sessionId));
    } catch (error) {
      if (error instanceof Refusal) return null;
      await new Promise((done) => setTimeout(done, 500));
    }
  }
}

// This tab's memory of what is typed and not stored yet.
function shelf(id) {
  const key = `conclusion:${id}`;
  return {
    keep: (draft) => sessionStorage.setItem(key, JSON.stringify(draft)),
    take: () => JSON.parse(sessionStorage.getItem(key) ?? "null"),
    clear: () => sessionStorage.removeItem(key),
  };
}
