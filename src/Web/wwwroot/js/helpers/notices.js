// Answers a function that takes the notice away, before its time or, when it `stays`, at all. `about`: what it is about, where a later notice says otherwise. `act`: {text, work} of a button beside the words.
export function notify(text, tone = "plain", { stays = false, about = null, act = null } = {}) {
  return document.querySelector("notice-board")?.show(text, tone, { stays, about, act }) ?? (() => {});
}
