import { isLookedAt, onLook } from "../helpers/attention.js";
import { knock } from "../helpers/bell.js";
import { noticeCall } from "../helpers/call-notice.js";
import { el, setText } from "../helpers/dom.js";
import { keepAboveKeyboard } from "../helpers/keyboard-space.js";
import { notify } from "../helpers/notices.js";
import { MessageCall } from "../models/message-call.js";
import "./chat-composer.js";
import "./chat-log.js";

const late = "Сервер сейчас занят. Разговор откроется сам, как только получится: подождите, не закрывайте страницу.";

// The talk of one session: its log and where to write.
customElements.define("session-chat", class extends HTMLElement {
  #unnotice = () => undefined;

  live(room) {
    this.room = room;
    keepAboveKeyboard();
    this.log = this.querySelector("chat-log");
    this.composer = this.querySelector("chat-composer");
    this.log.reads = readsDocuments(room);
    this.called = new MessageCall(() => room.unread.count, () => this.#call());
    this.composer.keep(room.sessionId);
    this.composer.addEventListener("say", ({ detail }) => room.say(detail.text));
    this.composer.addEventListener("document", ({ detail }) => room.say("", [detail.documentId]));
    room.addEventListener("lines", ({ detail }) => {
      this.log.toggleAttribute("data-several", room.lines.several);
      this.log.add(detail.lines, room.marks);
      this.read();
    });
    this.watched = el("p", { class: "chat-watched", role: "status", "data-testid": "watched", hidden: true });
    this.log.before(this.watched);
    room.addEventListener("change", () => this.#watch(room.story.supervisors));
    room.addEventListener("message", () => this.called.arrived());
    room.addEventListener("earlier", ({ detail }) => {
      this.log.toggleAttribute("data-several", room.lines.several);
      this.log.earlier(detail.lines, room.marks);
    });
    room.addEventListener("late", () => { this.calmDown ??= notify(late, "warning", { stays: true }); });
    for (const end of ["joined", "gone", "rested"]) room.addEventListener(end, () => this.#calm());
    room.addEventListener("marks", () => {
      this.log.mark(room.marks);
      this.read();
    });
    room.outbox.addEventListener("change", () => this.log.pending(room.outbox.shown));
    this.log.addEventListener("mend", ({ detail }) => this.composer.giveBack(room.outbox.takeBack(detail.commandId)));
    this.log.addEventListener("forget", ({ detail }) => room.outbox.takeBack(detail.commandId));
    this.log.pending(room.outbox.shown);
    this.off = onLook(() => this.read());
    return this;
  }

  disconnectedCallback() {
    this.off?.();
    this.called?.rest();
    this.#unnotice();
    this.#calm();
  }

  // A message counts as read when its page is in sight, its window in front, and the chat shown.
  read() {
    if (!isLookedAt() || !this.checkVisibility()) return;
    this.#unnotice();
    this.room.read();
  }

  rest(closed) {
    this.composer.hidden = closed;
    this.classList.toggle("chat-closed", closed);
  }

  // Nobody is watched without seeing it (S6).
  #watch(supervisors) {
    const text = supervisors.length > 0 ? `Переписку видит старший смены: ${supervisors.map(({ name }) => name).join(", ")}` : "";
    // In a call the chat may be out of sight.
    if (text && text !== this.watched.textContent && !this.watched.checkVisibility()) notify(text, "plain", { about: "watched" });
    this.watched.hidden = !text;
    setText(this.watched, text);
  }

  #call() {
    knock();
    this.#unnotice = noticeCall(`chat:${this.room.sessionId}`, "Новое сообщение", "Откройте разговор, чтобы прочитать", { stays: false });
  }

  #calm() {
    this.calmDown?.();
    this.calmDown = null;
  }
});

// The patient reads their own documents, a doctor those of the session, a consultant none.
function readsDocuments({ me, sessionId }) {
  if (me === "patient") return { sessionId: null };
  return document.querySelector("[data-desk]")?.dataset.desk === "doctor" ? { sessionId } : null;
}
