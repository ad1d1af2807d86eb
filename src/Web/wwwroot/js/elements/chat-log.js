import { documentName, documentTile } from "../helpers/document-tile.js";
import { el, icon, setText } from "../helpers/dom.js";
import { timeText } from "../helpers/times.js";
import { linkedText } from "../models/linked-text.js";
import { plural } from "../models/plurals.js";

const nearEndPx = 48;
const quietMs = 1000;

// The lines of a chat. New ones scroll into sight only when the reader is at the end. Of several notes in a row the last is shown, the others unfold.
// Events: "mend" and "forget" {commandId}, of a message that was not taken.
customElements.define("chat-log", class extends HTMLElement {
  connectedCallback() {
    if (this.lines) return;
    this.lines = el("div", { class: "chat-lines", role: "log", "aria-live": "polite", "aria-label": "Переписка", tabindex: "0", "data-testid": "chat-log" });
    this.waiting = el("div", { class: "chat-pending", role: "group", "aria-label": "Не отправлено" });
    this.scroller = el("div", { class: "chat-scroller" }, this.lines, this.waiting);
    this.jump = el("button", { type: "button", class: "button button-small chat-jump", hidden: true, text: "Новые сообщения", onclick: () => this.#toEnd() });
    this.replaceChildren(this.scroller, this.jump);
    this.shown = new Map();
    this.followed = true;
    this.top = 0;
    this.scroller.addEventListener("scroll", () => this.#scrolled());
    // A keyboard or a strip that slides in takes room: the last line stays in sight.
    new ResizeObserver(() => this.followed && this.#toEnd()).observe(this.scroller);
  }

  get atEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < nearEndPx;
  }

  add(lines, marks) {
    this.#keepingPlace(() => {
      for (const line of lines) {
        line.instead?.forEach((sequence) => this.#takeAway(sequence));
        this.#append(this.lines, line, marks);
      }
    }, lines.some((line) => line.type === "own"));
  }

  // Lines that were before those in sight, and those in sight as they read with them; the reader stays where they are, and hears nothing of it.
  earlier(lines, marks) {
    const { top } = this.scroller.getBoundingClientRect();
    const seen = [...this.lines.children].find((node) => node.getBoundingClientRect().bottom > top);
    const before = seen?.getBoundingClientRect().top;
    const sequence = Number(seen?.dataset.sequence);
    const follow = this.followed || this.atEnd;
    const first = Number(this.lines.querySelector("[data-sequence]")?.dataset.sequence ?? Infinity);
    const page = el("div", {});
    let last = null;
    this.#quietly();
    for (const line of lines) {
      const { node, told } = this.shown.get(line.sequence) ?? {};
      if (!node && line.sequence < first) this.#append(page, line, marks);
      else if (!node) last.after(this.#node(line, marks));
      else if (told !== JSON.stringify(line)) node.replaceWith(this.#node(line, marks));
      last = this.shown.get(line.sequence).node;
    }
    this.lines.prepend(...page.childNodes);
    if (follow) this.#toEnd();
    else if (seen) this.scroller.scrollTop += (seen.isConnected ? seen : this.shown.get(sequence).node).getBoundingClientRect().top - before;
    this.top = this.scroller.scrollTop;
  }

  pending(entries) {
    const known = new Map([...this.waiting.children].map((node) => [`${node.dataset.command} ${node.dataset.testid}`, node]));
    const nodes = entries.map((entry) => known.get(`${entry.commandId} ${entry.failed ? "failed" : "pending"}`) ?? (entry.failed ? this.#failedNode(entry) : this.#pendingNode(entry)));
    const grown = nodes.length > known.size;
    this.#keepingPlace(() => this.waiting.replaceChildren(...nodes), grown);
  }

  mark(marks) {
    for (const tick of this.lines.querySelectorAll(".bubble-own .bubble-tick")) this.#tick(tick, marks.seen(Number(tick.dataset.sequence)));
  }

  // Only a reader who goes up stops following; a log that shrinks moves nobody.
  #scrolled() {
    const top = this.scroller.scrollTop;
    if (this.atEnd) {
      this.followed = true;
      this.jump.hidden = true;
    } else if (top < this.top) {
      this.followed = false;
    }
    this.top = top;
  }

  #append(lines, line, marks) {
    if (line.type === "note") this.#fold(lines);
    lines.append(this.#node(line, marks));
  }

  // Another note follows some: from two on, these go into a fold before it. A note with a link stays in sight.
  #fold(lines) {
    const last = lines.lastElementChild;
    const before = last?.previousElementSibling;
    if (!isPlainNote(last)) return;
    if (before?.matches(".chat-fold")) before.append(last);
    else if (isPlainNote(before)) {
      const fold = el("details", { class: "chat-fold", "data-testid": "chat-fold" }, el("summary", {}));
      before.before(fold);
      fold.append(before, last);
    } else return;
    count(lines.lastElementChild);
  }

  // Another line says the same.
  #takeAway(sequence) {
    const { node } = this.shown.get(sequence) ?? {};
    if (!node) return;
    this.shown.delete(sequence);
    const fold = node.closest(".chat-fold");
    node.remove();
    if (!fold) return;
    if (fold.childElementCount > 2) count(fold);
    else fold.replaceWith(fold.lastElementChild);
  }

  #node(line, marks) {
    const node = this.#made(line, marks);
    this.shown.set(line.sequence, { node, told: JSON.stringify(line) });
    return node;
  }

  #made(line, marks) {
    const time = el("time", { class: "bubble-time", datetime: line.at, text: timeText(line.at) });
    if (line.type === "note") {
      const note = el("p", { class: "chat-note", "data-sequence": line.sequence }, time, " · ", el("span", { text: line.text }));
      if (line.link) note.append(" ", el("a", { href: line.link.href, text: line.link.text }));
      return note;
    }
    const own = line.type === "own";
    const bubble = el("div", { class: `bubble bubble-${line.type}`, "data-sequence": line.sequence, "data-testid": "message" },
      line.who && !own ? el("span", { class: "bubble-who", "data-testid": "message-author", text: line.who }) : null,
      line.documents ? el("span", { class: "bubble-documents" }, ...line.documents.map((one) => this.#document(one))) : null,
      line.text ? el("span", { class: "bubble-text" }, ...linkedText(line.text).map(textPart)) : null, time);
    if (own) {
      const tick = el("span", { class: "bubble-tick", "data-sequence": line.sequence, role: "img" });
      this.#tick(tick, marks.seen(line.sequence));
      bubble.append(tick);
    }
    return bubble;
  }

  // reads: how documents are read here, {sessionId or null}; null for those who do not.
  #document(one) {
    return this.reads ? documentTile(one, this.reads.sessionId) : documentName(one);
  }

  #pendingNode(entry) {
    return el("div", { class: "bubble bubble-own bubble-pending", "data-command": entry.commandId, "data-testid": "pending" },
      el("span", { class: "bubble-text", text: entry.text || "Документ" }), el("span", { class: "bubble-time", text: "отправляется" }));
  }

  #failedNode({ commandId, text, failed }) {
    const act = (event, label) => el("button", { type: "button", class: `button button-small button-plain bubble-${event}`, "data-testid": `message-${event}`, text: label,
      onclick: () => this.dispatchEvent(new CustomEvent(event, { detail: { commandId } })) });
    return el("div", { class: "bubble bubble-own bubble-failed", "data-command": commandId, "data-testid": "failed" },
      el("span", { class: "bubble-text", text }),
      el("p", { class: "bubble-reason", role: "alert" }, icon("circle-alert"), el("span", { text: `Не отправлено. ${failed}` })),
      el("div", { class: "bubble-acts" }, act("mend", "Изменить"), act("forget", "Убрать")));
  }

  #tick(tick, seen) {
    setText(tick, seen ? "✓✓" : "✓");
    tick.setAttribute("aria-label", seen ? "Прочитано" : "Доставлено");
  }

  // Old lines are no news for those who listen.
  #quietly() {
    this.lines.setAttribute("aria-live", "off");
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.lines.setAttribute("aria-live", "polite"), quietMs);
  }

  #keepingPlace(change, own) {
    const follow = own || this.atEnd || this.followed;
    const last = this.lines.lastElementChild;
    change();
    if (follow) this.#toEnd();
    else if (this.lines.lastElementChild !== last) this.jump.hidden = false;
  }

  #toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.jump.hidden = true;
    this.followed = true;
  }
});

// The first line of a fold says how many notes are in it.
function count(fold) {
  const notes = fold.childElementCount - 1;
  setText(fold.firstElementChild, `ещё ${notes} ${plural(notes, "событие", "события", "событий")}`);
}

const isPlainNote = (node) => Boolean(node?.matches(".chat-note") && !node.querySelector("a"));

// An address in a message opens beside the talk, which goes on.
function textPart({ text, href }) {
  if (!href) return text;
  return el("a", { href, text, ...(href.startsWith("http") ? { target: "_blank", rel: "noopener noreferrer" } : {}) });
}
