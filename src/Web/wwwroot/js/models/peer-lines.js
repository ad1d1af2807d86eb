import { LinkLimits } from "./link-limits.js";

// The lines for sound and picture to one participant: which there are, what goes over them, and how much.
export class PeerLines {
  #connection;
  #media;
  #limits = new LinkLimits();

  constructor(connection, media) {
    this.#connection = connection;
    this.#media = media;
  }

  get pictureGivenUp() {
    return this.#limits.pictureGivenUp;
  }

  // Lines are offered before the devices are there: connecting need not wait for a permission.
  offer(mode) {
    for (const kind of mode === "video" ? ["audio", "video"] : ["audio"])
      if (!this.#line(kind)) this.#connection.addTransceiver(kind, { direction: "sendrecv" });
  }

  // The local tracks of now, on the lines that the mode wants.
  follow(mode) {
    for (const kind of ["audio", "video"]) {
      const line = this.#line(kind);
      if (!line) continue;
      const wanted = kind === "audio" || mode === "video";
      const track = wanted ? (kind === "audio" ? this.#media.audioTrack : this.#media.videoTrack) : null;
      // A connection that closes meanwhile takes no tracks any more.
      if (line.sender.track !== track) line.sender.replaceTrack(track).catch(() => undefined);
      const direction = wanted ? "sendrecv" : "inactive";
      if (line.direction !== direction) line.direction = direction;
    }
    this.limit();
  }

  // Answers whether a picture is now given up, or sent again.
  judge(quality) {
    return this.#limits.take(quality);
  }

  limit() {
    const sender = this.#line("video")?.sender;
    const parameters = sender?.getParameters?.();
    if (!parameters?.encodings?.length) return;
    const { video, kbits, scale } = this.#limits.current;
    const [encoding] = parameters.encodings;
    const wanted = { active: video, scaleResolutionDownBy: scale, maxBitrate: Math.max(kbits, 30) * 1000 };
    if (Object.entries(wanted).every(([name, value]) => encoding[name] === value)) return;
    Object.assign(encoding, wanted);
    // Negotiated anew meanwhile: the next look says it again.
    sender.setParameters(parameters).catch(() => undefined);
  }

  // A picture that is switched off and on begins with a whole one. After a line was away the other side needs one, and its browser asks for it seconds later.
  async beginPicture() {
    const sender = this.#line("video")?.sender;
    const parameters = sender?.getParameters?.();
    if (!parameters?.encodings?.[0]?.active) return;
    parameters.encodings[0].active = false;
    await sender.setParameters(parameters).catch(() => undefined);
    this.limit();
  }

  #line(kind) {
    return this.#connection.getTransceivers().find((one) => one.receiver.track.kind === kind && one.direction !== "stopped");
  }
}
