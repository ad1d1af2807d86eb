import { insist } from "../models/insist.js";
import { Refusal } from "../models/refusal.js";
import { changeOnReturn } from "../models/session-modes.js";
import { commandId } from "./command-id.js";
import { leaveFor } from "./leave-for.js";
import { notify } from "./notices.js";

const crowded = "Сейчас очень много обращений. Не закрывайте страницу: соединим, как только сможем.";
const wordKey = "parting-word";

// Opens a session by an OpenSession command and goes there. `link`: the page's hub.
export async function openCall(link, command) {
  let calmDown = () => {};
  try {
    const view = await insist(() => link.command("OpenSession", command), { told: () => { calmDown = notify(crowded, "plain", { stays: true }); } });
    await talkAs(link, view, command.mode);
    await leaveFor(`/session/${encodeURIComponent(view.sessionId)}`);
  } finally {
    calmDown();
  }
}

// Says what the page before had to say about the way here, once.
export function sayPartingWord() {
  const word = sessionStorage.getItem(wordKey);
  sessionStorage.removeItem(wordKey);
  if (word) notify(word, "warning", { stays: true });
}

// A session that was open already goes on; the way of talking that was pressed now counts, or the session's page says why it does not.
async function talkAs(link, view, wanted) {
  const { mode, why } = changeOnReturn(view, wanted);
  if (why) sessionStorage.setItem(wordKey, why);
  if (!mode) return;
  try {
    await link.command("ChangeMode", commandId(), view.sessionId, mode);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    sessionStorage.setItem(wordKey, error.message);
  }
}
