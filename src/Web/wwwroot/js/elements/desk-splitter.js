import { ColumnWidth } from "../models/column-width.js";

// The edge between two columns of a desk (ARIA APG, window splitter): drawn with the pointer, moved by arrows, to its ends by Home and End; Enter or a double tap gives the page's own width back.
customElements.define("desk-splitter", class extends HTMLElement {
  connectedCallback() {
    this.desk = this.closest(".desk");
    for (const [name, value] of [["role", "separator"], ["aria-orientation", "vertical"], ["tabindex", "0"]]) this.setAttribute(name, value);
    const { column, least, most } = this.dataset;
    this.column = this.desk.querySelector(`.desk-${column}`);
    this.column.id ||= `desk-${column}`;
    this.grows = column === "side" ? "ArrowRight" : "ArrowLeft";
    this.size = new ColumnWidth(`${this.desk.dataset.desk}-${column}-width`, { least: Number(least), most: Number(most) }, localStorage);
    this.setAttribute("aria-controls", this.column.id);
    this.size.addEventListener("change", () => this.#render());
    this.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !this.size.key(event.key, this.#now, this.grows)) return;
      event.preventDefault();
    });
    this.addEventListener("dblclick", () => this.size.reset());
    this.addEventListener("pointerdown", (event) => this.#drag(event));
    new ResizeObserver(() => this.#tell()).observe(this.column);
    this.#render();
  }

  get #now() {
    return this.column.getBoundingClientRect().width;
  }

  #drag(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.focus();
    const [from, width] = [event.clientX, this.#now];
    this.setPointerCapture(event.pointerId);
    const move = ({ clientX }) => this.size.set(width + (this.grows === "ArrowRight" ? clientX - from : from - clientX));
    this.addEventListener("pointermove", move);
    this.addEventListener("lostpointercapture", () => this.removeEventListener("pointermove", move), { once: true });
  }

  #render() {
    const { width } = this.size;
    const name = `--${this.dataset.column}-width`;
    if (width === null) this.desk.style.removeProperty(name);
    else this.desk.style.setProperty(name, `${width}px`);
    this.#tell();
  }

  #tell() {
    const { least, most } = this.size;
    this.setAttribute("aria-valuemin", least);
    this.setAttribute("aria-valuemax", most);
    this.setAttribute("aria-valuenow", Math.round(Math.min(most, Math.max(least, this.#now))));
  }
});
