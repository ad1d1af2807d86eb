import { callRequest, stayedInChat } from "../models/call-request.js";
import { modeText } from "../models/words.js";
import { notify } from "./notices.js";
import { summon } from "./summons.js";

// A request for a call in a talk that was a chat. The other side's is told once, aloud, and taken back when it is answered or over.
export class AskedCall {
  #sessionId;
  #me;
  #toldOf = null;
  #untell = () => undefined;

  // me: the participant of this page.
  constructor(sessionId, me) {
    this.#sessionId = sessionId;
    this.#me = me;
  }

  // The request as it stands: {mine, open}, `open` while this page's person has not answered it; or null. `who` asks, where it is the other side.
  look(events, call, who) {
    const request = callRequest(events);
    const mine = request?.by === this.#me;
    const open = Boolean(request) && !mine && call.mode === null && call.place === "off" && !call.wasHere && !call.hungUp;
    if (!open) this.rest();
    else if (this.#toldOf !== request.sequence) this.#tell(request, who);
    return request && { mine, open };
  }

  // The other side's answer to a request of this page's person, where it is to stay in the chat. news: the events that have just come, the last of `events`.
  hear(news, events, who) {
    if (news.some(({ kind }) => kind === "modeChanged") && stayedInChat(events, this.#me)) notify(`${who}: остаёмся в чате, без звонка.`, "plain", { about: `asked-${this.#sessionId}` });
  }

  rest() {
    this.#untell();
    this.#untell = () => undefined;
  }

  #tell({ mode, sequence }, who) {
    this.rest();
    this.#toldOf = sequence;
    const text = `${who} просит перейти на ${modeText(mode)}`;
    const unnotify = notify(`${text}. Ответьте в разговоре.`, "warning", { stays: true, about: `asked-${this.#sessionId}` });
    const unsummon = summon(`asked:${this.#sessionId}`, text, "Ответьте в разговоре");
    this.#untell = () => {
      unnotify();
      unsummon();
    };
  }
}
