import { awake } from "../helpers/awake.js";
import { localMedia } from "../helpers/calls.js";
import { DeskCalls } from "../helpers/desk-calls.js";
import { listenForKeys } from "../helpers/desk-keys.js";
import { initials, part, setText } from "../helpers/dom.js";
import { focusOn } from "../helpers/focus.js";
import { clock, hub } from "../helpers/hub.js";
import { notify } from "../helpers/notices.js";
import { pageTitle } from "../helpers/page-title.js";
import { terms } from "../helpers/terms.js";
import { mayAskToCall } from "../models/call-request.js";
import { consultationsOf } from "../models/consultations.js";
import { Desk } from "../models/desk.js";
import { PhoneNumber } from "../models/phone-number.js";
import { dutyReasonText, modeText, nobodyChosen, phaseText } from "../models/words.js";
import { documentsIn } from "./desk-documents.js";
import { closeDeskRoom, listed, lookForRequest, nameIn, openDeskRoom, overText, patientIn, showAway } from "./desk-room.js";
import "./call-stage.js";
import "./connection-banner.js";
import "./desk-splitter.js";
import "./duty-switch.js";
import "./offer-stack.js";
import "./patient-card.js";
import "./room-list.js";
import "./session-chat.js";

const staysKey = "stays";
const chosenKey = "chosen-session";
// The platform's view says what follows from these: how far it is settled who calls, and whether that person's consent is given already.
const tellWho = new Set(["signedIn", "identified", "patientChosen"]);

// The work of every specialist's desk: duty, offers, open sessions as tabs, the chosen one's chat and patient.
export class StaffDesk extends HTMLElement {
  connectedCallback() {
    this.me = this.dataset.me;
    this.desk = new Desk();
    this.rooms = new Map();
    this.calls = new DeskCalls(this.me, this.rooms);
    this.media = localMedia();
    this.chosen = null;
    this.find = (selector) => this.querySelector(selector);
    this.#listen();
    awake(this.querySelector(".desk-views"));
    listenForKeys(this);
    for (const button of this.querySelectorAll("[data-go]")) button.addEventListener("click", () => this.go(button.dataset.go));
    this.find("room-list").addEventListener("choose", ({ detail }) => this.choose(detail.sessionId));
    this.find("room-list").addEventListener("dismiss", ({ detail }) => this.dismiss(detail.sessionId));
    this.find("offer-stack").addEventListener("accepted", ({ detail }) => this.accepted(detail.view));
    this.find("offer-stack").addEventListener("over", ({ detail }) => this.#offerOver(detail.offerId));
    this.find("duty-switch").addEventListener("switched", ({ detail }) => this.desk.dutyChanged(detail.duty));
    this.desk.addEventListener("change", () => this.#deskChanged());
    this.render();
    if (hub().state === "connected") this.connected();
  }

  #listen() {
    const link = hub();
    link.addEventListener("state", () => link.state === "connected" && this.connected());
    link.on("Offer", (offer) => this.desk.offered(offer));
    link.on("OfferGone", (offerId, why) => {
      this.desk.offerGone(offerId);
      if (why === "accepted") this.refresh();
    });
    // It also comes when the platform did not know this page for a while: whatever was told meanwhile is read anew.
    link.on("DutyChanged", (duty, why) => {
      this.desk.dutyChanged(duty, why);
      const reason = dutyReasonText(why, terms);
      if (reason) notify(reason, why === "offersMissed" ? "warning" : "plain", { about: "duty" });
      this.refresh();
    });
    link.on("CoverageChanged", (coverage) => this.desk.covered(coverage));
  }

  connected() {
    this.refresh();
  }

  // A desk's own doing with a session when it comes to the desk, goes on, and is put away.
  opened() {}
  heard() {}
  putAway() {}

  // The whole desk anew: after a connection, and whenever a session came or went.
  async refresh() {
    try {
      await this.desk.read(() => hub().invoke("Desk"));
    } catch {
      // The next connection or the next event asks again.
    }
  }

  // A session came to this desk by this page's doing.
  accepted(view) {
    if (!this.desk.holds(view.sessionId))
      this.desk.sessions.push({ sessionId: view.sessionId, patientName: view.patient?.name ?? null, mode: view.mode, phase: view.phase, since: view.leg?.startedAt ?? view.now });
    this.#deskChanged();
    this.choose(view.sessionId);
    this.answered(this.rooms.get(view.sessionId));
    this.calls.start(this.rooms.get(view.sessionId), view.mode);
  }

  // The keyboard goes on where the work does.
  answered(entry) {
    focusOn(entry.chat.composer.input);
  }

  // Answered, refused, lost or run out: how it stands now, the platform says.
  #offerOver(offerId) {
    this.desk.offerGone(offerId);
    this.refresh();
  }

  #deskChanged() {
    if (this.desk.duty) this.find("duty-switch").show(this.desk.duty);
    this.find("offer-stack").show(this.desk.offers);
    for (const session of this.desk.sessions) this.#roomOf(session);
    this.#stayOn(sessionStorage.getItem(staysKey));
    const opens = this.chosen ?? this.desk.opens(sessionStorage.getItem(chosenKey));
    if (opens !== this.chosen) this.choose(opens);
    this.render();
  }

  #roomOf(session) {
    const known = this.rooms.get(session.sessionId);
    if (known) {
      known.session = session;
      if (known.over) this.#again(known);
      else if (!known.card) this.loadCard(known);
      return known;
    }
    const entry = openDeskRoom(session, { me: this.me, desk: this.dataset.desk, media: this.media, place: part(this, "rooms"), template: part(this, "call-template") });
    this.rooms.set(session.sessionId, entry);
    entry.stage.addEventListener("take", () => this.calls.alone(entry));
    entry.invite.addEventListener("asked", ({ detail }) => this.calls.start(entry, detail.mode));
    // Answered, here or in another tab.
    entry.call.addEventListener("change", () => entry.request?.open && !lookForRequest(entry)?.open && this.render());
    this.opened(entry);
    entry.room.addEventListener("change", ({ detail }) => this.#roomChanged(entry, detail.events));
    entry.room.addEventListener("earlier", () => this.render());
    entry.room.addEventListener("gone", () => this.#over(entry));
    entry.room.start();
    this.loadCard(entry);
    return entry;
  }

  // The same patient came back to the same specialist.
  #again(entry) {
    entry.over = false;
    entry.room.wake();
    this.loadCard(entry);
  }

  #roomChanged(entry, events) {
    const { story } = entry.room;
    if (story.view && (story.counterpart?.participantId === this.me || this.staysIn(entry))) entry.over = false;
    else if (story.view) this.#over(entry);
    this.#keepStaying(entry);
    if (events.some((event) => event.kind === "patientChosen")) this.loadCard(entry);
    if (events.some((event) => tellWho.has(event.kind)) && !entry.over) entry.room.wake();
    if (events.some((event) => event.kind === "loginChanged")) this.loadCard(entry);
    this.calls.follow(entry);
    lookForRequest(entry, events);
    this.heard(entry, events);
    this.render();
  }

  // With the patient still, after having handed them over.
  staysIn(entry) {
    return entry?.room.story.companion?.participantId === this.me;
  }

  // Not on the desk any more: after a reload only the page knows.
  #stayOn(sessionId) {
    if (!sessionId || this.rooms.has(sessionId)) return;
    this.#roomOf({ sessionId, patientName: null, mode: "chat", phase: "waitingForDoctor", since: new Date(clock.now()).toISOString() });
    if (!this.chosen && !this.desk.holds(sessionStorage.getItem(chosenKey))) this.choose(sessionId);
  }

  #keepStaying(entry) {
    const { sessionId } = entry.session;
    if (this.staysIn(entry) && !entry.over) sessionStorage.setItem(staysKey, sessionId);
    else if (sessionStorage.getItem(staysKey) === sessionId) sessionStorage.removeItem(staysKey);
  }

  // Somebody else's now, or nobody's: what was said stays in sight until it is put away, but no more comes.
  #over(entry) {
    if (entry.over) return;
    entry.over = true;
    this.#keepStaying(entry);
    entry.call.stop();
    entry.room.rest();
    hub().invoke("LeaveView", entry.session.sessionId).catch(() => undefined);
    this.refresh();
    this.render();
  }

  async loadCard(entry) {
    try {
      entry.card = await hub().invoke("PatientCard", entry.session.sessionId);
    } catch (error) {
      entry.cardMessage = error.code === "patientRequired" ? "Пациент ещё не выбран." : null;
    }
    this.render();
  }

  choose(sessionId) {
    this.chosen = sessionId;
    sessionStorage.setItem(chosenKey, sessionId);
    const entry = this.rooms.get(sessionId);
    if (entry && !entry.card) this.loadCard(entry);
    this.go("chat");
    this.render();
    entry?.chat.read();
  }

  dismiss(sessionId) {
    const entry = this.rooms.get(sessionId);
    if (entry) {
      this.putAway(entry);
      closeDeskRoom(entry);
    }
    this.rooms.delete(sessionId);
    if (this.chosen === sessionId) this.chosen = this.desk.opens(null);
    this.render();
  }

  // On a phone one part at a time.
  go(view) {
    this.dataset.view = view;
    awake(this.querySelector(".desk-views"));
    for (const button of this.querySelectorAll("[data-go]")) button.setAttribute("aria-pressed", String(button.dataset.go === view));
  }

  get current() {
    return this.rooms.get(this.chosen) ?? null;
  }

  render() {
    const entries = [...this.rooms.values()].map(listed);
    this.find("room-list").show(entries, this.chosen);
    this.#callToList(entries);
    const entry = this.current;
    for (const one of this.rooms.values()) {
      one.chat.hidden = one !== entry;
      one.invite.show(one === entry && !one.over && mayAskToCall(one.room.story, this.me));
      one.stage.show(one === entry && !one.over ? one.room.story.view?.mode ?? one.session.mode : "chat", patientIn(one), one.request);
    }
    part(this, "nobody").hidden = entry !== null;
    part(this, "head").hidden = entry === null;
    if (entry) this.#head(entry);
    this.find("patient-card").show(this.patientShown(entry));
    this.find("desk-documents").show(documentsIn(this.chosen, entry));
    this.renderActions(entry);
  }

  // On a phone the list may be out of sight while somebody calls, and the whole page behind another window.
  #callToList(entries) {
    const unread = entries.reduce((sum, entry) => sum + (entry.over ? 0 : entry.unread.count), 0);
    pageTitle.count = unread;
    const calling = this.desk.offers.length + entries.filter((entry) => entry.asks).length;
    const waiting = calling + unread;
    const badge = part(this, "waiting-count");
    setText(badge, String(waiting));
    badge.hidden = waiting === 0;
    badge.classList.toggle("badge-ringing", calling > 0);
  }

  patientShown(entry) {
    return { card: entry?.card ?? null, consent: entry?.room.story.view?.consent, identity: entry?.room.story.view?.identity ?? null, message: entry?.cardMessage, visits: entry ? consultationsOf(entry.room.feed.log.events) : [] };
  }

  #head(entry) {
    const { view } = entry.room.story;
    const name = nameIn(entry);
    setText(part(this, "name"), name ?? (view?.mode === "phone" ? "Звонок по телефону" : nobodyChosen(view?.signedIn)));
    setText(part(this, "avatar"), name ? initials(name) : "?");
    setText(part(this, "about"), entry.over ? overText(entry) : `${modeText(view?.mode ?? entry.session.mode)} · ${phaseText(view?.phase ?? entry.session.phase)}`);
    this.#ring(entry.over ? null : view?.callerPhone);
    part(this, "actions").hidden = entry.over;
    entry.chat.rest(entry.over);
    showAway(entry);
  }

  // A caller who phones has no page: the specialist rings them.
  #ring(phone) {
    const ring = part(this, "ring");
    ring.hidden = !phone;
    if (!phone) return;
    ring.href = `tel:${phone}`;
    setText(part(this, "ring-number"), new PhoneNumber(phone).masked);
  }
}
