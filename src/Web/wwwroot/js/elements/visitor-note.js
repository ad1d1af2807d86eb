import { part, setText } from "../helpers/dom.js";

// The next step of somebody who has not signed in (S1.3): tell the number, then the code.
customElements.define("visitor-note", class extends HTMLElement {
  // `codeSentTo` is the masked number of the last code, or null.
  show(signedIn, codeSentTo) {
    this.hidden = signedIn;
    const title = codeSentTo ? `Код отправлен на номер ${codeSentTo}.` : "Вы не вошли, и это не мешает.";
    const next = codeSentTo ? "Назовите его медконсультанту, с которым сейчас говорите." : "Медконсультант поможет: назовите ему номер телефона и код из СМС.";
    setText(part(this, "title"), title);
    setText(part(this, "next"), next);
    this.toggleAttribute("data-code-sent", Boolean(codeSentTo));
  }
});
