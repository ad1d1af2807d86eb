import { part, setText } from "../helpers/dom.js";
import { QueuePlace } from "../models/queue-place.js";

// The waiting room: place, expected wait, what happens next.
customElements.define("queue-place", class extends HTMLElement {
  // news: {ringing, returned, callback}, as QueuePlace has them.
  show(queue, phase, update, news) {
    this.#render(new QueuePlace(queue, update, news), phase);
  }

  #render(place, phase) {
    this.classList.toggle("waiting-uncovered", place.uncovered);
    this.toggleAttribute("data-ringing", place.ringing);
    setText(part(this, "title"), place.title);
    setText(part(this, "estimate"), place.estimate);
    part(this, "stay").hidden = place.callback;
    part(this, "finish").hidden = !place.returned;
    this.#count(place);
    part(this, "nobody").hidden = !place.uncovered || place.callback;
    setText(part(this, "nobody-title"), place.uncovered ? `${place.headline}.` : "");
    const next = phase === "waitingForDoctor" ? "doctor" : place.returned ? "after" : "consultant";
    for (const step of this.querySelectorAll("[data-step]")) step.toggleAttribute("aria-current", step.dataset.step === next);
  }

  // The sentence in three sizes: «Перед вами» 2 «человека».
  #count(place) {
    const counted = place.known && place.ahead > 0 && !place.ringing;
    setText(part(this, "before"), counted ? "Перед вами" : place.ringing ? "Сейчас" : place.known ? "Вы" : place.uncovered ? "Ждём" : "Узнаём место");
    setText(part(this, "count"), counted ? String(place.ahead) : "");
    setText(part(this, "after"), counted ? place.aheadForm : place.ringing ? "ответят" : place.known ? "следующий" : place.uncovered ? "специалиста" : "в очереди");
  }
});
