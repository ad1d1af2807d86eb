import { part, setText } from "./dom.js";

// Shows an offered secret (Pages/Staff/_TotpOffer.cshtml). The picture is the platform's own, read as an image's markup, never as a page's.
export function showOffer(root, { qr, secret, address }) {
  part(root, "qr").replaceChildren(new DOMParser().parseFromString(qr, "image/svg+xml").documentElement);
  setText(part(root, "secret"), secret);
  part(root, "address").href = address;
}
