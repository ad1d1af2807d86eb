import { busy } from "../helpers/busy.js";
import { el, icon, setText } from "../helpers/dom.js";
import { clock } from "../helpers/hub.js";
import { onTick } from "../helpers/tick.js";
import { dayTimeText, timeText } from "../helpers/times.js";
import { matchDecision } from "../models/person-match.js";
import { PhoneNumber } from "../models/phone-number.js";
import { dueText } from "../models/visit-words.js";
import { endedText } from "../models/task-words.js";
import { minutesBetween, shortName, waitText } from "../models/words.js";
import { bookingTask } from "./booking-task.js";
import { offerThoseHere } from "./call-patient.js";
import { finishing } from "./finish-task.js";
import { showMatch } from "./match-dialog.js";

const outcomes = [["done", "Выполнено"], ["notReached", "Не дозвонились"], ["notNeeded", "Не требуется"]];

// The tasks beside the talks: people who asked to be called back (S3.3), persons of an import who may be one (S2.1), bookings of which people are to be told and what they wish (S4).
customElements.define("task-list", class extends HTMLElement {
  #items = new Map();
  #shown = null;

  connectedCallback() {
    this.stop ??= onTick(() => this.#tick());
  }

  disconnectedCallback() {
    this.stop?.();
    this.stop = null;
  }

  keep(book) {
    this.cities = JSON.parse(this.dataset.cities ?? "{}");
    this.book = book;
    book.addEventListener("change", () => this.#render());
    this.#render();
  }

  #render() {
    const { shown, known, decided, ended, more } = this.book;
    const key = JSON.stringify([shown, known, decided, ended, more]);
    if (key === this.#shown) return;
    this.#shown = key;
    const focused = this.#focused();
    this.#items = new Map(shown.map((task) => [task.taskId, this.#item(task)]));
    const empty = el("p", { class: "rooms-empty", text: known ? "Задач нет" : "Открываем…" });
    this.replaceChildren(...(shown.length > 0 ? [...this.#items.values()].map((item) => item.node) : [empty]),
      ...(more ? [el("p", { class: "room-about", "data-testid": "tasks-more", text: `Показаны первые ${shown.length}: остальные появятся, когда эти будут закрыты.` })] : []),
      ...this.#ended(ended), ...this.#decided(decided));
    focused?.();
    this.#tick();
    offerThoseHere();
  }

  // The list is made anew under whoever works in it by keyboard: the focus stays at the task.
  #focused() {
    const taskId = document.activeElement?.closest?.("[data-task]")?.dataset.task;
    return taskId && this.contains(document.activeElement) ? () => this.querySelector(`[data-task="${taskId}"] button, [data-task="${taskId}"] a`)?.focus() : null;
  }

  // Nobody did these in time: the desk says how the platform ended them.
  #ended(tasks) {
    if (tasks.length === 0) return [];
    return [el("details", { class: "task-decided", "data-testid": "tasks-ended" }, el("summary", { text: `Закрыты без медконсультанта: ${tasks.length}` }),
      ...tasks.map((task) => el("p", { class: "room-about", text: `${dayTimeText(task.at)} · ${endedText(task)}` })))];
  }

  #item(task) {
    const about = el("p", { class: "room-about" });
    const mine = this.book.mine(task);
    const isTaken = task.claimedBy && !mine;
    const { testId, image, lines, act } = task.kind === "match" ? this.#matching(task, mine) : task.appointment ? bookingTask(task, mine, this.book, this.cities) : this.#calling(task, mine);
    const due = el("p", { class: "room-about", "data-testid": "task-due", hidden: true });
    const node = el("article", { class: `task${isTaken ? " task-taken" : ""}`, "data-testid": testId, "data-task": task.taskId },
      el("div", { class: "task-head" },
        el("span", { class: "avatar" }, image),
        el("div", { class: "room-text" }, ...lines, due, about)),
      isTaken ? null : act);
    return { node, task, about, due };
  }

  #matching(task, mine) {
    return {
      testId: "task-match",
      image: icon("users"),
      lines: [
        el("h3", { class: "room-name", text: "Один ли это человек?" }),
        el("p", { class: "room-about", text: "Сомнение при загрузке полисов" }),
      ],
      act: this.#comparing(task, mine),
    };
  }

  // Taking it and looking at both sides is one tap.
  #comparing(task, mine) {
    const button = el("button", { type: "button", class: "button button-tonal button-small", "data-testid": "match-open", text: "Сверить" });
    button.addEventListener("click", () => this.#compare(button, task.taskId, mine ? null : () => this.book.claim(task.taskId)));
    return el("div", { class: "row" }, button);
  }

  async #compare(button, taskId, before) {
    const match = await busy(button, async () => {
      await before?.();
      return this.book.match(taskId);
    });
    if (!match) return;
    await showMatch(match);
    await this.book.read();
  }

  // A wrong decision can be changed.
  #decided(matches) {
    if (matches.length === 0) return [];
    return [el("details", { class: "task-decided", "data-testid": "matches-decided" }, el("summary", { text: `Решённые сверки: ${matches.length}` }), ...matches.map((match) => {
      const button = el("button", { type: "button", class: "link", "data-testid": "match-reopen", text: `${dayTimeText(match.decidedAt)} · ${matchDecision(match.decision)}` });
      button.addEventListener("click", () => this.#compare(button, match.taskId, null));
      return button;
    }))];
  }

  #calling(task, mine) {
    const phone = new PhoneNumber(task.phone).masked;
    return {
      testId: "task",
      image: icon("phone-call"),
      lines: [
        el("h3", { class: "room-name", text: "Перезвонить" }),
        el("a", { class: "task-phone", href: `tel:${task.phone}`, text: phone }),
        task.patientName ? el("p", { class: "room-about", text: shortName(task.patientName) }) : null,
        task.askedAgainAt ? el("p", { class: "room-about room-warning", "data-testid": "task-again", text: `просит снова в\u00a0${timeText(task.askedAgainAt)}` }) : null,
      ],
      act: mine ? el("div", { class: "task-outcomes", role: "group", "aria-label": "Чем закончилось" }, ...outcomes.map(([outcome, text]) => finishing(task, outcome, text, this.book))) : this.#claiming(task, phone),
    };
  }

  #claiming(task, phone) {
    const button = el("button", { type: "button", class: "button button-tonal button-small", "data-testid": "task-claim", "aria-label": `Взять: перезвонить ${phone}`, text: "Взять" });
    button.addEventListener("click", () => busy(button, () => this.book.claim(task.taskId)));
    return el("div", { class: "row" }, button);
  }

  #tick() {
    for (const { node, task, about, due } of this.#items.values()) {
      const isPutOff = this.book.putOff(task);
      const { text = "", overdue = false } = dueText(task.dueAt, clock.now(), isPutOff) ?? {};
      due.hidden = !text;
      setText(due, text);
      due.classList.toggle("room-overdue", overdue);
      node.classList.toggle("task-overdue", overdue);
      const waits = `ждёт ${waitText(minutesBetween(task.askedAt, clock.now()))}`;
      setText(about, task.claimedBy ? `${waits} · ${this.book.mine(task) ? "взяли вы" : `у коллеги: ${shortName(task.claimedByName)}`}` : waits);
    }
  }
});
