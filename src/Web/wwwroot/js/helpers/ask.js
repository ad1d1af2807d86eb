import { el } from "./dom.js";

// Asks once before something that cannot be undone. Answers true or false.
export function ask({ title, text, yes, no = "Отмена" }) {
  return new Promise((done) => {
    const confirm = el("button", { type: "submit", value: "yes", class: "button button-danger", "data-testid": "confirm-yes", text: yes });
    const dialog = el("dialog", { class: "dialog", "aria-labelledby": "ask-title" },
      el("form", { method: "dialog", class: "stack" },
        el("h2", { id: "ask-title", text: title }),
        el("p", { text }),
        el("div", { class: "row row-end" },
          el("button", { type: "submit", value: "no", class: "button button-plain", "data-testid": "confirm-no", text: no }),
          confirm)));
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
    confirm.focus();
  });
}
