import { el, icon, initials } from "../helpers/dom.js";
import { dateText, dayText } from "../helpers/times.js";
import { ageText } from "../models/staff-words.js";

const specialties = { therapist: "Терапевт", paediatrician: "Педиатр", consultant: "Медконсультант" };

// What staff with the patient see of them.
customElements.define("patient-card", class extends HTMLElement {
  #shown = null;

  // state: {card or null, consent: {requested, confirmed}, message when there is no card}
  show(state) {
    const key = JSON.stringify(state);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#render(state);
  }

  #render({ card, consent, message }) {
    if (!card) {
      this.replaceChildren(el("h2", { text: "Пациент" }), el("p", { class: "quiet", text: message ?? "Выберите разговор: здесь появятся данные пациента." }));
      return;
    }
    this.replaceChildren(
      el("h2", { text: "Пациент" }),
      el("p", { class: "patient-name", text: card.name }),
      el("p", { class: "tags" }, this.#policyTag(card), this.#consentTag(consent)),
      el("dl", { class: "facts" }, ...facts(card)),
      ...this.#more(card));
  }

  // A doctor writes beside the card: what is looked up seldom is folded away there.
  #more(card) {
    const nodes = [...this.#family(card.family), ...this.#history(card.history)];
    return this.hasAttribute("data-folded") ? [el("details", { class: "patient-more" }, el("summary", { text: "Семья и история" }), ...nodes)] : nodes;
  }

  #policyTag({ policy }) {
    return policy?.validToday ? el("span", { class: "tag", text: "полис действует" }) : el("span", { class: "tag tag-warning", text: policy ? "полис не действует" : "нет полиса" });
  }

  #consentTag(consent) {
    if (!consent) return null;
    if (consent.confirmed) return el("span", { class: "tag", "data-testid": "consent-state", text: "согласие есть" });
    return el("span", { class: "tag tag-warning", "data-testid": "consent-state", text: consent.requested ? "согласие отправлено" : "нет согласия" });
  }

  #family(family) {
    if (family.length === 0) return [];
    return [el("h3", { text: "Семья" }), ...family.map((one) => el("div", { class: "patient-line" },
      el("span", { class: "avatar", "aria-hidden": "true", text: initials(one.name) }),
      el("span", { class: "room-text" }, el("span", { class: "room-name", text: one.name }), el("span", { class: "room-about", text: ageText(one) }))))];
  }

  #history(history) {
    const heading = el("h3", { text: "История" });
    if (history.length === 0) return [heading, el("p", { class: "quiet", text: "Первое обращение" })];
    return [heading, ...history.slice(0, 10).map((entry) => el("div", { class: "patient-line" },
      el("span", { class: "avatar" }, icon("calendar")),
      el("span", { class: "room-text" },
        el("span", { class: "room-name", text: specialties[entry.specialty] ?? "Медконсультант" }),
        el("span", { class: "room-about", text: `${dayText(entry.openedAt)}${entry.conclusion ? " · заключение есть" : ""}` }))))];
  }
});

function facts(card) {
  return [
    ["Возраст", ageText(card)],
    ["Дата рождения", dateText(card.birthDate)],
    ["Пол", card.sex === "male" ? "мужской" : "женский"],
    ["Телефон", card.maskedPhone ?? "неизвестен"],
    ["Полис", card.policy?.number ?? "нет"],
    ["Действует", card.policy ? `до ${dateText(card.policy.validTo)}` : "—"],
  ].map(([term, text]) => el("div", {}, el("dt", { text: term }), el("dd", { text })));
}
