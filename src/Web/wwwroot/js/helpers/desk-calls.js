import { isCall } from "../models/session-modes.js";

// The calls of a desk's rooms: one at a time, for the page has one microphone.
export class DeskCalls {
  #me;
  #rooms;

  // me: the specialist; rooms: see openDeskRoom, by session.
  constructor(me, rooms) {
    this.#me = me;
    this.#rooms = rooms;
  }

  start(room, mode) {
    if (!isCall(mode)) return;
    this.alone(room);
    room.call.start(mode);
  }

  alone(room) {
    for (const other of this.#rooms.values()) if (other !== room) other.call.hangUp();
  }

  // A page that carried the call before it was loaded anew takes it up again; the session's mode is everybody's.
  follow(deskRoom) {
    const { call, room, over } = deskRoom;
    const { view, counterpart, companion } = room.story;
    if (!view || over) return;
    call.present(["patient", ...[counterpart, companion].filter((one) => one && one.participantId !== this.#me).map((one) => one.participantId)]);
    if (!isCall(view.mode)) call.rest();
    else if (call.mode === null && call.wasHere) this.start(deskRoom, view.mode);
    else if (call.mode !== null) call.changeMode(view.mode);
  }
}
