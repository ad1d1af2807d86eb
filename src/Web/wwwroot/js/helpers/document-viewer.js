import { el, icon } from "./dom.js";

const steps = [1, 1.5, 2, 3, 4];

// Shows a picture as large as the window, to be zoomed, moved and turned, and those beside it. pictures: [{src, name}]; at: the first one shown.
export function viewPicture(pictures, at = 0) {
  const { src, name } = pictures[at];
  let zoom = 0;
  let turns = 0;
  const image = el("img", { class: "viewer-image", src, alt: name, draggable: "false", "data-testid": "viewer-image" });
  const place = el("div", { class: "viewer-place", tabindex: "0", role: "group", "aria-label": "Снимок. Стрелки двигают его, плюс и минус меняют размер." }, image);
  const act = (testId, label, picture, work) => el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, "data-testid": testId, onclick: work }, icon(picture));
  const smaller = act("viewer-smaller", "Уменьшить", "zoom-out", () => look(zoom - 1));
  const larger = act("viewer-larger", "Увеличить", "zoom-in", () => look(zoom + 1));
  const title = el("h2", { class: "viewer-name", "data-testid": "viewer-name", text: name });
  const count = el("span", { class: "viewer-count", role: "status", hidden: pictures.length < 2 });
  const step = (testId, side, label, picture, by) => el("button", { type: "button", class: `icon-button viewer-step viewer-step-${side}`, hidden: pictures.length < 2, "aria-label": label, title: label, "data-testid": testId, onclick: () => turnTo(by) }, icon(picture));
  const dialog = el("dialog", { class: "viewer", "aria-label": name, "data-testid": "viewer" },
    el("div", { class: "viewer-head" }, title, count, smaller, larger,
      act("viewer-turn", "Повернуть", "rotate-cw", () => look(zoom, turns + 1)), act("viewer-close", "Закрыть", "x", () => dialog.close())),
    place, step("viewer-before", "start", "Предыдущий снимок", "arrow-left", -1), step("viewer-next", "end", "Следующий снимок", "arrow-right", 1));

  // After the last one comes the first.
  function turnTo(by) {
    at = (at + by + pictures.length) % pictures.length;
    [zoom, turns] = [0, 0];
    Object.assign(image, { src: pictures[at].src, alt: pictures[at].name });
    tell();
  }

  function tell() {
    title.textContent = pictures[at].name;
    count.textContent = `${at + 1} из ${pictures.length}`;
    dialog.setAttribute("aria-label", pictures[at].name);
  }

  // The middle of the window stays where it is in the picture.
  function look(wantedZoom, wantedTurns = turns) {
    const before = [place.scrollLeft + place.clientWidth / 2, place.scrollTop + place.clientHeight / 2].map((at, i) => at / Math.max(1, i ? place.scrollHeight : place.scrollWidth));
    zoom = Math.min(steps.length - 1, Math.max(0, wantedZoom));
    turns = wantedTurns;
    smaller.disabled = zoom === 0;
    larger.disabled = zoom === steps.length - 1;
    fit();
    place.scrollTo(before[0] * place.scrollWidth - place.clientWidth / 2, before[1] * place.scrollHeight - place.clientHeight / 2);
  }

  // A picture that lies on its side is fitted by its other side.
  function fit() {
    const { naturalWidth: width, naturalHeight: height } = image;
    if (!width) return;
    const lies = turns % 2 !== 0;
    const [wide, high] = lies ? [height, width] : [width, height];
    const scale = Math.min(place.clientWidth / wide, place.clientHeight / high, 1) * steps[zoom];
    image.style.inlineSize = `${width * scale}px`;
    image.style.blockSize = `${height * scale}px`;
    image.style.rotate = `${turns * 90}deg`;
    // The box of a turned picture keeps the sides of the upright one: the margins make up for it, and hold a small one in the middle.
    const rest = (room, side) => Math.max(0, room - side * scale) / 2;
    image.style.marginBlock = lies ? `${((width - height) * scale) / 2 + rest(place.clientHeight, high)}px` : "auto";
    image.style.marginInline = lies ? `${((height - width) * scale) / 2 + rest(place.clientWidth, wide)}px` : "auto";
    place.classList.toggle("viewer-zoomed", zoom > 0);
  }

  image.addEventListener("load", () => look(zoom));
  image.addEventListener("dblclick", () => look(zoom === 0 ? 2 : 0));
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "+" || event.key === "=") look(zoom + 1);
    if (event.key === "-") look(zoom - 1);
    // Arrows move a picture that is larger than the window.
    if (pictures.length > 1 && (event.key === "PageDown" || (event.key === "ArrowRight" && zoom === 0))) turnTo(1);
    if (pictures.length > 1 && (event.key === "PageUp" || (event.key === "ArrowLeft" && zoom === 0))) turnTo(-1);
  });
  const sizes = new ResizeObserver(fit);
  dialog.addEventListener("close", () => {
    sizes.disconnect();
    dialog.remove();
  });
  document.body.append(dialog);
  tell();
  dialog.showModal();
  sizes.observe(place);
  look(0);
}
