import { sendingText } from "../models/document-words.js";
import { part, setText } from "./dom.js";
import { notify } from "./notices.js";

// The patient's page says which documents a specialist asked for. To send some needs a consent (S2.3), and somebody whose they are.
export function showDocuments(page, composer, { closed, view }) {
  if (!view) return;
  const { patient, consent, documentsAwaited } = view;
  composer.sendsDocumentsOf(!closed && patient && consent?.confirmed ? patient.patientId : null);
  const sending = listIsSeen(page) ? "" : sendingText(composer.sender.sending.entries);
  part(page, "documents-asked").hidden = closed || (!documentsAwaited && !sending);
  part(page, "documents-wanted").hidden = !documentsAwaited;
  setText(part(page, "documents-what"), documentsAwaited ?? "");
  const send = part(page, "documents-send");
  send.hidden = composer.patientId === null || !documentsAwaited;
  part(page, "documents-consent").hidden = Boolean(consent?.confirmed);
  send.onclick = () => composer.files.click();
  const state = part(page, "documents-sending");
  state.hidden = !sending;
  setText(state, sending);
  const look = part(page, "documents-look");
  look.hidden = composer.sender.sending.failed === 0 || !sending;
  look.onclick = () => part(page, "chat-open").click();
}

// The files stand above the composer, which a call without its chat does not show.
const listIsSeen = (page) => !page.hasAttribute("data-calling") || page.hasAttribute("data-sheet") || part(page, "chat").checkVisibility();

// Goes with the files that the composer sends. story: answers the session as it stands.
export function followDocuments(page, { sender }, story) {
  sender.addEventListener("change", () => showDocuments(page, page.chat.composer, story()));
  sender.addEventListener("done", ({ detail }) => listIsSeen(page) || notify(`Документ отправлен: ${detail.name}`));
}
