import { el } from "../helpers/dom.js";
import { linkedText } from "../models/linked-text.js";

const shownMs = 8000;

// The platform's words in passing: refusals, failures, things done.
customElements.define("notice-board", class extends HTMLElement {
  // Answers a function that takes the notice away; one that stays waits for it. A newer notice about the same thing takes the older one's place.
  show(text, tone, { stays = false, about = null, act = null } = {}) {
    if (about) this.querySelector(`[data-about="${about}"]`)?.remove();
    const notice = el("div", { class: `notice notice-${tone}`, "data-about": about }, el("p", {}, ...linkedText(text).map(({ text: words, href }) => (href ? el("a", { href, text: words }) : words))),
      act ? el("button", { type: "button", class: "button button-small button-tonal", "data-testid": "notice-act", text: act.text, onclick: act.work }) : null,
      el("button", { type: "button", class: "notice-close", "aria-label": "Закрыть", text: "×", onclick: () => notice.remove() }));
    this.append(notice);
    while (this.children.length > 3) this.firstElementChild.remove();
    if (!stays) setTimeout(() => notice.remove(), shownMs);
    return () => notice.remove();
  }
});
