import { ask } from "../helpers/ask.js";
import { busy, isBusy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { part, setText } from "../helpers/dom.js";
import { clock, hub } from "../helpers/hub.js";
import { notify } from "../helpers/notices.js";
import { whenText } from "../helpers/times.js";
import { consultationText, lastConsultation, unsignedConsultationText } from "../models/consultation-text.js";
import { limitText, nobodyChosen } from "../models/words.js";
import { nameIn } from "./desk-room.js";
import { StaffDesk } from "./staff-desk.js";
import "./conclusion-editor.js";
import "./diagnosis-search.js";
import "./own-templates.js";
import "./time-left.js";
import "./unsigned-list.js";
import "./booked-list.js";

// The doctor's actions: time left, ending, the conclusion, also long after the talk.
customElements.define("doctor-desk", class extends StaffDesk {
  #unsigned = null;
  #idleText = "";
  #writing = null;

  connectedCallback() {
    // The page says what this doctor may wait for.
    this.#idleText = part(this, "nobody-text").textContent;
    super.connectedCallback();
    this.desk.addEventListener("change", () => this.#resume());
    const end = this.find('[data-act="end"]');
    end.addEventListener("click", () => this.#end(end));
    const talk = this.find('[data-act="talk"]');
    talk.addEventListener("click", () => this.#talk(talk));
    this.find("unsigned-list").addEventListener("choose", ({ detail }) => this.#write(detail.entry));
    this.find("conclusion-editor").addEventListener("signed", () => this.#signed());
    this.find("conclusion-editor").beforeBreak = () => hub().command("SetDuty", commandId(), "away");
    hub().on("AppointmentChanged", () => this.refresh());
    hub().on("SessionEvent", (sessionId, event) => this.#warn(sessionId, event));
  }

  // The session's events come no more once the consultation is over, so the desk keeps what was signed here.
  #signed() {
    const entry = this.current;
    if (entry) entry.signedOf = entry.since;
    this.refresh();
  }

  #warn(sessionId, event) {
    if (event.kind === "limitWarning" && this.rooms.has(sessionId))
      notify(`${limitText(event.data.secondsLeft)}.`, "warning");
  }

  async #end(button) {
    if (isBusy(button)) return;
    const sessionId = this.chosen;
    const sure = await ask({ title: "Завершить консультацию?", text: "Пациент вернётся к медконсультанту. Заключение можно дописать после.", yes: "Завершить", no: "Продолжить" });
    if (!sure) return;
    const command = commandId();
    await busy(button, () => hub().command("EndConsultation", command, sessionId));
  }

  // The patient is on the phone: from now on the time runs.
  #talk(button) {
    const sessionId = this.chosen;
    const command = commandId();
    return busy(button, () => hub().command("StartTalk", command, sessionId));
  }

  // A conclusion begun before a reload is taken up again during the time given for it.
  #resume() {
    const last = this.desk.awaitingSignature.at(-1);
    if (!this.chosen && last && this.desk.duty?.duty === "wrapUp") this.#write(last);
  }

  choose(sessionId) {
    this.#writing = null;
    super.choose(sessionId);
  }

  #write(entry) {
    this.chosen = entry.sessionId;
    this.#writing = { sessionId: entry.sessionId, conclusionId: entry.consultations[0].conclusionId };
    if (!this.rooms.has(entry.sessionId)) this.#loadUnsigned(entry.sessionId);
    this.go("side");
    this.render();
  }

  async #loadUnsigned(sessionId) {
    this.#unsigned = { sessionId, card: null };
    const card = await hub().invoke("PatientCard", sessionId).catch(() => null);
    if (this.#unsigned.sessionId !== sessionId) return;
    this.#unsigned.card = card;
    this.render();
  }

  patientShown(entry) {
    const unsigned = this.desk.awaitingSignature;
    const late = !entry && this.chosen && this.#unsigned?.sessionId === this.chosen;
    if (late) return { card: this.#unsigned.card, message: "Открываем данные пациента…" };
    const shown = super.patientShown(entry);
    return { ...shown, visits: shown.visits.map((visit) => (isSame(visit.startedAt, entry.signedOf) ? { ...visit, signed: true } : visit)) };
  }

  renderActions(entry) {
    const view = entry?.room.story.view;
    this.find("time-left").until(entry && !entry.over ? view?.leg?.endsAt ?? view?.leg?.returnsBy : null);
    this.find('[data-act="talk"]').hidden = view?.mode !== "phone" || view.leg?.kind !== "consultation" || Boolean(view.leg.talkStartedAt);
    this.find("booked-list").show(this.desk.booked, this.desk.duty?.duty === "available");
    const unsigned = this.desk.awaitingSignature;
    const late = !entry && this.chosen !== null;
    setText(part(this, "nobody-title"), late ? "Консультация завершена" : "Нет открытого разговора");
    setText(part(this, "nobody-text"), !late ? this.#idleText
      : unsigned.some((one) => this.#isOpen(one)) ? "Осталось дописать и подписать заключение."
      : "Заключение подписано: пациент видит его в календаре.");
    // While a talk goes on, the conclusion beside it is that talk's; an earlier one of the same patient is opened from the list.
    if (entry && view?.leg?.kind === "consultation") entry.since = view.leg.startedAt;
    const writing = this.#writing?.sessionId === this.chosen ? this.#writing.conclusionId : null;
    const open = unsigned.find((one) => this.#isOpen(one));
    this.find("unsigned-list").show(unsigned, open?.consultations[0].conclusionId ?? null);
    const editor = this.find("conclusion-editor");
    editor.endsWrapUp = this.desk.duty?.duty === "wrapUp";
    editor.open(this.chosen, writing, entry?.since ?? null);
    editor.sentFor(sentFor(entry));
    this.#tellOf(editor, entry, open);
  }

  // Once a conclusion is signed its consultation is in no list any more, and the editor shows it still.
  #tellOf(editor, entry, open) {
    const time = (at) => whenText(at, clock.now());
    const running = !open && entry && lastConsultation(entry.room.feed.log.events);
    if (open) editor.about(`${open.patientName}, ${unsignedConsultationText(open, this.desk.awaitingSignature, time)}`);
    else if (running) editor.about(`${nameIn(entry) ?? nobodyChosen(entry.room.story.view?.signedIn)}, ${consultationText(running, time)}`);
  }

  #isOpen(one) {
    if (one.sessionId !== this.chosen) return false;
    if (this.#writing?.sessionId === this.chosen) return one.consultations[0].conclusionId === this.#writing.conclusionId;
    const since = this.current?.since;
    return !since || Date.parse(one.consultations[0].startedAt) === Date.parse(since);
  }
});

// Why the patient was sent to this doctor, in the consultant's words.
function sentFor(entry) {
  const sent = entry?.room.feed.log.events.findLast((event) => event.kind === "transferred");
  return sent?.data?.reason ?? null;
}

const isSame = (instant, other) => Boolean(other) && Date.parse(instant) === Date.parse(other);
