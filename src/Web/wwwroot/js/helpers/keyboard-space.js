import { spaceAbove } from "../models/visible-space.js";

const property = "--above-keyboard";
let kept = false;

// Keeps full-height pages within what the keyboard leaves: iPhones lay it over the page, and push the page's head out of sight.
export function keepAboveKeyboard() {
  const visual = globalThis.visualViewport;
  if (!visual || kept) return;
  kept = true;
  for (const event of ["resize", "scroll"]) visual.addEventListener(event, () => fit(visual));
  fit(visual);
}

function fit(visual) {
  const height = spaceAbove({ visual, layoutHeight: document.documentElement.clientHeight });
  const { style } = document.documentElement;
  if (height === null) {
    style.removeProperty(property);
    return;
  }
  style.setProperty(property, `${height}px`);
  // The system scrolled the page to the input before there was room for it.
  if (visual.offsetTop > 0 || globalThis.scrollY > 0) globalThis.scrollTo(0, 0);
}
