import { el, part } from "../helpers/dom.js";

// Ten codes, shown this once, to be kept.
customElements.define("recovery-codes", class extends HTMLElement {
  // Answers once the person says that they are kept.
  show(codes) {
    part(this, "codes").replaceChildren(...codes.map((code) => el("li", { text: code })));
    const text = `Медздрав: коды восстановления. Каждый действует один раз.\r\n\r\n${codes.join("\r\n")}\r\n`;
    part(this, "download").href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    this.hidden = false;
    this.focus();
    return new Promise((done) => part(this, "codes-kept").addEventListener("click", done, { once: true }));
  }
});
