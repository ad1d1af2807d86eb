import { part, setText } from "./dom.js";

// The patient's page says which documents a specialist asked for. To send some needs a consent (S2.3), and somebody whose they are.
export function showDocuments(page, composer, { closed, view: { patient, consent, documentsAwaited } }) {
  composer.sendsDocumentsOf(!closed && patient && consent?.confirmed ? patient.patientId : null);
  part(page, "documents-asked").hidden = closed || !documentsAwaited;
  setText(part(page, "documents-what"), documentsAwaited ?? "");
  const send = part(page, "documents-send");
  send.hidden = composer.patientId === null;
  send.onclick = () => composer.files.click();
}
