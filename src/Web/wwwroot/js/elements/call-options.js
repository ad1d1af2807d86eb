import { warnInsideApp } from "../helpers/app-window.js";
import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { commandId } from "../helpers/command-id.js";
import { part, setText } from "../helpers/dom.js";
import { freshCheck } from "../helpers/fresh-check.js";
import { post } from "../helpers/http.js";
import { overNetwork } from "../helpers/over-network.js";
import { insist } from "../models/insist.js";

const storageKey = "pending-call";
const lastKey = "last-patient";

// Two thirds of the page's scripts, and of no use before somebody means to call.
const scripts = () => Promise.all([import("../helpers/hub.js"), import("../helpers/open-call.js")]).catch((error) => {
  dispatchEvent(new Event("script-lost"));
  throw error;
});

const open = async (command) => {
  const [{ hub }, { openCall }] = await scripts();
  await openCall(hub(), command);
};

// The ways to call: at once, without signing in (S1.3), or as a signed-in account with whom to choose first.
customElements.define("call-options", class extends HTMLElement {
  #pending = null;
  #calling = false;

  connectedCallback() {
    if (document.querySelector("incoming-call")) import("./incoming-call.js").catch(() => undefined);
    if (document.querySelector("booking-banner")) import("./booking-banner.js").catch(() => undefined);
    warnInsideApp();
    if (this.dataset.signedIn !== "true") {
      for (const link of this.querySelectorAll("a[data-mode]")) link.addEventListener("click", (event) => this.#visit(event, link));
      for (const intent of ["pointerover", "focusin", "touchstart"]) this.addEventListener(intent, () => navigator.onLine && scripts().catch(() => undefined), { once: true, passive: true });
      return;
    }
    for (const button of this.querySelectorAll("button[data-mode]")) button.addEventListener("click", () => this.#call(button));
    for (const person of this.#people) person.addEventListener("change", () => this.#chosen(person));
    awake(this);
    this.#resume();
    if (!this.#pending) this.#rememberLast();
    scripts().then(([{ hub }]) => hub()).catch(() => undefined);
  }

  get #people() {
    return [...this.querySelectorAll("input[name=patient]")];
  }

  #resume() {
    const mode = sessionStorage.getItem(storageKey);
    sessionStorage.removeItem(storageKey);
    this.#pending = mode && this.querySelector(`button[data-mode="${mode}"]`);
    if (!this.#pending) return;
    // Somebody may have been chosen before this script was there.
    if (this.#people.length > 0 && !this.#people.some((person) => person.checked)) this.#ask("Выберите, кому нужна помощь, и мы сразу соединим вас", false);
    else this.#call(this.#pending);
  }

  #ask(text, missed) {
    const hint = part(this, "choose");
    hint.hidden = false;
    hint.classList.toggle("error", missed);
    setText(hint, text);
    part(this, "people").classList.toggle("people-missing", missed);
    this.#people[0].focus();
  }

  // It is time to call for somebody who is booked; else, whoever calls for the same person again need not choose again.
  #rememberLast() {
    const last = this.#people.find((person) => person.dataset.booked) ?? this.#people.find((person) => person.value === localStorage.getItem(lastKey));
    if (last && !this.#people.some((person) => person.checked)) last.checked = true;
  }

  #chosen(person) {
    localStorage.setItem(lastKey, person.value);
    part(this, "choose").hidden = true;
    part(this, "people").classList.remove("people-missing");
    if (this.#pending) this.#call(this.#pending);
  }

  // A tap with another window or tab in mind stays a link.
  #visit(event, link) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const command = { commandId: commandId(), mode: link.dataset.mode, connectionCheck: freshCheck() };
    this.#once(link, async () => {
      await insist(() => post("/api/visitors", { client: "web" }));
      await open(command);
    });
  }

  #call(button) {
    const chosen = this.#people.find((person) => person.checked);
    if (this.#people.length > 0 && !chosen) {
      this.#pending = button;
      this.#ask("Выберите, кому нужна помощь", true);
      return;
    }
    this.#pending = null;
    const command = { commandId: commandId(), mode: button.dataset.mode, patientId: chosen?.value, connectionCheck: freshCheck() };
    this.#once(button, () => open(command));
  }

  // The first tap counts: while its call comes about, the other ways rest.
  async #once(chosen, call) {
    if (this.#calling) return;
    this.#calling = true;
    const others = [...this.querySelectorAll("[data-mode]")].filter((one) => one !== chosen);
    for (const other of others) other.setAttribute("aria-disabled", "true");
    await busy(chosen, () => overNetwork(call, this.dataset.offline));
    for (const other of others) other.removeAttribute("aria-disabled");
    this.#calling = false;
  }
});
