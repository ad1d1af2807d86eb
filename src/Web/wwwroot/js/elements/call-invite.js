import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { el, icon } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";

const ways = [["audio", "phone", "Голос", "Позвать пациента поговорить голосом"], ["video", "video", "Видео", "Позвать пациента на видеосвязь"]];

// The buttons by which a specialist asks the patient of a chat to a call. Event: "asked" {mode}, when the platform has let it be one.
customElements.define("call-invite", class extends HTMLElement {
  live(sessionId) {
    this.append(...ways.map(([mode, image, text, title]) => {
      const button = el("button", { type: "button", class: "button button-plain button-small", title, "data-testid": `invite-${mode}` }, icon(image), text);
      button.addEventListener("click", () => this.#ask(button, sessionId, mode));
      return button;
    }));
  }

  show(isOffered) {
    this.hidden = !isOffered;
  }

  #ask(button, sessionId, mode) {
    const command = commandId();
    busy(button, async () => {
      await hub().command("ChangeMode", command, sessionId, mode);
      this.dispatchEvent(new CustomEvent("asked", { detail: { mode } }));
    });
  }
});
