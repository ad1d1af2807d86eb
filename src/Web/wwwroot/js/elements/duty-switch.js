import { awake } from "../helpers/awake.js";
import { blocked, unlock, unlockByTouch } from "../helpers/bell.js";
import { busy } from "../helpers/busy.js";
import { askForNotices } from "../helpers/call-notice.js";
import { commandId } from "../helpers/command-id.js";
import { part, setText } from "../helpers/dom.js";
import { clock, hub } from "../helpers/hub.js";
import { terms } from "../helpers/terms.js";
import { onTick } from "../helpers/tick.js";
import { Countdown } from "../models/countdown.js";
import { dutyNote } from "../models/words.js";

// «На линии / Перерыв / Не на смене», and the sound beside it when the browser blocks it. Event: "switched" {duty}.
customElements.define("duty-switch", class extends HTMLElement {
  #wrapUp = null;

  connectedCallback() {
    this.sound = part(this, "sound");
    for (const button of this.querySelectorAll(".segment")) button.addEventListener("click", () => this.#switch(button));
    this.sound.addEventListener("click", () => this.#sound());
    const end = part(this, "wrap-up-end");
    end.addEventListener("click", () => this.#switch(end));
    awake(this);
    unlockByTouch(() => this.#sound());
    this.stop = onTick(() => this.#tick());
    this.#sound();
  }

  disconnectedCallback() {
    this.stop();
  }

  show(duty) {
    this.dataset.duty = duty.duty;
    this.#wrapUp = duty.duty === "wrapUp" && duty.until ? new Countdown(duty.until, clock) : null;
    for (const button of this.querySelectorAll(".segment")) button.setAttribute("aria-pressed", String(button.dataset.duty === duty.duty));
    part(this, "wrap-up").hidden = duty.duty !== "wrapUp";
    const note = dutyNote(duty, terms);
    part(this, "why").hidden = !note;
    setText(part(this, "why-text"), note);
    this.#tick();
    this.#sound();
  }

  #switch(button) {
    const command = commandId();
    if (button.dataset.duty === "available") askForNotices();
    busy(button, async () => {
      await this.#sound();
      const duty = await hub().command("SetDuty", command, button.dataset.duty);
      if (duty?.duty) this.dispatchEvent(new CustomEvent("switched", { detail: { duty } }));
    });
  }

  // The button is for those who have not touched the page yet.
  async #sound() {
    if (blocked()) await unlock();
    this.sound.hidden = !blocked() || this.dataset.duty === "off";
  }

  #tick() {
    if (this.#wrapUp) setText(part(this, "wrap-up-left"), this.#wrapUp.text);
  }
});
