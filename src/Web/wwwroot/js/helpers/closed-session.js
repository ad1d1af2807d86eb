import { signedConclusions } from "../models/signed-conclusions.js";
import { closedText } from "../models/words.js";
import { el, icon, part, setText } from "./dom.js";
import { terms } from "./terms.js";
import { timeText } from "./times.js";

// The patient's page of a session that is over: why it is, the next steps, the conclusions, the rating.
export function showClosed(page, view, events) {
  const words = closedText(view.closeReason, terms, (view.conclusions ?? []).length > 0);
  setText(part(page, "closed-title"), words.title);
  setText(part(page, "closed-next"), words.next);
  part(page, "closed").hidden = false;
  const again = part(page, "closed-again");
  again.hidden = !words.again;
  setText(again, words.again ?? "");
  const continued = part(page, "closed-continued");
  continued.hidden = !view.continuedIn;
  if (view.continuedIn) continued.href = `/session/${encodeURIComponent(view.continuedIn)}`;
  page.querySelector("rating-form").show(view.rating ?? null);
  const conclusions = signedConclusions(view.conclusions ?? [], events, timeText);
  part(page, "closed-conclusions").replaceChildren(...conclusions.map(({ id, text }) => el("a", { class: "button", "data-testid": "open-conclusion", href: `/conclusions/${encodeURIComponent(id)}` }, icon("file-check"), text)));
}
