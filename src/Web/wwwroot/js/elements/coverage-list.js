import { el } from "../helpers/dom.js";
import { peopleForm } from "../models/plurals.js";

const kinds = [["consultant", "Медконсультанты"], ["therapist", "Терапевты"], ["paediatrician", "Педиатры"]];

// Who is on duty and how many wait, by kind (S3.3).
customElements.define("coverage-list", class extends HTMLElement {
  #shown = null;

  show(coverage) {
    const key = JSON.stringify([...coverage.values()].map(({ queue, onDuty, waiting }) => [queue, onDuty, waiting]).sort());
    if (key === this.#shown) return;
    this.#shown = key;
    this.replaceChildren(el("dl", { class: "facts" }, ...kinds.filter(([queue]) => coverage.has(queue)).map(([queue, title]) => {
      const { onDuty, waiting } = coverage.get(queue);
      const text = `${onDuty === 0 ? "никого" : onDuty}${waiting > 0 ? ` · ${waiting === 1 ? "ждёт" : "ждут"} ${waiting} ${peopleForm(waiting)}` : ""}`;
      return el("div", { "data-testid": `coverage-${queue}` }, el("dt", { text: title }), el("dd", { class: onDuty === 0 ? "room-warning" : null, text }));
    })));
  }
});
