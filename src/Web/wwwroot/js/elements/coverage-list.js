import { el } from "../helpers/dom.js";
import { peopleForm } from "../models/plurals.js";
import { queues, specialist } from "../models/words.js";

// The numbers on duty and waiting, by kind (S3.3).
customElements.define("coverage-list", class extends HTMLElement {
  #shown = null;

  show(coverage) {
    const key = JSON.stringify([...coverage.values()].map(({ queue, onDuty, waiting, wrappingUp }) => [queue, onDuty, waiting, wrappingUp]).sort());
    if (key === this.#shown) return;
    this.#shown = key;
    this.replaceChildren(el("dl", { class: "facts" }, ...queues.filter((queue) => coverage.has(queue)).map((queue) => {
      const { onDuty, waiting, wrappingUp = 0 } = coverage.get(queue);
      const text = `${onDuty === 0 ? "никого" : onDuty}${wrappingUp > 0 ? ` · ${wrappingUp === 1 ? "оформляет" : `оформляют ${wrappingUp}`}` : ""}${waiting > 0 ? ` · ${waiting === 1 ? "ждёт" : "ждут"} ${waiting} ${peopleForm(waiting)}` : ""}`;
      return el("div", { "data-testid": `coverage-${queue}` }, el("dt", { text: specialist(queue).many }), el("dd", { class: onDuty === 0 ? "room-warning" : null, text }));
    })));
  }
});
