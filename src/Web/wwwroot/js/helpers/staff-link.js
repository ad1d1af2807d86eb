import { part, setText } from "./dom.js";
import { notify } from "./notices.js";
import { dayTimeText } from "./times.js";

// Shows a one-time link, this once (Pages/Staff/_StaffLink.cshtml). `next`: where its button leads.
export function showLink(root, { link, expiresAt }, next) {
  const box = part(root, "link");
  // Under a host that the platform does not know the link is a path.
  const whole = new URL(link, location.href).href;
  setText(part(root, "link-text"), whole);
  setText(part(root, "link-term"), `до ${dayTimeText(expiresAt)}`);
  part(root, "link-next").href = next;
  box.querySelector("[data-act=copy-link]").onclick = () => copy(whole);
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
