import { part, setText } from "./dom.js";
import { notify } from "./notices.js";
import { dayTimeText } from "./times.js";

// Shows a one-time link, this once (Pages/Staff/_StaffLink.cshtml). `next`: where its button leads.
export function showLink(root, { link, expiresAt }, next) {
  const box = part(root, "link");
  setText(part(root, "link-text"), link);
  setText(part(root, "link-term"), `до ${dayTimeText(expiresAt)}`);
  part(root, "link-next").href = next;
  box.querySelector("[data-act=copy-link]").onclick = () => copy(link);
  box.hidden = false;
  box.focus();
}

async function copy(link) {
  try {
    await navigator.clipboard.writeText(link);
    notify("Ссылка скопирована.");
  } catch {
    notify("Браузер не дал скопировать: выделите ссылку и скопируйте сами.", "danger");
  }
}
