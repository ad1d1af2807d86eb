import { modeTitle } from "./words.js";

// The ways of talking that are a call; the others have no sound in this page.
export const isCall = (mode) => mode === "audio" || mode === "video";

// How a session that is open already is to be talked in, after a way was pressed outside of it: {mode} to change to, or null with the reason `why`, where there is one.
// A call that goes on is not ended by a wish for the chat, which stands beside it.
export function changeOnReturn({ mode, leg, phase }, wanted) {
  if (mode === wanted || phase === "closed") return { mode: null };
  if (leg && isCall(mode) && !isCall(wanted)) return { mode: null, why: `${modeTitle(mode)} уже идёт, и чат открыт рядом с ней: пишите, не прерывая звонка.` };
  return { mode: wanted };
}
