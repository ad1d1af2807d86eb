const legPhases = { intake: "intake", consultation: "consultation", followUp: "followUp" };

// The session as this page shows it: the platform's view, carried on by the events after it.
export class SessionStory {
  #view = null;
  #early = [];

  get view() {
    return this.#view;
  }

  adopt(view) {
    if (this.#view && view.sequence < this.#view.sequence) return;
    this.#view = structuredClone(view);
    const later = this.#early.filter((event) => event.sequence > view.sequence);
    this.#early = [];
    for (const event of later) this.apply(event);
  }

  apply(event) {
    const view = this.#view;
    if (!view) {
      this.#early.push(event);
      return;
    }
    if (event.sequence <= view.sequence) return;
    view.sequence = event.sequence;
    this.#fold[event.kind]?.(view, event.data ?? {}, event);
  }

  get counterpart() {
    return this.#view?.participants.find((one) => one.role === "consultant" || one.role === "doctor") ?? null;
  }

  participant(id) {
    return this.#view?.participants.find((one) => one.participantId === id) ?? null;
  }

  get waiting() {
    return this.#view?.phase === "waitingForConsultant" || this.#view?.phase === "waitingForDoctor";
  }

  get closed() {
    return this.#view?.phase === "closed";
  }

  #fold = {
    opened: (view, data) => { view.mode = data.mode; },
    modeChanged: (view, data) => { view.mode = data.mode; },
    signedIn: (view) => { view.signedIn = true; },
    patientChosen: (view, data) => { view.patient = data.patient; },
    queued: (view, data) => {
      view.phase = data.for === "consultant" ? "waitingForConsultant" : "waitingForDoctor";
      view.queue = data.for;
      view.leg = null;
      dismissStaff(view);
    },
    legStarted: (view, data) => {
      view.phase = legPhases[data.kind];
      view.queue = null;
      view.leg = { kind: data.kind, startedAt: data.startedAt, endsAt: data.endsAt ?? null };
      dismissStaff(view);
      const { participantId, role, name } = data.staff;
      view.participants.push({ participantId, role, name, present: true });
    },
    legEnded: (view) => {
      view.leg = null;
      dismissStaff(view);
    },
    consentRequested: (view, data) => { view.consent = { ...view.consent, requested: data.textVersion }; },
    consentConfirmed: (view, data) => { view.consent = { requested: null, confirmed: data.textVersion }; },
    consentWithdrawn: (view) => { view.consent = { requested: null, confirmed: null }; },
    dropped: (view, data) => markPresent(view, data.participantId, false),
    rejoined: (view, data) => markPresent(view, data.participantId, true),
    conclusionSigned: (view, data) => { view.conclusion = data.conclusionId ?? view.conclusion; },
    closed: (view, data) => {
      view.phase = "closed";
      view.closeReason = data.reason;
      view.continuedIn = data.continuedIn ?? null;
      view.leg = null;
      view.queue = null;
      dismissStaff(view);
    },
  };
}

function dismissStaff(view) {
  view.participants = view.participants.filter((one) => one.role !== "consultant" && one.role !== "doctor");
}

function markPresent(view, id, present) {
  const participant = view.participants.find((one) => one.participantId === id);
  if (participant) participant.present = present;
}
