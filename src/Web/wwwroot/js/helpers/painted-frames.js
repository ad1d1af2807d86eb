// Counts the frames that a video element paints, which may be fewer than are decoded: none at all in a page that nobody sees.
export class PaintedFrames {
  #video;
  #count = 0;

  constructor(video) {
    this.#video = video;
    if (video.requestVideoFrameCallback) this.#next();
  }

  get painted() {
    return this.#video.requestVideoFrameCallback ? this.#count : (this.#video.getVideoPlaybackQuality?.().totalVideoFrames ?? 0);
  }

  get visible() {
    return document.visibilityState === "visible" && !this.#video.paused && this.#video.checkVisibility();
  }

  #next() {
    this.#video.requestVideoFrameCallback(() => {
      this.#count++;
      this.#next();
    });
  }
}
