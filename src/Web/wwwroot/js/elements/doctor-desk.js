import { ask } from "../helpers/ask.js";
import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { hub } from "../helpers/hub.js";
import { notify } from "../helpers/notices.js";
import { forMinutes } from "../models/plurals.js";
import { StaffDesk } from "./staff-desk.js";
import "./conclusion-editor.js";
import "./time-left.js";
import "./unsigned-list.js";

// The doctor's actions: time left, ending, the conclusion, also long after the talk.
customElements.define("doctor-desk", class extends StaffDesk {
  connectedCallback() {
    super.connectedCallback();
    const end = this.find('[data-act="end"]');
    end.addEventListener("click", () => this.#end(end));
    this.find("unsigned-list").addEventListener("choose", ({ detail }) => this.#write(detail.entry));
    this.find("conclusion-editor").addEventListener("signed", () => this.refresh());
    hub().on("SessionEvent", (sessionId, event) => this.#warn(sessionId, event));
  }

  #warn(sessionId, event) {
    if (event.kind === "limitWarning" && this.rooms.has(sessionId))
      notify(`До конца консультации ${forMinutes(Math.max(1, Math.round(event.data.secondsLeft / 60)))}.`, "warning");
  }

  async #end(button) {
    const sessionId = this.chosen;
    const sure = await ask({ title: "Завершить консультацию?", text: "Пациент вернётся к медконсультанту. Заключение можно дописать после.", yes: "Завершить", no: "Продолжить" });
    if (!sure) return;
    const command = commandId();
    await busy(button, () => hub().command("EndConsultation", command, sessionId));
  }

  #write(entry) {
    this.chosen = entry.sessionId;
    this.go("side");
    this.render();
  }

  renderActions(entry) {
    const view = entry?.room.story.view;
    this.find("time-left").until(entry && !entry.over ? view?.leg?.endsAt : null);
    const unsigned = this.desk.awaitingSignature;
    this.find("unsigned-list").show(unsigned.filter((one) => !this.rooms.has(one.sessionId) || this.rooms.get(one.sessionId).over), this.chosen);
    this.find("conclusion-editor").open(this.chosen);
  }
});
