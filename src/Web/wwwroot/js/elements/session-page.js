import { ask } from "../helpers/ask.js";
import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { callOf, localMedia } from "../helpers/calls.js";
import { commandId } from "../helpers/command-id.js";
import { el, icon, initials, part, setText } from "../helpers/dom.js";
import { get, post } from "../helpers/http.js";
import { hub } from "../helpers/hub.js";
import { terms } from "../helpers/terms.js";
import { leavingFrom } from "../models/leaving.js";
import { closedText, modeTitle, whereText } from "../models/words.js";
import { isCall } from "../models/session-modes.js";
import { SessionRoom } from "../models/session-room.js";
import { VisitorClaim } from "../models/visitor-claim.js";
import "./call-stage.js";
import "./callback-form.js";
import "./connection-banner.js";
import "./consent-card.js";
import "./queue-place.js";
import "./session-chat.js";
import "./time-left.js";
import "./visitor-note.js";

// The patient's one page for waiting room and talk; only its state changes.
customElements.define("session-page", class extends HTMLElement {
  connectedCallback() {
    this.sessionId = this.dataset.session;
    this.place = this.querySelector("queue-place");
    this.chat = this.querySelector("session-chat");
    this.room = new SessionRoom(this.sessionId, "patient", { link: hub(), storage: sessionStorage, newId: commandId, terms });
    this.chat.live(this.room);
    this.call = callOf(this.sessionId, localMedia());
    this.stage = this.querySelector("call-stage").live(this.call);
    this.room.addEventListener("joined", () => this.call.joined());
    this.room.addEventListener("change", () => this.#render());
    this.room.addEventListener("queue", ({ detail }) => this.#queue(detail.update));
    // Not there or not ours any more: the server's page says so better than this one.
    this.room.addEventListener("gone", () => this.#gone());
    this.visitor = this.dataset.visitor === "true" ? new VisitorClaim(this.sessionId, { post, locks: navigator.locks }) : null;
    for (const button of this.querySelectorAll("[data-call-mode]")) button.addEventListener("click", () => this.#changeMode(button));
    part(this, "leave").addEventListener("click", (event) => this.#leave(event.currentTarget));
    this.room.start();
  }

  disconnectedCallback() {
    this.room.stop();
    this.call.leave();
    this.stage.rest();
  }

  #gone() {
    const [visit] = performance.getEntriesByType("navigation");
    if (visit?.type === "reload") location.assign("/");
    else location.reload();
  }

  #queue(update) {
    // It may come before the event that it belongs to.
    this.update = update;
    this.#wait();
  }

  #render() {
    const { story } = this.room;
    const { view } = story;
    if (!view) return;
    awake(this.querySelector(".session-head"));
    this.dataset.stage = story.closed ? "closed" : story.waiting ? "waiting" : "talk";
    this.toggleAttribute("data-talked", this.room.feed.log.events.some((event) => event.kind === "legStarted"));
    this.#head(story, view);
    this.#wait();
    this.#calling(story, view);
    this.chat.hidden = story.waiting && !this.hasAttribute("data-talked");
    this.chat.rest(story.closed);
    this.querySelector("consent-card").ask(this.sessionId, story.closed ? null : view.consent?.requested ?? null);
    this.querySelector("time-left").until(view.leg?.endsAt);
    this.#people(view);
    this.#visitor(view);
    if (story.closed) this.#closed(view);
    this.chat.read();
  }

  // Whoever asked for a call and has not gone elsewhere is in it, from the waiting room on (S3.1).
  #calling(story, view) {
    const callable = !story.closed && isCall(view.mode);
    this.toggleAttribute("data-calling", callable && view.mode === "video" && this.hasAttribute("data-talked"));
    this.stage.show(story.closed ? "chat" : view.mode, story.counterpart);
    this.call.present([story.counterpart, story.companion].filter(Boolean).map((one) => one.participantId));
    part(this, "chat-mode").hidden = callable || story.closed || story.waiting;
    if (story.closed) this.call.stop();
    else if (!callable) this.call.rest();
    else if (this.call.mode === null && this.call.place !== "elsewhere" && !this.call.hungUp) this.call.start(view.mode);
    else this.call.changeMode(view.mode);
  }

  async #changeMode(button) {
    const command = commandId();
    await busy(button, () => hub().command("ChangeMode", command, this.sessionId, button.dataset.callMode));
  }

  #wait() {
    const { view, waiting } = this.room.story;
    if (!view) return;
    if (this.queue && this.queue !== view.queue) this.update = null;
    this.queue = view.queue;
    this.place.hidden = !waiting;
    if (waiting) this.place.show(view.queue, view.phase, this.update ?? null);
    const callback = part(this, "callback");
    callback.hidden = !waiting || this.update?.covered !== false;
    callback.known(view.signedIn);
  }

  #head(story, view) {
    const staff = story.counterpart;
    setText(part(this, "name"), staff?.name ?? (story.waiting ? modeTitle(view.mode) : whereText(view.phase)));
    setText(part(this, "role"), staff ? whereText(view.phase) : view.patient?.name ?? "");
    setText(part(this, "avatar"), staff ? initials(staff.name) : "");
    part(this, "avatar").hidden = !staff;
    const leave = part(this, "leave");
    leave.hidden = story.closed;
    setText(leave, leavingFrom(view.phase).button);
    const absent = part(this, "absent");
    absent.hidden = !staff || staff.present;
    setText(absent, staff && !staff.present ? `${staff.name}: связь прервалась. Подождите немного, разговор продолжится сам.` : "");
    document.title = `${whereText(view.phase)} — ${terms.logo}`;
  }

  // Signed in by the consultant: the page takes the account over, and the hub comes back as it (S1.3).
  async #visitor(view) {
    if (!this.visitor) return;
    const sent = this.room.feed.log.events.findLast((event) => event.kind === "signInCodeSent");
    this.querySelector("visitor-note").show(view.signedIn || view.phase === "closed", sent?.data.maskedPhone ?? null);
    if (!view.signedIn) return;
    const { visitor } = this;
    const outcome = await visitor.claim();
    if (this.visitor !== visitor) return;
    this.visitor = null;
    if (outcome === "signIn") location.assign(`/sign-in?returnUrl=${encodeURIComponent(location.pathname)}`);
    else hub().renew();
  }

  #closed(view) {
    const words = closedText(view.closeReason, terms);
    setText(part(this, "closed-title"), words.title);
    setText(part(this, "closed-next"), words.next);
    part(this, "closed").hidden = false;
    const continued = part(this, "closed-continued");
    continued.hidden = !view.continuedIn;
    if (view.continuedIn) continued.href = `/session/${encodeURIComponent(view.continuedIn)}`;
    const conclusions = view.conclusions ?? [];
    part(this, "closed-conclusions").replaceChildren(...conclusions.map((id, i) => el("a", { class: "button", "data-testid": "open-conclusion", href: `/conclusions/${encodeURIComponent(id)}` },
      icon("file-check"), conclusions.length === 1 ? "Открыть заключение" : `Заключение ${i + 1}`)));
  }

  // Several people, none chosen yet: asked as soon as the consultant is there.
  async #people(view) {
    const card = part(this, "people");
    card.hidden = Boolean(view.patient) || view.phase !== "intake" || !this.people?.length;
    if (view.patient || view.phase !== "intake" || this.people) return;
    this.people = [];
    this.people = (await get("/api/me").catch(() => null))?.patients ?? [];
    part(this, "people-options").replaceChildren(...this.people.map((person) => this.#person(person)));
    this.#render();
  }

  #person(person) {
    const button = el("button", { type: "button", class: "person", "data-testid": "patient-option" },
      el("span", { class: "avatar", "aria-hidden": "true", text: initials(person.name) }), el("span", { class: "person-name", text: person.name }));
    button.addEventListener("click", () => {
      const command = commandId();
      busy(button, () => hub().command("ChoosePatient", command, this.sessionId, person.patientId));
    });
    return button;
  }

  async #leave(button) {
    const view = this.room.story.view;
    if (!view || !(await ask(leavingFrom(view.phase)))) return;
    const command = commandId();
    await busy(button, () => hub().command("LeaveSession", command, this.sessionId));
  }
});
