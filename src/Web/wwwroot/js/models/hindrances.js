// The reasons why a participant is not seen or heard, as the others read them after the name and a colon. Words of later versions are read as the last sentence.
const texts = {
  unsupported: "браузер не умеет звонить",
  unanswered: "браузер ждёт разрешения на камеру и микрофон",
  denied: "браузер не даёт доступа к камере или микрофону",
  dismissed: "браузер не даёт доступа к камере или микрофону",
  revoked: "браузер больше не даёт доступа к камере или микрофону",
  noCamera: "камера не найдена",
  noMicrophone: "микрофон не найден",
  cameraBusy: "камеру занимает другая программа",
  microphoneBusy: "микрофон занимает другая программа",
  dark: "камера показывает чёрное",
};

export const hindranceText = (hindrance) => texts[hindrance] ?? "камера или микрофон не включились";

// The word that a participant's page has put on record because it cannot call at all; null when there is none, or it called since. events: of the session.
export function hindranceOf(events, participant) {
  const last = events.findLast(({ kind, by, data }) => kind === "modeChanged" || (kind === "callRecord" && (by === participant ? true : data?.with === participant && data.stage === "connected")));
  return last?.kind === "callRecord" && last.by === participant ? last.data?.hindrance ?? null : null;
}
