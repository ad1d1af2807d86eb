import { choose } from "../helpers/ask.js";
import { awake } from "../helpers/awake.js";
import { part, setText } from "../helpers/dom.js";
import { askShift } from "../helpers/shift-dialog.js";
import { dateText } from "../models/date-text.js";
import { beginOf, endOf, everyWeekday, hoursText, isSame, keyMove, moved, shiftOf, shownMinutes, stretched } from "../models/shift-moves.js";
import { capital } from "../models/words.js";

const edgePx = 10;
const dragPx = 4;

// A member's week: hours are dragged to another time or day, stretched at their lower edge, moved by arrows, or changed in a dialog. Nothing is saved before it was asked how far it goes.
customElements.define("roster-grid", class extends HTMLElement {
  #pending = null;
  #asking = false;

  connectedCallback() {
    awake(this);
    this.days = [...this.querySelectorAll("li[data-day]")];
    this.wide = matchMedia("(min-width: 720px)");
    for (const button of this.querySelectorAll("[data-shift]")) {
      button.shift = this.#planned(button);
      this.#draw(button, button.shift);
      button.addEventListener("keydown", (event) => this.#key(button, event));
      button.addEventListener("click", () => this.#click(button));
      button.addEventListener("pointerdown", (event) => this.#drag(button, event));
      button.addEventListener("blur", () => this.#asking || this.#revert());
    }
    this.classList.add("roster-timed");
  }

  // The end of a drag is a click as well.
  #click(button) {
    if (button.dragged) button.dragged = false;
    else this.#edit(button);
  }

  #planned({ dataset }) {
    return shiftOf(this.days.findIndex((day) => day.dataset.day === dataset.day), dataset.from, dataset.until);
  }

  #draw(button, shift) {
    button.style.setProperty("--from", shift.from);
    button.style.setProperty("--long", shownMinutes(shift));
    button.style.setProperty("--days", shift.day - button.shift.day);
    setText(part(button, "hours"), hoursText(shift));
    button.classList.toggle("roster-moved", !isSame(shift, button.shift));
  }

  #show(button, shift, isTold = false) {
    this.#pending = { button, shift };
    this.#draw(button, shift);
    if (isTold) setText(part(this, "told"), this.#text(shift));
  }

  #revert() {
    if (!this.#pending) return;
    this.#draw(this.#pending.button, this.#pending.button.shift);
    this.#pending = null;
  }

  #key(button, event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const now = this.#pending?.shift ?? button.shift;
    const next = keyMove(now, event.key, event.shiftKey);
    if (next) this.#show(button, next, true);
    else if (event.key === "Escape" && this.#pending) this.#revert();
    else if (event.key === "Enter" && this.#pending) this.#ask(button);
    else return;
    event.preventDefault();
  }

  #drag(button, event) {
    button.dragged = false;
    if (event.button !== 0 || !this.wide.matches) return;
    const box = button.getBoundingClientRect();
    const isEdge = box.bottom - event.clientY <= edgePx && box.height > 2 * edgePx;
    const perMinute = Number(getComputedStyle(this).getPropertyValue("--minute"));
    const column = this.days[1].getBoundingClientRect().left - this.days[0].getBoundingClientRect().left;
    button.setPointerCapture(event.pointerId);
    const move = ({ clientX, clientY }) => {
      const [right, down] = [clientX - event.clientX, clientY - event.clientY];
      button.dragged ||= Math.hypot(right, down) > dragPx;
      if (button.dragged) this.#show(button, isEdge ? stretched(button.shift, down / perMinute) : moved(button.shift, Math.round(right / column), down / perMinute));
    };
    const cancel = () => this.#revert();
    button.addEventListener("pointermove", move);
    button.addEventListener("pointercancel", cancel);
    button.addEventListener("lostpointercapture", () => {
      button.removeEventListener("pointermove", move);
      button.removeEventListener("pointercancel", cancel);
      if (this.#pending) this.#ask(button);
    }, { once: true });
  }

  // How far a shift that was moved goes; nothing is changed without an answer.
  async #ask(button) {
    const { shift } = this.#pending;
    if (isSame(shift, button.shift)) return this.#revert();
    const since = dateText(this.#dayOf(shift));
    const answers = [{ value: "once", text: "Только этот день", testId: "shift-once" }];
    if (button.dataset.scope !== "once") answers.push({ value: "weekday", text: `${capital(everyWeekday(shift.day))} с ${since}`, testId: "shift-weekday" });
    if (button.dataset.scope === "pattern" && shift.day === button.shift.day) answers.push({ value: "pattern", text: `Все дни этих часов с ${since}`, testId: "shift-pattern" });
    this.#asking = true;
    const scope = await choose({ title: "Изменить часы?", text: `${button.dataset.words}: было ${this.#text(button.shift)}, станет ${this.#text(shift)}.`, stay: "Не менять", answers });
    this.#asking = false;
    if (scope) this.#send(button, { toDay: this.#dayOf(shift), toFrom: beginOf(shift), toUntil: endOf(shift), scope });
    else this.#revert();
    button.focus();
  }

  async #edit(button) {
    const { day, from, until, scope, words } = button.dataset;
    const wanted = await askShift({ day, from, until, scope, words, every: capital(everyWeekday(button.shift.day)), since: dateText(day) });
    button.focus();
    if (wanted) this.#send(button, wanted);
  }

  #send({ dataset }, wanted) {
    const form = part(this, "change");
    const values = { kind: dataset.kind, specialty: dataset.specialty, day: dataset.day, from: dataset.from, until: dataset.until, bufferMinutes: dataset.buffer, remove: "false", ...wanted };
    for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
    form.submit();
  }

  #dayOf(shift) {
    return this.days[shift.day].dataset.day;
  }

  #text(shift) {
    return `${dateText(this.#dayOf(shift))} ${hoursText(shift)}`;
  }
});
