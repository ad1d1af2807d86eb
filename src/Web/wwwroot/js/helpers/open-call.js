import { insist } from "../models/insist.js";
import { notify } from "./notices.js";

const crowded = "Сейчас очень много обращений. Не закрывайте страницу: соединим, как только сможем.";

// Opens a session by an OpenSession command and goes there. `link`: the page's hub.
export async function openCall(link, command) {
  let calmDown = () => {};
  try {
    const view = await insist(() => link.command("OpenSession", command), { told: () => { calmDown = notify(crowded, "plain", { stays: true }); } });
    location.assign(`/session/${encodeURIComponent(view.sessionId)}`);
    // The page goes away; until it has gone the button stays as it is.
    await new Promise((done) => setTimeout(done, 5000));
  } finally {
    calmDown();
  }
}
