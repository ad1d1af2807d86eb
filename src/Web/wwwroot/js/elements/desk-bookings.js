import { el, icon } from "../helpers/dom.js";
import { clock, hub } from "../helpers/hub.js";
import { comingOf, versionsOf } from "../models/coming-bookings.js";
import { visitDoctor, visitTime } from "../models/visit-words.js";

// The patient's bookings ahead beside the talk, and the way to book: in a window of its own, for the talk goes on here.
customElements.define("desk-bookings", class extends HTMLElement {
  #shown = null;
  #list = null;
  #asked = 0;
  #opened = null;
  #tasks = [];

  connectedCallback() {
    // Booked in the other window meanwhile; whoever did not open it changed nothing there.
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#opened === this.state?.patientId && this.read());
  }

  // {sessionId, patientId or null, here: whether the consultant is with the patient}
  show(state) {
    const key = JSON.stringify(state);
    if (key === this.#shown) return;
    const before = this.state;
    this.#shown = key;
    this.state = state;
    if (before?.patientId !== state.patientId) this.#list = null;
    this.#render();
    if (before?.patientId !== state.patientId || before?.here !== state.here) this.read();
  }

  // The consultants' tasks as they are now: with a change of the patient's bookings, theirs change, too.
  heard(tasks) {
    const patientId = this.state?.patientId ?? null;
    const [before, after] = [versionsOf(this.#tasks, patientId), versionsOf(tasks, patientId)];
    this.#tasks = tasks;
    if (before !== after) this.read();
  }

  // Each reading leaves an entry: it is done when something may have changed.
  async read() {
    const { patientId = null, here = false } = this.state ?? {};
    if (!patientId || !here) return;
    const asked = (this.#asked += 1);
    const list = await hub().invoke("Appointments", patientId).catch(() => null);
    if (asked !== this.#asked || !list) return;
    this.#list = list.appointments;
    this.#render();
  }

  #render() {
    const { sessionId, patientId, here } = this.state;
    this.hidden = !patientId || !here;
    if (this.hidden) return this.replaceChildren();
    const coming = comingOf(this.#list ?? [], clock.now());
    return this.replaceChildren(
      el("h3", { text: "Запись к врачу" }),
      ...(coming.length > 0 ? coming.map(line) : [el("p", { class: "quiet", "data-testid": "no-booking", text: this.#list ? "Предстоящих записей нет" : "Узнаём…" })]),
      el("a", { class: "button button-tonal button-small", href: `/staff/booking?${new URLSearchParams({ patient: patientId, session: sessionId })}`, target: "_blank", rel: "noopener", "data-testid": "book-here", onclick: () => (this.#opened = patientId) }, icon("calendar"), "Записать на приём"));
  }
});

function line(visit) {
  return el("div", { class: "patient-line", "data-testid": "coming-booking" },
    el("span", { class: "avatar" }, icon("calendar")),
    el("span", { class: "room-text" },
      el("span", { class: "room-name", text: visitTime(visit.startsAt, visit.zone) }),
      el("span", { class: "room-about", text: visitDoctor(visit) }),
      visit.outsideRoster ? el("span", { class: "room-about room-warning", text: "вне расписания: нужно перенести" }) : null));
}
