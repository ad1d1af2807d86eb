import { ask, choose } from "../helpers/ask.js";
import { AskedCall } from "../helpers/asked-call.js";
import { awake } from "../helpers/awake.js";
import { unlock, unlockByTouch } from "../helpers/bell.js";
import { busy, isBusy } from "../helpers/busy.js";
import { callOf, localMedia } from "../helpers/calls.js";
import { showClosed } from "../helpers/closed-session.js";
import { commandId } from "../helpers/command-id.js";
import { followDocuments, showDocuments } from "../helpers/documents-asked.js";
import { initials, part, setText } from "../helpers/dom.js";
import { focusOn } from "../helpers/focus.js";
import { post } from "../helpers/http.js";
import { clock, hub } from "../helpers/hub.js";
import { openCall, sayPartingWord } from "../helpers/open-call.js";
import { pageTitle } from "../helpers/page-title.js";
import { summon } from "../helpers/summons.js";
import { terms } from "../helpers/terms.js";
import { onTick } from "../helpers/tick.js";
import { missedFrom } from "../models/aside-wait.js";
import { CallBegin } from "../models/call-begin.js";
import { leavingFrom } from "../models/leaving.js";
import { PageAside } from "../models/page-aside.js";
import { givenNames, modeTitle, talkText, whereText } from "../models/words.js";
import { sentBackFrom } from "../models/sent-back.js";
import { isCall } from "../models/session-modes.js";
import { SessionRoom } from "../models/session-room.js";
import { VisitorClaim } from "../models/visitor-claim.js";
import "./call-stage.js";
import "./callback-form.js";
import "./connection-banner.js";
import "./consent-card.js";
import "./incoming-call.js";
import "./people-ask.js";
import "./push-offer.js";
import "./queue-place.js";
import "./rating-form.js";
import "./session-chat.js";
import "./time-left.js";
import "./visitor-note.js";
import "./wait-aside.js";

// As long as an offer rings, and a moment for the way.
const ringsMs = 22_000;

// The patient's one page for waiting room and talk; only its state changes.
customElements.define("session-page", class extends HTMLElement {
  connectedCallback() {
    this.sessionId = this.dataset.session;
    this.place = this.querySelector("queue-place");
    this.chat = this.querySelector("session-chat");
    this.room = new SessionRoom(this.sessionId, "patient", { link: hub(), storage: sessionStorage, newId: commandId, terms });
    this.chat.live(this.room);
    this.call = callOf(this.sessionId, localMedia());
    this.asked = new AskedCall(this.sessionId, "patient");
    this.begin = new CallBegin();
    this.stage = this.querySelector("call-stage").live(this.call);
    this.aside = new PageAside((isAside) => hub().invoke("PutAside", this.sessionId, isAside), () => document.visibilityState === "hidden");
    this.room.addEventListener("joined", () => {
      this.call.joined();
      this.aside.joined(this.#isAwaited);
    });
    this.room.addEventListener("change", ({ detail }) => {
      this.#called(detail.events);
      // The name of the one who confirms the consent is in the view alone, and whether there is something to rate.
      if (detail.events.some((event) => event.kind === "patientChosen" || event.kind === "closed")) this.room.wake();
      if (this.room.story.view) this.begin.hear(detail.events);
      this.#render();
    });
    this.room.addEventListener("earlier", () => this.#render());
    this.room.addEventListener("queue", ({ detail }) => this.#queue(detail.update));
    // Not there or not ours any more: the server's page says so better than this one.
    this.room.addEventListener("gone", () => this.#gone());
    sayPartingWord();
    this.visitor = this.dataset.visitor === "true" ? new VisitorClaim(this.sessionId, { post, storage: localStorage, newId: commandId, locks: navigator.locks }) : null;
    this.#listen();
    this.room.start();
  }

  #listen() {
    this.call.addEventListener("change", () => {
      if (this.call.mode !== null) this.asked.rest();
      this.#layout();
    });
    this.stage.addEventListener("hang-up", (event) => {
      event.preventDefault();
      this.#end(event.detail.button);
    });
    this.stage.addEventListener("chat", () => this.#sheet(true));
    followDocuments(this, this.chat.composer, () => this.room.story);
    part(this, "chat-close").addEventListener("click", () => this.#sheet(false));
    this.addEventListener("keydown", ({ key, target }) => key === "Escape" && this.hasAttribute("data-sheet") && !target.closest("dialog") && this.#sheet(false));
    for (const button of this.querySelectorAll("[data-call-mode]")) button.addEventListener("click", () => this.#changeMode(button));
    for (const name of ["leave", "finish"]) part(this, name).addEventListener("click", (event) => this.#leave(event.currentTarget));
    part(this, "closed-again").addEventListener("click", (event) => this.#callAgain(event.currentTarget));
    part(this, "callback").addEventListener("accepted", () => this.#wait());
    this.querySelector("wait-aside").addEventListener("change", () => this.#wait());
    unlock();
    unlockByTouch();
    // A specialist who does not answer is no longer being called.
    this.stop = onTick(() => this.ringing && !this.#isRinging() && this.#wait());
    document.addEventListener("visibilitychange", () => this.#render());
  }

  disconnectedCallback() {
    this.stop();
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
    this.dataset.stage = story.closed ? "closed" : this.#isWaiting ? "waiting" : "talk";
    this.toggleAttribute("data-talked", this.#happened("legStarted") || this.#happened("legEnded"));
    this.#head(story, view);
    this.#wait();
    this.#calling(story, view);
    this.#layout();
    this.chat.hidden = story.waiting && !this.hasAttribute("data-talked");
    this.chat.rest(story.closed);
    part(this, "consent").ask(this.sessionId, story.closed ? {} : view.consent ?? {}, view.patient);
    this.querySelector("time-left").until(view.leg?.endsAt);
    part(this, "people").show(view);
    showDocuments(this, this.chat.composer, this.room.story);
    this.#visitor(view);
    this.querySelector("push-offer").want(view.signedIn && this.#happened("appointmentBooked"));
    if (story.closed) showClosed(this, view, this.room.feed.log.events);
    else this.aside.look(this.#isAwaited);
    this.chat.read();
  }

  #happened(kind, of = () => true) {
    return this.room.feed.log.events.some((event) => event.kind === kind && of(event.data ?? {}));
  }

  // A specialist has come to whoever waits, and perhaps looks elsewhere meanwhile.
  #called(events) {
    const { view } = this.room.story;
    const leg = view && events.find((event) => event.kind === "legStarted");
    if (leg && this.dataset.stage === "waiting") summon(`answered:${this.sessionId}`, "Вам ответили", "Вернитесь на страницу разговора");
  }

  // Whoever asked for a call and has not gone elsewhere is in it, from the waiting room on (S3.1).
  #calling(story, view) {
    const callable = !story.closed && isCall(view.mode);
    const counterpart = story.counterpart && { ...story.counterpart, name: givenNames(story.counterpart.name) };
    if (!callable) this.asked.rest();
    const request = callable ? this.asked.look(this.room.feed.log.events, this.call, counterpart?.name ?? "Медконсультант") : null;
    this.stage.show(story.closed ? "chat" : view.mode, counterpart, request);
    this.call.present([story.counterpart, story.companion].filter(Boolean).map((one) => one.participantId));
    part(this, "chat-mode").hidden = callable || story.closed;
    setText(part(this, "chat-mode-text"), talkText(view.mode, story.waiting, Boolean(view.consent?.confirmed)));
    for (const button of this.querySelectorAll("[data-call-mode]")) button.hidden = view.mode === "phone";
    if (story.closed) this.call.stop();
    else if (!callable) this.call.rest();
    else if (this.call.mode !== null || this.call.place !== "off") this.call.changeMode(view.mode);
    else if (this.call.wasHere || (!this.call.hungUp && !request?.open && this.begin.may(document.visibilityState === "visible"))) this.call.start(view.mode);
  }

  // A video call fills the page, with the chat beside it or as a sheet over it; in a call its own button ends everything. While somebody is waited for, the place and its words come first.
  #layout() {
    const { story } = this.room;
    if (!story.view) return;
    const here = this.call.place === "here" && isCall(story.view.mode) && this.hasAttribute("data-talked");
    this.toggleAttribute("data-calling", here && !story.waiting && story.view.mode === "video");
    part(this, "leave").hidden = story.closed || (here && !story.waiting);
    const open = part(this, "chat-open");
    open.hidden = !this.hasAttribute("data-calling");
    const unread = this.room.unread.count;
    part(this, "chat-unread").hidden = unread === 0;
    setText(part(this, "chat-unread"), String(unread));
    if (!this.hasAttribute("data-calling")) this.removeAttribute("data-sheet");
  }

  #sheet(open) {
    this.toggleAttribute("data-sheet", open);
    showDocuments(this, this.chat.composer, this.room.story);
    this.chat.read();
    if (open) focusOn(this.chat.composer.input);
    else part(this, "chat-open").focus();
  }

  async #changeMode(button) {
    const command = commandId();
    await busy(button, () => this.begin.choose(() => hub().command("ChangeMode", command, this.sessionId, button.dataset.callMode)));
  }

  // A patient on the phone is rung, and waits on no page.
  get #isWaiting() {
    const { view, waiting } = this.room.story;
    return waiting && view.mode !== "phone";
  }

  #isRinging() {
    const { waiting, view } = this.room.story;
    return waiting && Boolean(view.offeredAt) && clock.now() - Date.parse(view.offeredAt) < ringsMs;
  }

  get #returned() {
    return this.room.story.view.phase === "waitingForConsultant" && !this.#sentBack && this.#happened("legStarted", (leg) => leg.kind === "consultation");
  }

  // Somebody waits for whoever put the page aside, or did and went on.
  get #isAwaited() {
    const { view } = this.room.story;
    return Boolean(view?.leg?.returnsBy) || missedFrom(this.room.feed.log.events);
  }

  get #sentBack() {
    return sentBackFrom(this.room.feed.log.events);
  }

  #wait() {
    const { view, waiting } = this.room.story;
    if (!view) return;
    if (this.queue && this.queue !== view.queue) this.update = null;
    this.queue = view.queue;
    this.place.hidden = !this.#isWaiting;
    const callback = part(this, "callback");
    this.ringing = this.#isRinging();
    if (waiting) this.place.show(view.queue, view.phase, this.update ?? null, { ringing: this.ringing, returned: this.#returned, sentBack: this.#sentBack, callback: callback.isAccepted, missed: missedFrom(this.room.feed.log.events) }, this.querySelector("wait-aside").show(view, this.update ?? null));
    callback.hidden = !waiting || this.update?.covered !== false;
    callback.known(view.signedIn);
  }

  #head(story, view) {
    const staff = story.counterpart;
    setText(part(this, "name"), staff ? givenNames(staff.name) : story.waiting ? modeTitle(view.mode) : whereText(view.phase));
    setText(part(this, "role"), staff ? whereText(view.phase) : view.patient?.name ?? "");
    setText(part(this, "avatar"), staff ? initials(givenNames(staff.name)) : "");
    part(this, "avatar").hidden = !staff;
    setText(part(this, "leave"), leavingFrom(view.phase, this.#returned, view.mode === "phone").button);
    const absent = part(this, "absent");
    absent.hidden = !staff || staff.present;
    setText(absent, staff && !staff.present ? `${givenNames(staff.name)}: связь прервалась. Подождите немного, разговор продолжится сам.` : "");
    pageTitle.usual = `${whereText(view.phase)} — ${terms.logo}`;
    pageTitle.count = this.room.unread.count;
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

  // The same way of talking, for the same person, in one tap.
  async #callAgain(button) {
    const { mode, patient } = this.room.story.view;
    const command = { commandId: commandId(), mode, patientId: patient?.patientId };
    await busy(button, () => openCall(hub(), command));
  }

  // The button ends either of two things, and the question tells them apart.
  async #end(button) {
    const { all, text } = leavingFrom(this.room.story.view.phase, this.#returned);
    const chosen = await choose({ title: "Что завершить?", text: `Только звонок: разговор останется открытым, можно продолжить в чате или позвонить снова. Обращение: ${text[0].toLowerCase()}${text.slice(1)}`, stay: "Говорить дальше",
      answers: [{ value: "call", text: "Только звонок", testId: "confirm-yes" }, { value: "all", text: all, testId: "end-session", danger: true }] });
    if (chosen === "call") await busy(button, () => this.call.hangUp());
    else if (chosen === "all") await this.#leaveNow(button);
  }

  async #leave(button) {
    const view = this.room.story.view;
    if (!view || isBusy(button) || !(await ask(leavingFrom(view.phase, this.#returned)))) return;
    await this.#leaveNow(button);
  }

  async #leaveNow(button) {
    const command = commandId();
    await busy(button, () => hub().command("LeaveSession", command, this.sessionId));
  }
});
