const path = "/api/push-subscriptions";
const ownKey = "push-device";
const renewedKey = "push-renewed";
const renewEveryMs = 24 * 60 * 60 * 1000;

// Whether this device is told by push, as the person wished it. The wish is the account's: another one that signs in at the same browser has to wish anew.
// `device`: {supported, installs, permission(), ask(), subscribe(key), current(), unsubscribe()}; `http`: {get, post, remove}.
export class PushWish {
  #device;
  #http;
  #storage;
  #now;
  #publicKey = null;

  constructor({ device, http, storage, now = () => Date.now() }) {
    this.#device = device;
    this.#http = http;
    this.#storage = storage;
    this.#now = now;
    this.devices = [];
  }

  // none: the platform tells no browser; install: an iPhone tells installed apps only; unsupported, denied; off, on.
  get state() {
    if (this.#publicKey === null) return "none";
    if (!this.#device.supported) return this.#device.installs ? "install" : "unsupported";
    if (this.#device.permission() === "denied") return "denied";
    return this.#device.permission() === "granted" && this.devices.some((one) => this.isOwn(one)) ? "on" : "off";
  }

  isOwn({ subscriptionId }) {
    return subscriptionId === this.#storage.getItem(ownKey);
  }

  get others() {
    return this.devices.filter((one) => !this.isOwn(one));
  }

  async load() {
    const { publicKey, subscriptions } = await this.#http.get(path);
    this.#publicKey = publicKey ?? null;
    this.devices = subscriptions;
  }

  // To be called from a tap: browsers ask the person only then. Answers whether this device is told from now on.
  async allow() {
    if (await this.#device.ask() !== "granted") return false;
    await this.#tell(await this.#device.subscribe(this.#publicKey));
    await this.load();
    return true;
  }

  async end(device) {
    await this.#http.remove(path, { subscriptionId: device.subscriptionId });
    if (this.isOwn(device)) {
      this.#storage.removeItem(ownKey);
      await this.#device.unsubscribe();
    }
    await this.load();
  }

  // Says that this device is still there. A device that the account has no more is not allowed anew: that needs a wish.
  async renew() {
    if (this.#now() - Number(this.#storage.getItem(renewedKey)) < renewEveryMs) return;
    await this.load();
    const subscription = this.state === "on" ? await this.#device.current() : null;
    if (subscription) await this.#tell(subscription);
    else this.#storage.removeItem(ownKey);
  }

  async #tell(subscription) {
    const { subscriptionId } = await this.#http.post(path, subscription);
    this.#storage.setItem(ownKey, subscriptionId);
    this.#storage.setItem(renewedKey, this.#now());
  }
}

export const pushWords = {
  off: "Напомним о консультации уведомлением на этом устройстве, даже когда страница закрыта. Без него напоминание придёт по СМС.",
  on: "Уведомления на этом устройстве включены.",
  denied: "Уведомления запрещены в настройках браузера. Разрешите их для этого сайта, или напоминание придёт по СМС.",
  unsupported: "Этот браузер не показывает уведомления: напоминание придёт по СМС.",
  install: "На iPhone уведомления приходят приложению. Нажмите «Поделиться», затем «На экран „Домой“», и откройте платформу оттуда. Без этого напоминание придёт по СМС.",
};

export const pushFailed = "Браузер не смог включить уведомления. Попробуйте позже, или напоминание придёт по СМС.";
