import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { el } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";

const mostAsked = 50;
const inSight = () => [...document.querySelectorAll("call-patient")];

// Looks which of the patients on the page are on the platform now; the platform tells when that changes. Without an answer nobody is offered to be rung: everything else goes on.
export async function offerThoseHere() {
  const patients = [...new Set(inSight().map((one) => one.dataset.patient))].slice(0, mostAsked);
  if (patients.length === 0) return;
  showThoseHere(await hub().invoke("WhoIsOnline", patients).catch(() => ({ patients: [] })));
}

export function showThoseHere({ patients }) {
  for (const one of inSight()) one.show(patients.includes(one.dataset.patient));
}

// Rings a patient who is on the platform, for a consultant. `data-patient`, `data-name`, and `data-appointment` where it is about a booking. Events: "rang" with the call.
customElements.define("call-patient", class extends HTMLElement {
  #isHere = false;

  show(isHere) {
    if (isHere === this.#isHere) return;
    this.#isHere = isHere;
    if (!isHere) {
      this.replaceChildren();
      return;
    }
    const button = (mode, text) => el("button", { type: "button", class: "link", "data-testid": `ring-${mode}`, "aria-label": `${text}: ${this.dataset.name}`, text, onclick: ({ currentTarget }) => this.#ring(currentTarget, mode) });
    this.replaceChildren(
      el("span", { class: "tag", role: "status", "data-testid": "on-platform", text: "на платформе сейчас" }),
      el("span", { class: "row ring-acts" }, button("video", "Позвонить с видео"), button("audio", "Позвонить голосом")));
  }

  async #ring(button, mode) {
    const command = commandId();
    const { patient: patientId, appointment: appointmentId = null } = this.dataset;
    const rung = await busy(button, () => hub().command("CallPatient", command, { patientId, mode, appointmentId }));
    if (rung) this.dispatchEvent(new CustomEvent("rang", { bubbles: true, detail: rung }));
  }
});
