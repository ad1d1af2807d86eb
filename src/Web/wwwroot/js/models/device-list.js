const inputOf = { audio: "audioinput", video: "videoinput" };

// The microphones and cameras that are plugged in, and what stood behind the names of the used ones.
export class DeviceList {
  #devices;
  #shapes = { audio: null, video: null };

  constructor(devices) {
    this.#devices = devices;
  }

  // Asks nobody.
  async all() {
    const all = await (this.#devices?.enumerateDevices?.() ?? []);
    const of = (kind) => all.filter((one) => one.kind === kind).map(({ deviceId, label }) => ({ id: deviceId, label }));
    return { microphones: of("audioinput"), cameras: of("videoinput"), speakers: of("audiooutput") };
  }

  // These are used from now on: ids by kind.
  async remember(used) {
    const inputs = await this.#inputs();
    for (const kind of Object.keys(used)) this.#shapes[kind] = find(inputs, kind, used[kind]) ?? null;
  }

  // The kinds whose used device, by id, is dead or not there any more while there is one; or whose name stands for another device now, as that of the default does when a headset comes.
  async changed(used, isDead) {
    const inputs = await this.#inputs();
    return Object.keys(used).filter((kind) => {
      if (!inputs.some((one) => one.kind === inputOf[kind])) return false;
      const now = find(inputs, kind, used[kind]);
      return !now || isDead(kind) || isAnother(now, this.#shapes[kind]);
    });
  }

  // The wish for the other side of a phone, or the next camera of a computer; null when there is none.
  async otherCamera(track, used) {
    const { cameras } = await this.all();
    if (!track || cameras.length < 2) return null;
    const { facingMode } = track.getSettings();
    if (facingMode) return { facingMode: { exact: facingMode === "user" ? "environment" : "user" } };
    const next = cameras[(cameras.findIndex(({ id }) => id === used) + 1) % cameras.length];
    return next.id && next.id !== used ? { deviceId: { exact: next.id } } : null;
  }

  async #inputs() {
    const all = await Promise.resolve(this.#devices?.enumerateDevices?.() ?? []).catch(() => []);
    // Before a permission devices have no names.
    return all.filter(({ deviceId }) => deviceId);
  }
}

const find = (inputs, kind, id) => inputs.find((one) => one.kind === inputOf[kind] && one.deviceId === id);

// Compared by what a person would see: the ids of defaults stay.
function isAnother(now, before) {
  const differs = (name) => Boolean(now[name] && before?.[name]) && now[name] !== before[name];
  return differs("groupId") || differs("label");
}
