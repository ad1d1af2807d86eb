import { part, setText } from "../helpers/dom.js";
import { QueuePlace } from "../models/queue-place.js";

// The waiting room: place, expected wait, what happens next.
customElements.define("queue-place", class extends HTMLElement {
  // news: {ringing, returned, callback, missed}, as QueuePlace has them; aside: an AsideWait.
  show(queue, phase, update, news, aside) {
    this.#render(new QueuePlace(queue, update, news), phase, aside);
  }

  #render(place, phase, aside) {
    this.classList.toggle("waiting-uncovered", place.uncovered);
    this.toggleAttribute("data-ringing", place.ringing);
    setText(part(this, "title"), place.title);
    setText(part(this, "estimate"), place.estimate);
    part(this, "stay").hidden = place.callback;
    setText(part(this, "stay"), aside.stay);
    this.toggleAttribute("data-aside", aside.callBack !== null);
    part(this, "finish").hidden = !place.returned;
    const { before, count, after } = place.sentence;
    setText(part(this, "before"), before);
    setText(part(this, "count"), count);
    setText(part(this, "after"), after);
    part(this, "nobody").hidden = !place.uncovered || place.callback;
    setText(part(this, "nobody-title"), place.nobody);
    const next = place.stepAfter(phase);
    for (const step of this.querySelectorAll("[data-step]")) step.toggleAttribute("aria-current", step.dataset.step === next);
  }
});
