// The brightest spot of a black picture, of 255: a closed shutter is black but for the noise of the camera.
const blackest = 24;
// A camera that has just been opened, or is turned over, gives black for a moment.
const patientMs = 4000;

// Tells a camera that sends nothing but black. Looks every second or two.
export class DarkPicture {
  #since = null;

  dark = false;

  // brightest: of the picture now, 0 to 255; null where there is none to look at.
  take(brightest, now) {
    if (brightest === null || brightest > blackest) this.#since = null;
    else this.#since ??= now;
    this.dark = this.#since !== null && now - this.#since >= patientMs;
    return this.dark;
  }
}

// Whether every one of some pictures is black.
export const areAllBlack = (brightest) => brightest.length > 0 && brightest.every((one) => one <= blackest);
