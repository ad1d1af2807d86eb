import { Corners } from "../models/corners.js";

const leastPx = 6;

// Lets one's own picture be dragged to any corner of a call's screen, where it stays. Answers {next, stop}: `next` moves it on by a tap, for those who don't drag.
export function movable(stage, screen, pictures) {
  const corners = new Corners(localStorage);
  const off = new AbortController();
  stage.dataset.corner = corners.current;
  for (const picture of pictures)
    picture.addEventListener("pointerdown", (event) => drag(event, { stage, screen, picture, corners }), { signal: off.signal });
  return { next: () => { stage.dataset.corner = corners.next(); }, stop: () => off.abort() };
}

function drag(event, { stage, screen, picture, corners }) {
  // While nobody is there yet the picture fills the screen.
  if (event.button !== 0 || stage.dataset.state === "waiting") return;
  event.preventDefault();
  const [x, y] = [event.clientX, event.clientY];
  const done = new AbortController();
  picture.setPointerCapture(event.pointerId);
  const move = ({ clientX, clientY }) => { picture.style.translate = `${clientX - x}px ${clientY - y}px`; };
  const drop = ({ type, clientX, clientY }) => {
    done.abort();
    if (type === "pointerup" && Math.hypot(clientX - x, clientY - y) >= leastPx) {
      const [at, of] = [picture.getBoundingClientRect(), screen.getBoundingClientRect()];
      stage.dataset.corner = corners.drop((at.x + at.width / 2 - of.x) / of.width, (at.y + at.height / 2 - of.y) / of.height);
    }
    picture.style.translate = "";
  };
  picture.addEventListener("pointermove", move, { signal: done.signal });
  for (const end of ["pointerup", "pointercancel"]) picture.addEventListener(end, drop, { signal: done.signal });
}
