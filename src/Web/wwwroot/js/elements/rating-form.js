import { busy, faultText } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { part, setText, showError } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { OnceRated } from "../models/once-rated.js";

// The patient's rating of a session that is over: five stars, a few words, once. It may be put off, and is found again in the calendar.
customElements.define("rating-form", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.rated = new OnceRated(commandId);
    this.form.addEventListener("change", () => this.#chosen());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    part(this, "skip").addEventListener("click", () => this.#putOff());
  }

  // rating: {stars, until} of the session's view, or null where there is nothing to rate.
  show(rating) {
    const { stars = null } = rating ?? {};
    if (!rating || (this.isPutOff && stars === null)) {
      this.hidden = true;
      return;
    }
    this.hidden = false;
    this.form.hidden = stars !== null;
    const thanks = part(this, "thanks");
    thanks.hidden = stars === null;
    setText(thanks, stars === null ? "" : `Спасибо! Ваша оценка: ${stars} из 5.`);
  }

  get #stars() {
    return this.form.querySelector("[name=stars]:checked");
  }

  #chosen() {
    showError(this, null);
    if (this.#stars) setText(part(this, "word"), this.#stars.dataset.word);
  }

  async #send() {
    if (!this.#stars) {
      showError(this, "Выберите, сколько звёзд поставить.");
      this.form.querySelector("[name=stars]").focus();
      return;
    }
    const [stars, comment] = [Number(this.#stars.value), this.form.elements.comment.value.trim() || null];
    const view = await busy(this.querySelector("[type=submit]"), () => hub().command("Rate", this.rated.commandFor(stars, comment), this.dataset.session, stars, comment), (error) => showError(this, faultText(error)));
    if (view) this.show(view.rating);
  }

  #putOff() {
    this.isPutOff = true;
    this.hidden = true;
  }
});
