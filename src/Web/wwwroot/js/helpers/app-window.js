import { isInsideApp } from "../models/inside-app.js";

// A page in an app's own window says where calls work; the words are fetched only there.
export function warnInsideApp() {
  if (isInsideApp(navigator.userAgent, globalThis)) import("../elements/inside-app.js").then(({ insideApp }) => document.querySelector("h1").before(insideApp())).catch(() => undefined);
}
