import { isConsultants } from "./words.js";

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

  // The leg's specialist: not the consultant who stayed after a transfer.
  get counterpart() {
    const { participants = [], companion } = this.#view ?? {};
    return participants.find((one) => isStaff(one) && one.participantId !== companion?.participantId) ?? null;
  }

  // The consultant who stayed after a transfer.
  get companion() {
    return this.#view?.companion ? this.participant(this.#view.companion.participantId) : null;
  }

  // The supervisors who look on.
  get supervisors() {
    return this.#view?.participants.filter(({ role }) => role === "supervisor") ?? [];
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
    loginChanged: (view) => markPresent(view, "patient", false),
    patientChosen: (view, data) => { view.patient = data.patient; },
    offered: (view, _, event) => { view.offeredAt = event.at; },
    queued: (view, data) => {
      view.offeredAt = null;
      view.phase = isConsultants(data.for) ? "waitingForConsultant" : "waitingForDoctor";
      view.queue = data.for;
      view.leg = null;
      view.companion = data.companion ? { participantId: data.companion, until: null } : null;
      dismissStaff(view);
    },
    legStarted: (view, data) => {
      view.offeredAt = null;
      view.phase = legPhases[data.kind];
      view.queue = null;
      view.leg = { kind: data.kind, startedAt: data.startedAt, endsAt: data.endsAt ?? null, returnsBy: data.returnsBy ?? null };
      if (view.companion) view.companion.until = data.companionUntil ?? null;
      dismissStaff(view);
      const { participantId, role, name } = data.staff;
      view.participants.push({ participantId, role, name, present: true });
    },
    talkStarted: (view, data) => { view.leg = { ...view.leg, endsAt: data.endsAt ?? null, talkStartedAt: data.startedAt }; },
    returned: (view, data) => {
      markPresent(view, "patient", true);
      if (view.leg && data.startedAt) view.leg = { ...view.leg, startedAt: data.startedAt, endsAt: data.endsAt ?? null, returnsBy: null };
    },
    callBackAsked: (view, data) => { view.callBack = data.by; },
    // A consultant who hands over may stay: the wait that follows says so.
    legEnded: (view, data) => {
      view.leg = null;
      view.companion = null;
      if (data.reason !== "transferred") dismissStaff(view);
    },
    companionLeft: (view) => {
      view.participants = view.participants.filter((one) => one.participantId !== view.companion?.participantId);
      view.companion = null;
    },
    appointmentAttached: (view, data) => { view.appointment = data.appointment; },
    appointmentMoved: (view, data) => leaveBooking(view, data),
    appointmentCancelled: (view, data) => leaveBooking(view, data),
    documentsAsked: (view, data) => { view.documentsAwaited = data.what; },
    documentAdded: (view) => { view.documentsAwaited = null; },
    documentsWaived: (view) => { view.documentsAwaited = null; },
    consentRequested: (view, data) => { view.consent = { ...view.consent, requested: data.textVersion, declined: null }; },
    consentConfirmed: (view, data) => { view.consent = { ...view.consent, requested: null, confirmed: data.textVersion, declined: null }; },
    consentDeclined: (view, data) => { view.consent = { ...view.consent, declined: data.textVersion }; },
    consentWithdrawn: (view) => { view.consent = { ...view.consent, requested: null, confirmed: null, declined: null }; },
    dropped: (view, data) => markPresent(view, data.participantId, false),
    rejoined: (view, data) => markPresent(view, data.participantId, true),
    conclusionSigned: (view, data) => {
      if (!data.conclusionId) return;
      view.conclusion = data.conclusionId;
      view.conclusions = [...view.conclusions, data.conclusionId];
    },
    supervisorJoined: (view, data) => {
      view.participants.push({ participantId: data.participantId, role: "supervisor", name: data.name, present: true });
    },
    supervisorLeft: (view, data) => { view.participants = view.participants.filter((one) => one.participantId !== data.participantId); },
    rated: (view, data) => { if (view.rating) view.rating.stars = data.stars ?? null; },
    closed: (view, data) => {
      view.phase = "closed";
      view.closeReason = data.reason;
      view.continuedIn = data.continuedIn ?? null;
      view.leg = null;
      view.queue = null;
      view.companion = null;
      view.participants = view.participants.filter(({ role }) => role === "patient");
    },
  };
}

const isStaff = ({ role }) => role === "consultant" || role === "doctor";

// A booking that was moved or cancelled is carried no more.
function leaveBooking(view, { appointmentId }) {
  if (view.appointment?.appointmentId === appointmentId) view.appointment = null;
}

function dismissStaff(view) {
  view.participants = view.participants.filter((one) => !isStaff(one) || one.participantId === view.companion?.participantId);
}

function markPresent(view, id, present) {
  const participant = view.participants.find((one) => one.participantId === id);
  if (participant) participant.present = present;
}
