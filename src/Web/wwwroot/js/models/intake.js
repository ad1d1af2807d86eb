import { CodeDelivery } from "./code-delivery.js";
import { Refusal } from "./refusal.js";

const told = new Set(["signInCodeSent", "signedIn", "loginChanged", "identified", "patientChosen"]);
// Refusals about the person: which of their fields are wrong, where the code says it; the sentence names them otherwise.
const fieldsOf = { personUnknown: [], insurerRequired: ["insurerId"] };
const empty = { phone: "", code: "", policyNumber: "", name: "", birthDate: "", insurerId: "", newPhone: "" };

// How a session's caller becomes a known person: phone and code (S1.3), policy, name and birth date (S2.2), and who of several it is.
// The typed text and the number that the code went to stay over a reload. Events: "change".
export class Intake extends EventTarget {
  #link;
  #storage;
  #newId;
  #key;
  #putAside = null;
  #delivery;

  // askCode: attemptId → how the code's SMS fares; timers: the browser's, when not given.
  constructor(sessionId, { link, storage, newId, askCode, timers }) {
    super();
    this.sessionId = sessionId;
    this.#link = link;
    this.#storage = storage;
    this.#newId = newId;
    this.#key = `intake:${sessionId}`;
    this.#delivery = new CodeDelivery(askCode, timers);
    this.#delivery.addEventListener("failed", () => this.#notSent());
    this.view = null;
    this.busy = null;
    this.error = null;
    this.continuedIn = null;
    this.reconsidering = false;
    this.byPhone = false;
    const kept = JSON.parse(storage.getItem(this.#key) ?? "{}");
    this.typed = { ...empty, ...kept.typed };
    this.code = kept.code ?? null;
    this.unknown = kept.unknown ?? false;
    this.found = kept.found ?? null;
    this.identifying = kept.identifying ?? false;
    this.#putAside = kept.putAside ?? null;
  }

  // loading, phone, code, people, unknown (signed in, but no policy has this number: S1.5), strange (on the phone from a number that is nobody's login: S5.2), continued.
  get step() {
    if (this.continuedIn) return "continued";
    if (!this.view) return "loading";
    if (this.view.signedIn) return this.view.people.length > 0 ? "people" : "unknown";
    if (this.byPhone && !this.code) return this.view.people.length > 0 ? "people" : "strange";
    return this.code ? "code" : "phone";
  }

  get chosen() {
    return this.view?.people.find((one) => one.patientId === this.view.chosen) ?? null;
  }

  // A single person, chosen: nothing is left to find out. Of several another one may be meant.
  get settled() {
    return this.step === "people" && this.view.people.length === 1 && this.chosen !== null && !this.#needsLogin;
  }

  // Whether the people stand to choose from: until somebody is chosen, and again when it was the wrong one.
  get choosing() {
    return this.step === "people" && (this.reconsidering || this.chosen === null);
  }

  // No policy has the number that was told: said before the code is.
  get nobodyKnown() {
    return this.step === "unknown" || (this.step === "code" && this.unknown);
  }

  // A person whom the records give no number yet: it can be registered.
  get mayRegister() {
    return this.found?.hasPhone === false || this.#needsLogin;
  }

  // Known on the phone, and without a number that a link could go to.
  get #needsLogin() {
    return this.byPhone && this.view?.signedIn === false && this.view.people.length > 0;
  }

  async read() {
    try {
      this.#adopt(await this.#link.invoke("Intake", this.sessionId));
    } catch {
      // Not this consultant's any more, or the connection is lost: the next event or connection asks again.
    }
  }

  hear(events) {
    if (events.some((event) => told.has(event.kind))) this.read();
  }

  type(field, value) {
    this.typed[field] = value;
    this.#keep();
  }

  send() {
    const phone = this.typed.phone.trim();
    return this.#attempt("send", "phone", async (command) => {
      const [sent, known] = await Promise.all([
        this.#link.command("SendSignInCode", command, this.sessionId, phone),
        this.#knows(phone),
      ]);
      this.#sent(sent);
      this.#putAside = null;
      this.unknown = !known;
      this.typed.code = "";
    });
  }

  confirm() {
    return this.#attempt("confirm", "code", async (command) => {
      const answer = await this.#link.command("ConfirmSignIn", command, this.sessionId, this.typed.code.trim());
      this.continuedIn = answer.continuedIn ?? null;
      await this.read();
    });
  }

  identify() {
    if (this.#missing()) return undefined;
    return this.#attempt("identify", "person", async (command) => {
      this.found = await this.#link.command("Identify", command, this.sessionId, this.#person);
      // A signed-in caller registers the number that was just told; nobody types it twice.
      if (!this.found.hasPhone && !this.typed.newPhone) this.typed.newPhone = this.typed.phone;
      await this.read();
    });
  }

  register() {
    if (this.#missing()) return undefined;
    return this.#attempt("register", "newPhone", async (command) => {
      const { code } = await this.#link.command("RegisterPatient", command, this.sessionId, { ...this.#person, phone: this.typed.newPhone.trim() });
      this.#sent(code);
      this.unknown = false;
      this.identifying = false;
      if (code) this.typed = { ...this.typed, phone: this.typed.newPhone, code: "" };
      await this.read();
    });
  }

  reconsider() {
    this.reconsidering = true;
    this.#changed();
  }

  choose(patientId) {
    return this.#attempt("choose", "people", async (command) => {
      if (patientId !== this.view.chosen) await this.#link.command("ChoosePatient", command, this.sessionId, patientId);
      this.reconsidering = false;
      await this.read();
    });
  }

  // Another number: the code that went out is of no use.
  askPhone() {
    this.#putAside = this.code?.maskedPhone ?? null;
    this.#sent(null);
    this.unknown = false;
    this.error = null;
    this.#changed();
  }

  openIdentification(open) {
    this.identifying = open;
    this.error = null;
    this.#changed();
  }

  // The session is put away: nothing of the person stays on this computer.
  forget() {
    this.#delivery.stop();
    this.#storage.removeItem(this.#key);
  }

  get #person() {
    const { policyNumber, name, birthDate, insurerId } = this.typed;
    const person = { policyNumber: policyNumber.trim(), name: name.trim(), birthDate };
    return insurerId ? { ...person, insurerId } : person;
  }

  #sent(code) {
    this.code = code;
    this.#delivery.watch(code?.attemptId);
  }

  // Another one can be sent at once.
  #notSent() {
    this.error = { place: "code", text: "СМС с кодом не отправлено. Проверьте номер и отправьте код ещё раз." };
    if (this.code) this.code = { ...this.code, resendAt: null };
    this.#changed();
  }

  #missing() {
    const { policyNumber, name, birthDate } = this.#person;
    if (policyNumber && name && birthDate) return false;
    this.error = { place: "person", text: "Заполните номер полиса, ФИО и дату рождения.", fields: Object.entries({ policyNumber, name, birthDate }).filter(([, typed]) => !typed).map(([field]) => field) };
    this.#changed();
    return true;
  }

  // Only a help beside the code: when it can't be told, nothing is said.
  async #knows(phone) {
    try {
      return (await this.#link.command("FindPatients", this.#newId(), phone)).patients.length > 0;
    } catch {
      return true;
    }
  }

  async #attempt(what, place, work) {
    if (this.busy) return;
    this.busy = what;
    this.error = null;
    this.#changed();
    try {
      await work(this.#newId());
    } catch (error) {
      this.error = error instanceof Refusal
        ? { place: error.code in fieldsOf ? "person" : place, text: error.message, fields: fieldsOf[error.code] }
        : { place, text: "Не получилось: сервис временно недоступен. Попробуйте ещё раз.", fields: [] };
      // Somebody was faster, in another tab: show how it stands.
      if (error.code === "alreadySignedIn" || error.code === "patientAlreadyChosen") await this.read();
    } finally {
      this.busy = null;
      this.#changed();
    }
  }

  #adopt(view) {
    this.view = view;
    if (view.signedIn) {
      this.#sent(null);
      this.unknown = false;
    } else if (view.codeSentTo && view.codeSentTo !== this.code?.maskedPhone && view.codeSentTo !== this.#putAside && this.busy === null) {
      // Sent from another tab, or before what this page knows.
      this.code = { maskedPhone: view.codeSentTo, expiresAt: null, resendAt: null };
    }
    if (view.identified && this.found?.person.patientId !== view.identified.patientId) this.found = { person: view.identified, hasPhone: null, maskedPhone: null };
    this.#changed();
  }

  #changed() {
    this.#keep();
    this.dispatchEvent(new Event("change"));
  }

  #keep() {
    const { typed, code, unknown, found, identifying } = this;
    this.#storage.setItem(this.#key, JSON.stringify({ typed, code, unknown, found, identifying, putAside: this.#putAside }));
  }
}
