import { AskedCall } from "../helpers/asked-call.js";
import { callOf } from "../helpers/calls.js";
import { commandId } from "../helpers/command-id.js";
import { el, setText } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { terms } from "../helpers/terms.js";
import { hindranceOf } from "../models/hindrances.js";
import { isCall } from "../models/session-modes.js";
import { SessionRoom } from "../models/session-room.js";
import { StaffLines } from "../models/staff-lines.js";
import "./call-invite.js";
import "./ready-answers.js";

// A session at a specialist's desk: its room, chat and call, and what is known of the patient. `desk`: consultant or doctor; `place` takes the elements, `template` is the screen of a call.
export function openDeskRoom(session, { me, desk, media, place, template }) {
  const room = new SessionRoom(session.sessionId, me, { link: hub(), storage: sessionStorage, newId: commandId, lines: new StaffLines(me, terms) });
  const absent = el("p", { class: "absent", role: "status", "data-testid": "away", hidden: true });
  const ready = el("ready-answers");
  const chat = el("session-chat", { class: "chat", hidden: true }, el("chat-log", { class: "chat-log" }), absent, ready, el("chat-composer", { class: "composer" }));
  const stage = el("call-stage", { class: "call-stage", "data-testid": "call", hidden: true });
  stage.append(template.content.cloneNode(true));
  const invite = el("call-invite", { class: "call-invite", role: "group", "aria-label": "Позвать пациента на звонок", "data-testid": "call-invite", hidden: true });
  place.append(invite, stage, chat);
  invite.live(session.sessionId);
  chat.live(room);
  ready.live(chat.composer, desk, () => room.story.view?.patient?.name ?? null);
  const call = callOf(session.sessionId, media);
  stage.live(call);
  room.addEventListener("joined", () => call.joined());
  return { session, room, chat, invite, stage, call, absent, asked: new AskedCall(session.sessionId, me), request: null, over: false, card: null, cardMessage: null };
}

// Takes it off the desk, with all that listens for it.
export function closeDeskRoom({ room, chat, invite, stage, call, asked }) {
  room.stop();
  asked.rest();
  call.leave();
  stage.rest();
  stage.remove();
  invite.remove();
  chat.remove();
}

// Where the patient is who is not there: on the way back to a page that was put aside, or without a connection.
export function showAway({ room, absent, over }) {
  const { view } = room.story;
  const patient = room.story.participant("patient");
  const returnsBy = over ? null : view?.leg?.returnsBy ?? null;
  const away = Boolean(patient && !patient.present && !over);
  absent.hidden = !away && !returnsBy;
  setText(absent, returnsBy ? `Пациент свернул страницу: мы его позвали и ждём до ${terms.returnWithin}. Не вернётся — его место сохранится, а вам предложим следующего.`
    : away ? "Пациент: связь прервалась. Сообщения дойдут, когда он вернётся." : "");
}

// The patient as the call shows them, with what keeps their page from calling at all.
export function patientIn({ room }) {
  const patient = room.story.participant("patient");
  return patient && { ...patient, hindrance: hindranceOf(room.feed.log.events, "patient") };
}

// The request for a call in what was a chat, as it stands now, or null; the specialist is told when the patient's begins, and when the patient answers theirs by staying in the chat.
// news: the events that have just come; a page that is only opening has none.
export function lookForRequest(entry, news = []) {
  const { room, call, asked, over } = entry;
  const who = nameIn(entry) ?? "Пациент";
  const goesOn = room.story.view && !over && isCall(room.story.view.mode);
  if (!goesOn) asked.rest();
  if (room.story.view && !over) asked.hear(news, room.feed.log.events, who);
  return (entry.request = goesOn ? asked.look(room.feed.log.events, call, who) : null);
}

// The session as the list of rooms shows it: by its latest events, and until they are read as the desk was told.
export function listed(entry) {
  const { session, room, request, over } = entry;
  const { mode, phase, insurer } = room.story.view ?? session;
  return { ...session, name: nameIn(entry), signedIn: Boolean(room.story.view?.signedIn), mode, phase, insurer, unread: room.unread, over: over && overText(entry), asks: Boolean(request?.open) };
}

export const nameIn = ({ room, session }) => room.story.view?.patient?.name ?? session.patientName;

export const overText = ({ room }) => (room.story.closed ? "обращение закрыто" : "разговор окончен");
