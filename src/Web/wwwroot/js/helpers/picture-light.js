const width = 16;
const height = 12;
let canvas = null;

// The brightest spot of what a video shows, 0 to 255, its noise smoothed; null while it shows nothing.
export function brightestOf(video) {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return null;
  canvas ??= Object.assign(document.createElement("canvas"), { width, height });
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  paper.drawImage(video, 0, 0, width, height);
  const { data } = paper.getImageData(0, 0, width, height);
  let brightest = 0;
  for (let i = 0; i < data.length; i += 4) brightest = Math.max(brightest, 0.3 * data[i] + 0.6 * data[i + 1] + 0.1 * data[i + 2]);
  return brightest;
}
