import { busy } from "../helpers/busy.js";
import { awake } from "../helpers/awake.js";
import { commandId } from "../helpers/command-id.js";
import { part, setText } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { terms } from "../helpers/terms.js";
import { SessionRoom } from "../models/session-room.js";
import { modeTitle, nobodyChosen, phaseText } from "../models/words.js";
import "./chat-log.js";

// A session in which a supervisor looks on: its talk as it comes, and nothing to write with.
customElements.define("supervised-session", class extends HTMLElement {
  #room = null;

  connectedCallback() {
    const { session } = this.dataset;
    const [join, leave] = [part(this, "join"), part(this, "leave")];
    join.addEventListener("click", () => busy(join, async () => {
      await hub().command("JoinAsSupervisor", commandId(), session);
      this.#open();
    }));
    leave.addEventListener("click", () => busy(leave, async () => {
      await hub().command("LeaveAsSupervisor", commandId(), session);
      this.#room.rest();
      location.assign("/staff/supervisor");
    }));
    globalThis.navigation?.addEventListener("navigate", (event) => this.#goes(event));
    hub();
    awake(this);
    if (this.dataset.joined) this.#open();
  }

  // Whoever goes elsewhere looks on no more, at once. After a reload they do; that a page was closed, or went in a browser that does not say so, the platform sees by the connection, some seconds later.
  #goes({ navigationType, hashChange, downloadRequest }) {
    if (navigationType === "reload" || hashChange || downloadRequest !== null || !this.#room || this.#room.resting) return;
    this.#room.rest();
    hub().command("LeaveAsSupervisor", commandId(), this.dataset.session).catch(() => undefined);
  }

  #open() {
    part(this, "before").hidden = true;
    part(this, "talk").hidden = false;
    const room = new SessionRoom(this.dataset.session, this.dataset.me, { link: hub(), storage: sessionStorage, newId: commandId, terms });
    const log = this.querySelector("chat-log");
    room.addEventListener("lines", ({ detail }) => log.add(detail.lines, room.marks));
    room.addEventListener("earlier", ({ detail }) => log.earlier(detail.lines, room.marks));
    room.addEventListener("change", () => this.#show(room.story));
    room.addEventListener("gone", () => {
      this.#end("Связи не было, и вы отключены от переписки.");
      part(this, "again").hidden = false;
    });
    this.#room = room.start();
  }

  #show({ view, closed }) {
    if (!view) return;
    setText(part(this, "name"), view.patient?.name ?? nobodyChosen(view.signedIn));
    setText(part(this, "about"), `${modeTitle(view.mode)}, ${phaseText(view.phase)}`);
    if (closed) this.#end("Обращение закрыто.");
  }

  #end(text) {
    this.#room?.rest();
    part(this, "over").hidden = false;
    setText(part(this, "over-text"), text);
    part(this, "leave").hidden = true;
  }
});
