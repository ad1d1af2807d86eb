// Answers a function that takes the notice away, before its time or, when it `stays`, at all.
export function notify(text, tone = "plain", { stays = false } = {}) {
  return document.querySelector("notice-board")?.show(text, tone, stays) ?? (() => {});
}
