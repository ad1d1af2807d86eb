import { notify } from "../helpers/notices.js";
import "./chat-composer.js";
import "./chat-log.js";

// The talk of one session: its log and where to write.
customElements.define("session-chat", class extends HTMLElement {
  live(room) {
    this.room = room;
    this.log = this.querySelector("chat-log");
    this.composer = this.querySelector("chat-composer");
    this.composer.keep(room.sessionId);
    this.composer.addEventListener("say", ({ detail }) => room.say(detail.text));
    room.addEventListener("lines", ({ detail }) => {
      this.log.add(detail.lines, room.marks);
      this.read();
    });
    room.addEventListener("marks", () => {
      this.log.mark(room.marks);
      this.read();
    });
    room.outbox.addEventListener("change", () => this.log.pending(room.outbox.shown));
    room.outbox.addEventListener("refused", ({ detail }) => {
      notify(detail.refusal.message, "danger");
      this.composer.giveBack(detail.text);
    });
    this.log.pending(room.outbox.shown);
    document.addEventListener("visibilitychange", () => this.read());
    return this;
  }

  // Messages in front of somebody's eyes count as read.
  read() {
    if (document.visibilityState === "visible" && this.checkVisibility()) this.room.read();
  }

  rest(closed) {
    this.composer.hidden = closed;
  }
});
