export function notify(text, tone = "plain") {
  document.querySelector("notice-board")?.show(text, tone);
}
