import { busy, faultText } from "../helpers/busy.js";
import { askForNotices, mayAskForNotices } from "../helpers/call-notice.js";
import { commandId } from "../helpers/command-id.js";
import { part } from "../helpers/dom.js";
import { hub } from "../helpers/hub.js";
import { notify } from "../helpers/notices.js";
import { pushWish } from "../helpers/push-device.js";
import { terms } from "../helpers/terms.js";
import { AsideWait } from "../models/aside-wait.js";
import { pushFailed } from "../models/push-wish.js";
import { Fault, Refusal } from "../models/refusal.js";

// How the waiting patient is called back: by push where a device allowed it, by one SMS where the wait is long and no push can come. Event: "change".
customElements.define("wait-aside", class extends HTMLElement {
  connectedCallback() {
    part(this, "by-push").addEventListener("click", ({ currentTarget }) => this.#allow(currentTarget));
    part(this, "by-sms").addEventListener("click", ({ currentTarget }) => busy(currentTarget, () => this.#ask("sms")));
    part(this, "tell-me").addEventListener("click", () => askForNotices().then(() => this.#changed()));
  }

  // The words for the page; update: the place in the queue, or null.
  show(view, update) {
    this.view = view;
    if (view.signedIn && !this.wish) this.#load();
    const wait = this.wait = new AsideWait({ signedIn: view.signedIn, callBack: view.callBack, push: this.push ?? null, expectedSeconds: update?.estimatedWaitSeconds, notices: mayAskForNotices() }, terms);
    for (const [name, offer] of [["by-push", "push"], ["by-sms", "sms"], ["tell-me", "notices"]]) part(this, name).hidden = wait.offer !== offer;
    if (wait.asksByItself && !this.asked) {
      this.asked = true;
      this.#ask("push").catch(() => undefined);
    }
    return wait;
  }

  // Without an answer no push is offered; pages do without it.
  #load() {
    this.wish = pushWish();
    this.wish.load().then(() => { this.push = this.wish.state; }, () => { this.push = "none"; }).then(() => this.#changed());
  }

  async #allow(button) {
    await busy(button, async () => {
      if (await this.wish.allow()) await this.#ask("push");
    }, (error) => notify(error instanceof Refusal || error instanceof Fault ? faultText(error) : pushFailed, "warning"));
    this.push = this.wish.state;
    this.#changed();
  }

  async #ask(by) {
    this.asked = true;
    await hub().command("CallMeBack", commandId(), this.view.sessionId, by);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
});
