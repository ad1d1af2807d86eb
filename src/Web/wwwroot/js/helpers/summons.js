import { isLookedAt, onLook } from "./attention.js";
import { chime, hush, ring } from "./bell.js";
import { noticeCall } from "./call-notice.js";
import { pageTitle } from "./page-title.js";
import { onTick } from "./tick.js";

const ringEveryMs = 3000;
const ringsAtMost = 10;

// Calls somebody back to this page: once aloud, and in a page that nobody looks at by title, notice and sound until it is looked at. Answers a function that ends the call before.
export function summon(tag, title, body) {
  chime();
  if (isLookedAt()) return () => undefined;
  pageTitle.call(tag, title);
  const unnotice = noticeCall(tag, title, body);
  let rings = 1;
  let rangAt = Date.now();
  const quiet = onTick(() => {
    if (Date.now() - rangAt < ringEveryMs || rings >= ringsAtMost) return;
    rangAt = Date.now();
    rings++;
    ring();
  });
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    off();
    quiet();
    hush();
    unnotice();
    pageTitle.rest(tag);
  };
  const off = onLook(() => isLookedAt() && end());
  return end;
}
