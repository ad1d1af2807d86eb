import { el, icon, initials } from "../helpers/dom.js";
import { dayText, timeText } from "../helpers/times.js";
import { clock } from "../helpers/hub.js";
import { dateText } from "../models/date-text.js";
import { ageText, identityText, isIdentified, policyReason, policyText, shortName, specialist, visitTitle } from "../models/words.js";

// The patient as staff with them see them.
customElements.define("patient-card", class extends HTMLElement {
  #shown = null;

  // state: {card or null, consent: {requested, confirmed, declined}, identity: how far it is settled who calls, message when there is no card, visits: the consultations of this contact, intake: its step while it stands beside, or null}
  show(state) {
    const key = JSON.stringify(state);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#render(state);
  }

  #render({ card, consent, identity, message, visits = [], intake }) {
    this.hidden = !card && Boolean(intake) && !identity;
    if (!card) {
      const tags = tagLine(this.#identityTag(identity));
      if (intake) this.replaceChildren(...tags);
      else this.replaceChildren(el("h2", { text: "Пациент" }), ...tags, el("p", { class: "quiet", text: message ?? "Выберите разговор: здесь появятся данные пациента." }));
      return;
    }
    this.replaceChildren(
      el("h2", { text: "Пациент" }),
      el("p", { class: "patient-name", text: card.name }),
      ...tagLine(this.#policyTag(card), this.#consentTag(consent), this.#identityTag(identity)),
      el("dl", { class: "facts" }, ...facts(card)),
      ...lapsed(card, consent),
      ...now(visits),
      ...this.#told(visits),
      ...this.#more(card, intake === "people"));
  }

  // The patient asks about the conclusion, which the gate to persons' data shows to its doctor and the patient only: the consultant says where it is.
  #told(visits) {
    if (visits.length === 0 || this.hasAttribute("data-folded")) return [];
    return [el("p", { class: "hint", "data-testid": "conclusion-told", text: visits.every((visit) => visit.signed)
      ? "Диагноз и рекомендации пациент читает в разделе «Календарь»; медконсультанту заключение не показывается."
      : "Заключение появится у пациента в разделе «Календарь», когда врач его подпишет; медконсультанту оно не показывается." })];
  }

  // A doctor writes beside the card: what is looked up seldom is folded away there.
  #more(card, peopleShown) {
    const nodes = [...(peopleShown ? [] : this.#family(card)), ...this.#history(card.history)];
    return this.hasAttribute("data-folded") ? [el("details", { class: "patient-more" }, el("summary", { text: "Семья и история" }), ...nodes)] : nodes;
  }

  #policyTag({ policy }) {
    return el("span", { class: policy?.validToday ? "tag" : "tag tag-warning", "data-testid": "policy-state", text: policyText(policy) });
  }

  #consentTag(consent) {
    if (!consent) return null;
    if (consent.confirmed) return el("span", { class: "tag", "data-testid": "consent-state", text: "согласие есть" });
    const words = consent.declined ? "пациент не согласен" : consent.requested ? "согласие отправлено" : "нет согласия";
    return el("span", { class: "tag tag-warning", "data-testid": "consent-state", text: words });
  }

  #identityTag(identity) {
    return identity ? el("span", { class: isIdentified(identity) ? "tag" : "tag tag-warning", "data-testid": "identity", text: identityText(identity) }) : null;
  }

  // All of the login, the one whom this contact is for first.
  #family(card) {
    if (card.family.length === 0) return [];
    const line = (one, isMeant) => el("div", { class: "patient-line", "data-testid": isMeant ? "family-meant" : "family-member" },
      el("span", { class: "avatar", "aria-hidden": "true", text: initials(one.name) }),
      el("span", { class: "room-text" },
        el("span", { class: "room-name", text: one.name }),
        el("span", { class: "room-about", text: isMeant ? "это обращение — для этого человека" : ageText(one) }),
        isMeant || one.policy?.validToday ? null : el("span", { class: "room-about room-warning", text: policyText(one.policy) })));
    return [el("h3", { text: "Семья" }), line(card, true), ...card.family.map((one) => line(one, false))];
  }

  #history(history) {
    const heading = el("h3", { text: "История" });
    if (history.length === 0) return [heading, el("p", { class: "quiet", text: "До этого не обращались" })];
    return [heading, ...history.slice(0, 10).map((entry) => el("div", { class: "patient-line" },
      el("span", { class: "avatar" }, icon("calendar")),
      el("span", { class: "room-text" },
        el("span", { class: "room-name", text: whom(entry) }),
        el("span", { class: "room-about", text: `${dayText(entry.openedAt)}${conclusionsText(entry)}` }),
        ...entry.consultations.filter((one) => one.conclusion).map((one) =>
          el("span", { class: "room-about", "data-testid": "history-conclusion", text: `Заключение: ${specialist(one.specialty).short} ${shortName(one.doctorName)}` })))))];
  }
});

function tagLine(...tags) {
  const shown = tags.filter(Boolean);
  return shown.length > 0 ? [el("p", { class: "tags" }, ...shown)] : [];
}

// The doctors of this contact and their conclusions: the patient will ask about them.
function now(visits) {
  if (visits.length === 0) return [];
  return [el("h3", { text: "В этом обращении" }), ...visits.map((visit) => el("div", { class: "patient-line", "data-testid": "visit-now" },
    el("span", { class: "avatar" }, icon("stethoscope")),
    el("span", { class: "room-text" },
      el("span", { class: "room-name", text: `${visitTitle(visit.queue)}: ${shortName(visit.name)}` }),
      el("span", { class: "room-about", text: `${timeText(visit.startedAt)}–${timeText(visit.endedAt)} · ${visit.signed ? "заключение в Календаре пациента" : "заключение ещё пишется"}` }))))];
}

// Each doctor of one contact, or the consultant alone.
function whom({ consultations, answered = true, phase }) {
  if (!answered && phase === "closed") return "Обращение без ответа";
  return consultations.map((one) => visitTitle(one.specialty)).join(", ") || visitTitle(null);
}

// Titles only: what a conclusion says is for doctors.
function conclusionsText({ consultations }) {
  const unsigned = consultations.filter((one) => !one.conclusion).length;
  return unsigned > 0 ? ` · заключений ещё нет: ${unsigned}` : "";
}

// Says what is still possible without a policy valid today (S2.4).
function lapsed({ policy }, consent) {
  if (policy?.validToday || !consent) return [];
  return [el("p", { class: "note note-warning", "data-testid": "policy-lapsed" }, icon("circle-alert"),
    el("span", {}, el("strong", { text: "Полис сегодня не действует." }), ` ${policyReason(policy, clock.now())}`, " Врач и запись недоступны. Можно поговорить, ответить на вопросы и завершить обращение: «Услуга не может быть оказана»."))];
}

function facts(card) {
  return [
    ["Возраст", ageText(card)],
    ["Дата рождения", dateText(card.birthDate)],
    ["Пол", card.sex === "male" ? "мужской" : "женский"],
    ["Телефон", card.maskedPhone ?? "неизвестен"],
    ["Полис", card.policy?.number ?? "нет"],
    ["Страховая компания", card.policy?.insurer.name ?? "—"],
    ["Срок полиса", card.policy ? `${dateText(card.policy.validFrom)} – ${dateText(card.policy.validTo)}` : "—"],
  ].map(([term, text]) => el("div", {}, el("dt", { text: term }), el("dd", { text })));
}
