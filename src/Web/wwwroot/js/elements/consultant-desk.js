import { choose } from "../helpers/ask.js";
import { busy, isBusy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { part, setText } from "../helpers/dom.js";
import { focusOn } from "../helpers/focus.js";
import { get } from "../helpers/http.js";
import { closeByItself } from "../helpers/menu.js";
import { clock, hub } from "../helpers/hub.js";
import { notify } from "../helpers/notices.js";
import { timeText } from "../helpers/times.js";
import { Intake } from "../models/intake.js";
import { nextStep, stepStates } from "../models/intake-steps.js";
import { TaskBook } from "../models/task-book.js";
import { TransferAdvice } from "../models/transfer-advice.js";
import { bookedText, wishNews } from "../models/visit-words.js";
import { queues, shortName } from "../models/words.js";
import { StaffDesk } from "./staff-desk.js";
import { offerThoseHere, showThoseHere } from "./call-patient.js";
import "./caller-form.js";
import "./close-dialog.js";
import "./coverage-list.js";
import "./desk-bookings.js";
import "./intake-panel.js";
import "./patient-search.js";
import "./roster-alarms.js";
import "./rung-patient.js";
import "./task-list.js";
import "./transfer-dialog.js";

const bookingKinds = ["appointmentBooked", "appointmentMoved", "appointmentCancelled"];
const withPatient = ["intake", "followUp"];

// The consultant's work: who calls, consent, transfer by age or to a colleague, closing; tasks beside the talks.
customElements.define("consultant-desk", class extends StaffDesk {
  connectedCallback() {
    this.tasks = new TaskBook(this.dataset.me, { link: hub(), newId: commandId, now: () => clock.now() });
    this.tasks.addEventListener("wish", ({ task }) => notify(wishNews(task), "warning"));
    this.tasks.addEventListener("change", () => {
      this.#countTasks();
      this.find("desk-bookings").heard(this.tasks.tasks);
    });
    hub().on("TasksChanged", () => this.tasks.read());
    hub().on("IncomingCallGone", (callId, why, sessionId) => why === "answered" && this.#rung(sessionId));
    hub().on("OnlineChanged", showThoseHere);
    this.addEventListener("rang", ({ detail }) => this.find("rung-patient").show(detail, { isOwn: true }));
    for (const [event, rings] of [["rings", true], ["rests", false]]) this.addEventListener(event, () => this.toggleAttribute("data-rings", rings));
    super.connectedCallback();
    this.desk.addEventListener("change", () => {
      const call = this.desk.takeRinging();
      if (call) this.find("rung-patient").show(call);
    });
    this.find("task-list").keep(this.tasks);
    this.find("caller-form").addEventListener("opened", ({ detail }) => this.accepted(detail.view));
    this.#on("who", () => this.#who());
    this.#on("consent", (button) => this.#consent(button));
    closeByItself(part(this, "more"));
    for (const to of queues) this.#on(to, () => this.#transfer(to));
    this.#on("booked", () => this.#transferToBooked());
    this.#on("step-out", (button) => this.#stepOut(button));
    this.#on("close", (button) => this.#close(button));
  }

  // After a connection everything is read anew.
  connected() {
    super.connected();
    this.tasks.read();
    offerThoseHere();
  }

  // After «Ответить» the caller's number is asked for first; a consultant who goes on elsewhere meanwhile keeps the focus there, also one who dictates.
  answered(entry) {
    super.answered(entry);
    entry.asksFirst = true;
    for (const kind of ["keydown", "pointerdown", "input"]) addEventListener(kind, () => (entry.asksFirst = false), { once: true, capture: true });
  }

  #askFirst(entry) {
    if (!entry?.asksFirst || entry.intake.step === "loading") return;
    entry.asksFirst = false;
    // The panel shows its step after this desk has heard of it.
    queueMicrotask(() => focusOn(this.#firstToAsk));
  }

  opened(entry) {
    entry.intake = new Intake(entry.session.sessionId, { link: hub(), storage: sessionStorage, newId: commandId, askCode: (attemptId) => get(`/api/sign-in/codes/${attemptId}`) });
    entry.intake.addEventListener("change", () => this.render());
  }

  // No events: joined anew, so everything may have changed.
  heard(entry, events) {
    if (entry === this.current && events.some((event) => bookingKinds.includes(event.kind))) this.find("desk-bookings").read();
    if (entry.over || entry.room.story.view?.phase !== "intake") return;
    if (events.length === 0) entry.intake.read();
    else entry.intake.hear(events);
  }

  putAway(entry) {
    entry.intake.forget();
  }

  // A patient whom this consultant rang has answered.
  async #rung(sessionId) {
    await this.refresh();
    const session = this.desk.sessions.find((one) => one.sessionId === sessionId);
    if (session) this.accepted(session);
  }

  #countTasks() {
    const badge = part(this, "task-count");
    setText(badge, String(this.tasks.due));
    badge.hidden = this.tasks.due === 0;
  }

  #on(act, work) {
    const button = this.find(`[data-act="${act}"]`);
    button.addEventListener("click", () => {
      part(this, "more").open = false;
      if (!isBusy(button)) work(button);
    });
  }

  #consent(button) {
    const sessionId = this.chosen;
    const command = commandId();
    busy(button, () => hub().command("RequestConsent", command, sessionId)).then(() => this.render());
  }

  async #transfer(to) {
    const sessionId = this.chosen;
    const advice = this.#advice(to);
    if (advice.obstacle) {
      notify(advice.obstacle, "warning");
      return;
    }
    if (advice.awaits && !(await this.#goOnWithout(advice))) return;
    await this.find("transfer-dialog").ask(advice, (order) => hub().command("Transfer", commandId(), sessionId, order));
  }

  // To the doctor for whom the patient is booked (S4.4): whoever stays hears when the doctor does not answer, and may choose anew.
  async #transferToBooked() {
    const sessionId = this.chosen;
    const { appointment } = this.current.room.story.view;
    const advice = this.#advice("appointment");
    if (advice.obstacle) {
      notify(advice.obstacle, "warning");
      return;
    }
    if (advice.awaits && !(await this.#goOnWithout(advice))) return;
    const booked = { to: "appointment", title: "Перевести записанному врачу", waitingText: bookedText(appointment), reason: "По записи", stays: true };
    await this.find("transfer-dialog").ask(booked, (order) => hub().command("Transfer", commandId(), sessionId, { ...order, appointmentId: appointment.appointmentId }));
  }

  // No doctor is asked while documents are awaited (S3.8): that is said before a reason is typed.
  async #goOnWithout({ awaitedText }) {
    const chosen = await choose({ title: "Документов ещё нет", text: awaitedText, stay: "Подождать", answers: [{ value: "without", text: "Продолжить без документов", testId: "transfer-without" }] });
    return chosen !== null && this.find("desk-documents").waive();
  }

  #stepOut(button) {
    const sessionId = this.chosen;
    const command = commandId();
    return busy(button, () => hub().command("StepOut", command, sessionId));
  }

  async #close(button) {
    const sessionId = this.chosen;
    const outcome = await this.find("close-dialog").ask();
    if (!outcome) return;
    const command = commandId();
    await busy(button, () => hub().command("CloseSession", command, sessionId, outcome));
  }

  #advice(to) {
    const entry = this.current;
    const { consent, documentsAwaited } = entry?.room.story.view ?? {};
    return new TransferAdvice(to, entry?.card ?? null, this.desk.coverage.get(to), consent, this.desk.duty?.duty === "available", clock.now(), documentsAwaited ?? null);
  }

  // The intake in sight, or null when there is nothing left to find out.
  #intakeOf(entry) {
    if (!entry) return null;
    if (entry.intake.continuedIn) return entry.intake;
    entry.intake.byPhone = (entry.room.story.view ?? entry.session).mode === "phone";
    const asks = !entry.over && entry.room.story.view?.phase === "intake";
    return asks && !entry.intake.settled ? entry.intake : null;
  }

  patientShown(entry) {
    const intake = this.#intakeOf(entry);
    return { ...super.patientShown(entry), intake: intake?.step ?? null };
  }

  renderActions(entry) {
    const view = entry?.room.story.view;
    this.find("intake-panel").show(this.#intakeOf(entry));
    this.#askFirst(entry);
    this.find("coverage-list").show(this.desk.coverage);
    this.find("desk-bookings").show({ sessionId: this.chosen, patientId: entry?.card?.patientId ?? null, here: Boolean(entry) && !entry.over && withPatient.includes(view?.phase) });
    const stays = this.staysIn(entry);
    const state = { phase: view?.phase, patient: view?.patient, consented: Boolean(view?.consent?.confirmed), card: entry?.card ?? null };
    this.find('[data-act="who"]').hidden = this.find("intake-panel").hidden;
    this.find('[data-act="step-out"]').hidden = !stays;
    this.find('[data-act="close"]').hidden = stays;
    this.#renderConsent(view, stays);
    const withConsultant = view?.phase === "intake" || view?.phase === "followUp";
    // A booked doctor who does not answer leaves the choice to the consultant who stayed.
    const mayChoose = withConsultant || (stays && view?.phase === "waitingForDoctor" && !view.queue);
    const booked = this.find('[data-act="booked"]');
    booked.hidden = !mayChoose || !view?.appointment;
    if (view?.appointment) setText(part(this, "booked-time"), `${shortName(view.appointment.doctorName)}, ${timeText(view.appointment.startsAt)}`);
    for (const to of queues) {
      const { dutyText, nobody } = this.#advice(to);
      this.find(`[data-act="${to}"]`).hidden = to === "consultant" ? !withConsultant : !mayChoose;
      setText(part(this, `duty-${to}`), dutyText);
      part(this, `duty-${to}`).classList.toggle("duty-nobody", nobody);
    }
    const next = stays ? null : nextStep(state);
    this.#place(!booked.hidden && (queues.includes(next) || (view.phase === "intake" && state.consented)) ? "booked" : next);
    part(this, "steps").hidden = !view || stays || Boolean(entry.over);
    for (const [name, how] of stepStates(state)) part(this, `step-${name}`).dataset.state = how;
  }

  #renderConsent(view, stays) {
    const consent = this.find('[data-act="consent"]');
    consent.hidden = !view || stays || Boolean(view.consent?.confirmed) || !view.patient;
    const requested = Boolean(view?.consent?.requested);
    const byPhone = view?.mode === "phone";
    const declined = Boolean(view?.consent?.declined);
    // A link may get lost on the way, and a patient who did not agree may think again: both are asked anew.
    if (!isBusy(consent)) consent.disabled = requested && !byPhone && !declined;
    setText(consent, consentAct(byPhone, requested, declined));
  }

  // The next step stands by itself, everything else is in the menu.
  #place(next) {
    const [primary, menu] = [part(this, "primary"), part(this, "menu")];
    const chosen = next && this.find(`[data-act="${next}"]`);
    for (const button of [...primary.children]) if (button !== chosen) menu.append(button);
    if (chosen && chosen.parentElement !== primary) primary.append(chosen);
    part(this, "more").hidden = [...menu.children].every((button) => button.hidden);
  }

  #who() {
    this.go("side");
    focusOn(this.#firstToAsk);
  }

  // Some steps have nothing of their own to fill in: then the policy is asked for.
  get #firstToAsk() {
    return this.find("intake-panel [data-step]:not([hidden]) :is(input, button)") ?? this.find('intake-panel [data-part="person-form"]:not([hidden]) input');
  }
});

function consentAct(byPhone, requested, declined) {
  if (byPhone) return requested ? "Ссылку ещё раз" : "Отправить ссылку";
  if (declined) return "Спросить ещё раз";
  return requested ? "Согласие отправлено" : "Отправить согласие";
}
