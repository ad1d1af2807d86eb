// On every page.
import { keepFocus } from "./helpers/focus.js";
import "./elements/local-time.js";
import "./elements/notice-board.js";
import "./elements/sign-out.js";
import { watchScripts } from "./helpers/whole-page.js";

// A page that the browser kept for the way back may be of somebody who signed out meanwhile, and has let its call go: it begins anew.
addEventListener("pageshow", (event) => event.persisted && location.reload());
watchScripts();
keepFocus();

// A device that is told by push says once a day that it is still there.
if (localStorage.getItem("push-device")) import("./helpers/push-renewal.js").then(({ renewPushes }) => renewPushes()).catch(() => undefined);

// Shows a page of ours while there is no network. Where a browser forbids it, only that page is missing.
navigator.serviceWorker?.register(`/sw.js?brand=${document.body.dataset.brand}`).catch(() => undefined);
