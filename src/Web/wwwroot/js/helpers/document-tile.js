import { documentPath, isPdf } from "../models/document-words.js";
import { viewPicture } from "./document-viewer.js";
import { el, icon } from "./dom.js";

// A document to be opened: a small picture, or a sheet with a name. sessionId: the session in which a doctor reads, null for the person's own side. among: the documents that it stands among, whose pictures are looked through one after the other.
export function documentTile(document, sessionId = null, among = [document]) {
  const { documentId, name, kind } = document;
  const page = documentPath(documentId, { sessionId });
  const sheet = () => el("a", { class: "document-tile document-sheet", href: page, target: "_blank", rel: "noopener", title: name, "data-testid": "document-open" }, icon("file-text"), el("span", { class: "document-tile-name", text: name }));
  if (isPdf(kind)) return sheet();
  const tile = el("button", { type: "button", class: "document-tile", title: name, "aria-label": `Открыть: ${name}`, "data-testid": "document-open", onclick: () => view(document, sessionId, among) },
    el("img", { src: documentPath(documentId, { view: "thumbnail", sessionId }), alt: "", decoding: "async", onerror: () => tile.replaceWith(sheet()) }));
  return tile;
}

function view(document, sessionId, among) {
  const pictures = among.filter((one) => !isPdf(one.kind));
  viewPicture(pictures.map(({ documentId, name }) => ({ src: documentPath(documentId, { sessionId }), name })), pictures.indexOf(document));
}

// The name alone, for those who may know that it is there.
export function documentName({ name }) {
  return el("span", { class: "document-tile document-sheet document-closed" }, icon("file-text"), el("span", { class: "document-tile-name", text: name }));
}
