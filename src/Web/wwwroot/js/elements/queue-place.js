import { part, setText } from "../helpers/dom.js";
import { QueuePlace } from "../models/queue-place.js";

// The waiting room: place, expected wait, what happens next.
customElements.define("queue-place", class extends HTMLElement {
  show(queue, phase, update) {
    this.#render(new QueuePlace(queue, update), phase);
  }

  #render(place, phase) {
    this.classList.toggle("waiting-uncovered", place.uncovered);
    this.querySelector(".ring-share").style.strokeDashoffset = String(100 - 100 * place.share);
    setText(part(this, "title"), place.title);
    setText(part(this, "estimate"), place.estimate);
    this.#count(place);
    part(this, "nobody").hidden = !place.uncovered;
    setText(part(this, "nobody-title"), place.uncovered ? `${place.headline}.` : "");
    const next = phase === "waitingForDoctor" ? "doctor" : "consultant";
    for (const step of this.querySelectorAll("[data-step]")) step.toggleAttribute("aria-current", step.dataset.step === next);
  }

  // The sentence in three sizes: «Перед вами» 2 «человека».
  #count(place) {
    const counted = place.known && place.ahead > 0;
    setText(part(this, "before"), counted ? "Перед вами" : place.known ? "Вы" : place.uncovered ? "Ждём" : "Узнаём место");
    setText(part(this, "count"), counted ? String(place.ahead) : "");
    setText(part(this, "after"), counted ? place.aheadForm : place.known ? "следующий" : place.uncovered ? "специалиста" : "в очереди");
  }
});
