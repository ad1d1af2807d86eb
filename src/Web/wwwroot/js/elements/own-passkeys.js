import { withPassword } from "../helpers/ask-password.js";
import { awake } from "../helpers/awake.js";
import { busy } from "../helpers/busy.js";
import { el, part } from "../helpers/dom.js";
import { post } from "../helpers/http.js";
import { notify } from "../helpers/notices.js";
import { lackOf, workInDialog } from "../helpers/working-dialog.js";
import { deviceName, makePasskey, passkeysWork } from "../helpers/passkeys.js";

// A member's passkeys: added, renamed, removed.
customElements.define("own-passkeys", class extends HTMLElement {
  connectedCallback() {
    part(this, "no-passkeys-here").hidden = passkeysWork();
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-act]");
      if (button) this.#act(button, button.dataset.act);
    });
    awake(this);
    this.querySelector("[data-act=passkey-add]").disabled = !passkeysWork();
  }

  #act(button, act) {
    const id = button.closest("[data-passkey]")?.dataset.passkey;
    if (act === "passkey-add") return this.#add(button);
    if (act === "passkey-rename") return this.#rename(button, id);
    if (act === "passkey-remove") return this.#remove(id);
  }

  async #add(button) {
    const ask = await withPassword(
      { title: "Новый ключ доступа", text: "Устройство попросит палец, лицо или PIN-код и запомнит ключ.", yes: "Дальше" }, (password) => post("/api/staff/passkeys/set-up", { password }));
    if (!ask) return;
    await busy(button, async () => {
      const response = await makePasskey(ask.options);
      if (response === null) return;
      await post("/api/staff/passkeys", { attemptId: ask.attemptId, name: deviceName(), response, client: "web" });
      location.reload();
    }, ({ message }) => notify(message, "danger"));
  }

  async #rename(button, id) {
    const name = el("input", { id: "passkey-name", class: "input", type: "text", maxlength: 60, value: button.dataset.name, "data-testid": "passkey-name" });
    const renamed = await workInDialog({ title: "Как назвать ключ?", content: [el("div", { class: "field" }, el("label", { for: "passkey-name", text: "Название" }), name)], first: name, yes: { text: "Сохранить", testId: "passkey-name-go" },
      lacking: () => lackOf(name, "Напишите название."), work: () => post(`/api/staff/passkeys/${encodeURIComponent(id)}`, { name: name.value }) });
    if (renamed) location.reload();
  }

  async #remove(id) {
    const removed = await withPassword(
      { title: "Удалить ключ доступа?", text: "Войти с ним станет нельзя. Удалите его и в настройках устройства.", yes: "Удалить", danger: true },
      async (password) => (await post(`/api/staff/passkeys/${encodeURIComponent(id)}/remove`, { password })) ?? true);
    if (removed) location.reload();
  }
});
