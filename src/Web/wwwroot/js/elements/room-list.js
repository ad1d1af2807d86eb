import { el, initials, setText } from "../helpers/dom.js";
import { clock } from "../helpers/hub.js";
import { onTick } from "../helpers/tick.js";
import { timeText } from "../helpers/times.js";
import { forMinutes } from "../models/plurals.js";
import { minutesBetween, modeText, phaseText, shortName } from "../models/words.js";

// The open sessions of a specialist as tabs, each with what waits unread in it. Events: "choose" {sessionId}, "dismiss" {sessionId}.
customElements.define("room-list", class extends HTMLElement {
  #items = new Map();

  connectedCallback() {
    this.empty = el("p", { class: "rooms-empty", text: this.dataset.empty });
    this.tidy = el("button", { type: "button", class: "link rooms-tidy", "data-testid": "rooms-tidy", hidden: true, text: "Убрать законченные", onclick: () => this.#putAway() });
    this.append(this.empty, this.tidy);
    this.stop = onTick(() => this.#tick());
  }

  disconnectedCallback() {
    this.stop();
  }

  // entries: {sessionId, name, mode, phase, insurer, since, unread, over, asks}, `asks` while the patient asks for a call and waits
  show(entries, chosen) {
    for (const [id, item] of this.#items) {
      if (entries.some((entry) => entry.sessionId === id)) continue;
      item.node.remove();
      this.#items.delete(id);
    }
    for (const entry of entries) this.#update(entry, entry.sessionId === chosen);
    this.empty.hidden = entries.length > 0;
    this.tidy.hidden = entries.filter((entry) => entry.over).length < 2;
    this.#tick();
  }

  #update(entry, chosen) {
    const item = this.#items.get(entry.sessionId) ?? this.#add(entry.sessionId);
    item.entry = entry;
    setText(item.name, shortName(entry.name, entry.signedIn));
    setText(item.avatar, entry.name ? initials(entry.name) : "?");
    setText(item.insurer, entry.insurer?.name ?? "");
    item.insurer.hidden = !entry.insurer;
    setText(item.badge, entry.unread.count > 0 ? String(entry.unread.count) : "");
    item.badge.hidden = entry.unread.count === 0;
    item.node.classList.toggle("room-over", Boolean(entry.over));
    item.node.classList.toggle("room-asks", Boolean(entry.asks));
    item.choose.setAttribute("aria-pressed", String(chosen));
    item.dismiss.hidden = !entry.over;
  }

  #add(sessionId) {
    const item = {
      avatar: el("span", { class: "avatar", "aria-hidden": "true" }),
      name: el("span", { class: "room-name" }),
      about: el("span", { class: "room-about" }),
      insurer: el("span", { class: "room-about", "data-testid": "room-insurer" }),
      badge: el("span", { class: "badge", "data-testid": "unread", "aria-label": "Непрочитанных" }),
    };
    item.choose = el("button", { type: "button", class: "room-choose", onclick: () => this.#tell("choose", sessionId) },
      item.avatar, el("span", { class: "room-text" }, item.name, item.about, item.insurer), item.badge);
    item.dismiss = el("button", { type: "button", class: "icon-button", "aria-label": "Убрать из списка", title: "Убрать из списка", text: "×", onclick: () => this.#tell("dismiss", sessionId) });
    item.node = el("div", { class: "room", "data-testid": "room", "data-session": sessionId }, item.choose, item.dismiss);
    this.tidy.before(item.node);
    this.#items.set(sessionId, item);
    return item;
  }

  #tick() {
    for (const { entry, about } of this.#items.values()) {
      setText(about, aboutText(entry));
    }
  }

  #putAway() {
    for (const [sessionId, { entry }] of [...this.#items]) if (entry.over) this.#tell("dismiss", sessionId);
  }

  #tell(name, sessionId) {
    this.dispatchEvent(new CustomEvent(name, { detail: { sessionId } }));
  }
});

function aboutText(entry) {
  if (entry.over) return entry.over;
  if (entry.asks) return `просит перейти на ${modeText(entry.mode)}`;
  if (entry.unread.since) return `ждёт ответа ${forMinutes(minutesBetween(entry.unread.since, clock.now()))}`.replace(" 0 минут", "");
  const lasts = minutesBetween(entry.since, clock.now());
  // Callers without a name are told apart by when they came.
  const mode = entry.name ? modeText(entry.mode) : `${modeText(entry.mode)} с ${timeText(entry.since)}`;
  return `${mode} · ${phaseText(entry.phase)}${lasts ? ` · ${lasts}\u00a0мин` : ""}`;
}
