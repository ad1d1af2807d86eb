import { el } from "../helpers/dom.js";
import { peopleForm } from "../models/plurals.js";
import { queues, shortName, specialist } from "../models/words.js";

// The numbers on duty and waiting, by kind (S3.3).
customElements.define("coverage-list", class extends HTMLElement {
  #shown = null;

  show(coverage) {
    const key = JSON.stringify([...coverage.values()].map(({ queue, onDuty, waiting, wrappingUp, keptFree, names }) => [queue, onDuty, waiting, wrappingUp, keptFree, names]).sort());
    if (key === this.#shown) return;
    this.#shown = key;
    this.replaceChildren(el("dl", { class: "facts" }, ...queues.filter((queue) => coverage.has(queue)).map((queue) => {
      const { onDuty, waiting, wrappingUp = 0, keptFree = 0, names } = coverage.get(queue);
      const text = `${onDuty === 0 ? "никого" : onDuty}${wrappingUp > 0 ? ` · ${wrappingUp === 1 ? "оформляет" : `оформляют ${wrappingUp}`}` : ""}${keptFree > 0 ? ` · ${keptFree === 1 ? "ждёт по записи" : `ждут по записи ${keptFree}`}` : ""}${waiting > 0 ? ` · ${waiting === 1 ? "ждёт" : "ждут"} ${waiting} ${peopleForm(waiting)}` : ""}`;
      return el("div", { "data-testid": `coverage-${queue}` }, el("dt", { text: specialist(queue).many }), el("dd", { class: onDuty === 0 ? "room-warning" : null }, text, names?.length ? el("small", { class: "coverage-names", text: names.map((name) => shortName(name)).join(", ") }) : null));
    })));
  }
});
