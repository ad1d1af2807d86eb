import { documentPath, isPdf } from "../models/document-words.js";
import { viewPicture } from "./document-viewer.js";
import { el, icon } from "./dom.js";

// A document to be opened: a small picture, or a sheet with a name. sessionId: the session in which a doctor reads, null for the person's own side.
export function documentTile({ documentId, name, kind }, sessionId = null) {
  const page = documentPath(documentId, { sessionId });
  const sheet = () => el("a", { class: "document-tile document-sheet", href: page, target: "_blank", rel: "noopener", title: name, "data-testid": "document-open" }, icon("file-text"), el("span", { class: "document-tile-name", text: name }));
  if (isPdf(kind)) return sheet();
  const tile = el("button", { type: "button", class: "document-tile", title: name, "aria-label": `Открыть: ${name}`, "data-testid": "document-open", onclick: () => viewPicture({ src: page, name }) },
    el("img", { src: documentPath(documentId, { view: "thumbnail", sessionId }), alt: "", decoding: "async", onerror: () => tile.replaceWith(sheet()) }));
  return tile;
}

// The name alone, for those who may know that it is there.
export function documentName({ name }) {
  return el("span", { class: "document-tile document-sheet document-closed" }, icon("file-text"), el("span", { class: "document-tile-name", text: name }));
}
