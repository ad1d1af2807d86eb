import { choose } from "../helpers/ask.js";
import { awake } from "../helpers/awake.js";
import { busy, faultText } from "../helpers/busy.js";
import { cancelBooking } from "../helpers/cancel-booking.js";
import { commandId } from "../helpers/command-id.js";
import { part, setText } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { leaveFor } from "../helpers/leave-for.js";
import { fetchPage } from "../helpers/page-part.js";
import { daysLater, isAgainstAge, lackOf, losesSlot, losesVersion, OrderTap, placeOf, searchOf } from "../models/booking-order.js";
import { wishText } from "../models/visit-words.js";
import "./connection-banner.js";
import "./patient-search.js";
import "./slot-grid.js";

const daysOfWeek = 7;

// The page that books and moves. The platform makes it, the grid of slots, too; here are searches, what is chosen, and what is refused: nothing that was typed is lost by that.
customElements.define("booking-page", class extends HTMLElement {
  connectedCallback() {
    this.grid = this.querySelector("slot-grid");
    const link = hub();
    if (!this.grid) return;
    // A search that was lost with the connection is made when it is back.
    link.addEventListener("state", () => {
      if (link.state !== "connected") return;
      if (this.isLost) this.#find();
      this.#showWishes();
    });
    // A consent or a policy that was missing may have come while this page was away.
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#isBarred && this.#renew());
    part(this, "done")?.focus();
    this.search = part(this, "search");
    this.order = part(this, "order");
    this.doctors = [...this.search.elements.doctor.options].slice(1);
    this.tap = new OrderTap(commandId);
    this.#listen();
    this.#showDoctors();
    awake(this);
    this.#showBarred();
    this.#find();
    if (link.state === "connected") this.#showWishes();
  }

  #listen() {
    this.search.addEventListener("change", ({ target }) => this.#changed(target));
    this.search.addEventListener("submit", (event) => event.preventDefault());
    this.grid.addEventListener("chosen", () => this.#chosen());
    this.grid.addEventListener("week", ({ detail }) => this.#turn(detail.step, detail.day, (grid) => grid.offerAt(detail.time)));
    for (const [act, step] of [["week-before", -1], ["week-after", 1]])
      this.querySelector(`[data-act="${act}"]`).addEventListener("click", () => this.#turn(step, this.#shownDay));
    this.order.addEventListener("input", ({ target }) => this.#typed(target));
    this.order.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#book();
    });
    this.addEventListener("click", ({ target }) => target.closest('[data-act="cancel"]') && this.#cancel(target.closest("[data-appointment]")));
    this.addEventListener("click", ({ target }) => target.closest('[data-act="check"]') && this.#checkAgain());
  }

  get #fields() {
    return Object.fromEntries(new FormData(this.search));
  }

  // The specialties of the patient's bookings, the latest first.
  get #seen() {
    return this.search.elements.repeated?.dataset.seen.split("|").filter(Boolean) ?? [];
  }

  get #shownDay() {
    const { when, firstDay } = this.#fields;
    return when === "soonest" || !firstDay ? this.dataset.today : firstDay;
  }

  get #moves() {
    return Boolean(this.dataset.move);
  }

  // Whether the person can't be booked as they stand; the words beside the button say why.
  get #isBarred() {
    return !part(this, "barred").hidden;
  }

  #showBarred() {
    this.order.querySelector("[type=submit]").disabled = this.#isBarred;
  }

  async #checkAgain() {
    await this.#renew();
    this.querySelector(this.#isBarred ? '[data-act="check"]' : "[data-part=order] [type=submit]").focus();
  }

  #changed(field) {
    const { elements } = this.search;
    if (field.name === "zone") this.#keepZone(field.value);
    // Whoever comes again goes to the doctor of last time, of whatever specialty.
    if (field.name === "repeated") {
      const [last] = this.#seen;
      if (field.value && last) elements.specialty.value = last;
      elements.doctor.value = "";
    }
    if (field.name === "repeated" || field.name === "specialty") this.#showDoctors();
    if (field.name === "when" && field.value !== "soonest" && !elements.firstDay.value) elements.firstDay.value = this.dataset.today;
    this.#find();
  }

  // Where the patient is stays chosen wherever the page leads from here, also after a reload.
  #keepZone(zone) {
    const of = (address) => {
      const url = new URL(address, location.href);
      url.searchParams.set("zone", zone);
      return url.pathname + url.search;
    };
    history.replaceState(history.state, "", of(location.href));
    for (const link of this.querySelectorAll('a[href*="/staff/booking?patient="]')) link.href = of(link.href);
  }

  // The words with which a patient wished for a change are in the task about it.
  async #showWishes() {
    const { tasks } = await hub().invoke("Tasks").catch(() => ({ tasks: [] }));
    for (const { kind, appointment, askedAt, askedAgainAt } of tasks) {
      const wish = kind === "wish" ? this.querySelector(`[data-appointment="${appointment.appointmentId}"] [data-part="wish"]`) : null;
      if (!wish) continue;
      wish.hidden = false;
      wish.dataset.asked = askedAgainAt ?? askedAt;
      setText(wish.lastElementChild, wishText(appointment));
    }
  }

  // When the wish that is shown was asked for: what is done is the answer to that one. Null where none is shown.
  #wishSeen(appointmentId) {
    return this.querySelector(`[data-appointment="${appointmentId}"] [data-part="wish"]`)?.dataset.asked ?? null;
  }

  // The list has the doctors of the chosen specialty only.
  #showDoctors() {
    const { specialty, doctor, repeated } = this.search.elements;
    const chosen = doctor.value;
    setText(part(this, "any-doctor"), repeated?.value && this.#seen.includes(specialty.value) ? "Тот же, что в прошлый раз" : "Любой свободный");
    const shown = this.doctors.filter((option) => option.dataset.specialty === specialty.value);
    doctor.replaceChildren(doctor.options[0], ...shown);
    doctor.value = shown.some((option) => option.value === chosen) ? chosen : "";
  }

  // then: what is done with the grid once it shows what was found.
  async #find(then = () => {}) {
    const fields = this.#fields;
    part(this, "day").hidden = fields.when === "soonest";
    this.#fail("order", null);
    try {
      const words = await this.grid.find(searchOf(fields, this.dataset.patient));
      if (words === null) return;
      this.isLost = false;
      setText(part(this, "slots-state"), words);
      then(this.grid);
    } catch (error) {
      this.isLost = Boolean(error.lost);
      setText(part(this, "slots-state"), `Не удалось найти время. ${error.message} Измените поиск или попробуйте ещё раз.`);
    }
  }

  #turn(step, day, then) {
    const { elements } = this.search;
    const first = daysLater(day, step * daysOfWeek);
    elements.when.value = "week";
    elements.firstDay.value = first < this.dataset.today ? this.dataset.today : first;
    this.#find(then);
  }

  #chosen() {
    const { text, specialty } = this.grid.chosen;
    setText(part(this, "chosen"), `${this.#moves ? "Переносим на" : "Записываем на"} ${text}`);
    this.#fail("order", null);
    this.#askWhyDoctor(isAgainstAge(specialty, this.dataset.ageDoctor) && specialty !== this.dataset.overridden);
  }

  // A field that is mended is wrong no more.
  #typed(field) {
    const error = field.getAttribute("aria-invalid") && this.querySelector(`#${field.getAttribute("aria-describedby")}`);
    if (error) this.#fail(error.dataset.error, null);
  }

  #askWhyDoctor(needed) {
    part(this, "override").hidden = !needed;
  }

  async #book(alongside = false) {
    if (this.#isBarred) return;
    const { elements } = this.order;
    const needsOverride = !part(this, "override").hidden;
    const slot = this.grid.chosen;
    for (const error of this.querySelectorAll("[data-error]")) this.#fail(error.dataset.error, null);
    const missing = lackOf({ slot, reason: elements.reason.value, override: elements.overrideReason.value }, { moves: this.#moves, needsOverride });
    if (missing) return this.#fail(missing.place, missing.text, true);
    const overrideReason = needsOverride ? elements.overrideReason.value : null;
    const order = this.#moves ? this.#moving(slot, overrideReason, alongside) : this.#booking(slot, overrideReason, alongside);
    let refusal = null;
    await busy(this.order.querySelector("[type=submit]"), async () => {
      const { appointmentId } = await hub().command(this.#moves ? "Move" : "Book", this.tap.idFor(order), order);
      this.tap.answered();
      await leaveFor(this.#addressAfter(appointmentId));
    }, (error) => (refusal = error));
    if (refusal) await this.#refused(refusal, slot);
  }

  #booking({ doctor, specialty, startsAt }, overrideReason, alongside) {
    const { reason, documents, tellBy, tellWhom, mode } = this.order.elements;
    const terms = { reason: reason.value, repeated: Boolean(this.#fields.repeated), documents: documents.value || null, tellBy: tellBy.value, tellWhom: tellWhom.value, mode: mode.value, overrideReason, patientZone: this.#fields.zone };
    return { patientId: this.dataset.patient, doctorId: doctor, specialty, startsAt, terms, sessionId: this.dataset.session || null, alongside };
  }

  #moving({ doctor, specialty, startsAt }, overrideReason, alongside) {
    const { reason, mode } = this.order.elements;
    return { appointmentId: this.dataset.move, version: Number(part(this, "moved").dataset.version), startsAt, reason: reason.value, mode: mode.value || null, doctorId: doctor, specialty, overrideReason, alongside, patientZone: this.#fields.zone, wishAskedAt: this.#wishSeen(this.dataset.move) };
  }

  async #refused(error, slot) {
    const { code = null } = error;
    if (code) this.tap.answered();
    if (code === "siblingBooked") return this.#askAlongside(error.message);
    if (code === "wrongAge") this.#askWhyDoctor(true);
    if (losesSlot(code)) {
      this.grid.forget();
      setText(part(this, "chosen"), "Выберите свободное время.");
      await this.#find((grid) => grid.stopAfter(slot.startsAt));
    }
    if (losesVersion(code)) await this.#renew();
    const asItStands = code === "appointmentChanged" ? " Выше она показана, как есть сейчас: проверьте и нажмите ещё раз." : "";
    this.#fail(placeOf(code), faultText(error) + asItStands, true);
  }

  async #askAlongside(text) {
    const meant = await choose({ title: "Записать обоих на одно время?", text, stay: "Выбрать другое время", answers: [{ value: "both", text: "Записать обоих", testId: "alongside" }] });
    if (meant) await this.#book(true);
  }

  #addressAfter(appointmentId) {
    const { patient, session } = this.dataset;
    return `/staff/booking?${new URLSearchParams({ patient, ...(session ? { session } : {}), zone: this.#fields.zone, done: appointmentId })}`;
  }

  async #cancel({ dataset }) {
    const { appointment, version, title } = dataset;
    const booking = { appointmentId: appointment, version: Number(version), title, longest: this.order.elements.reason.maxLength, wishAskedAt: this.#wishSeen(appointment) };
    const done = await cancelBooking(booking, ({ code }) => losesVersion(code) && this.#renew());
    if (done) await leaveFor(this.#addressAfter(appointment));
  }

  // The person and the bookings as they stand now, in the place of what was shown; all that was typed stays.
  async #renew() {
    const page = await fetchPage(location.pathname + location.search).catch(() => null);
    if (!page) return;
    awake(page);
    for (const name of ["person", "bookings", "barred"]) part(this, name).replaceWith(part(page, name));
    this.#showBarred();
    this.#showWishes();
    const moved = part(page, "moved");
    if (moved) part(this, "moved")?.replaceWith(moved);
  }

  // Says what is wrong at its place, and leads there; null for nothing.
  #fail(place, text, leads = false) {
    const error = this.querySelector(`[data-error="${place}"]`);
    error.hidden = !text;
    setText(error, text ?? "");
    const field = error.id ? this.querySelector(`[aria-describedby~="${error.id}"]`) : null;
    if (field && text) field.setAttribute("aria-invalid", "true");
    else if (field) field.removeAttribute("aria-invalid");
    if (!text) return;
    error.scrollIntoView({ block: "nearest" });
    if (leads) (field ?? error).focus();
  }
});
