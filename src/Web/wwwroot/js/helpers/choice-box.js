import { el } from "./dom.js";

const steps = { ArrowDown: 1, ArrowUp: -1 };

// Joins a line to write in with the list of what it offers (ARIA APG, combobox): arrows choose, Enter takes, Escape closes, leaving the line closes too; the line keeps the focus.
// list: a ChoiceList; shown(choice) answers {attributes, content}; take(choice) is what taking means. `tabTakes`: Tab takes as Enter does, where a wrong one is mended at once. `keys`: who hears of a key before the line itself does.
export function joinChoices(line, box, list, { shown, take, tabTakes = false, keys = line }) {
  const isCombobox = line.getAttribute("role") === "combobox";
  list.addEventListener("change", render);
  line.addEventListener("blur", () => list.close());
  keys.addEventListener("keydown", heard, { capture: true });
  render();

  function render() {
    const opens = list.isOpen && box.hidden;
    box.hidden = !list.isOpen;
    box.replaceChildren(...list.choices.map(option));
    if (isCombobox) line.setAttribute("aria-expanded", String(list.isOpen));
    if (list.isOpen) line.setAttribute("aria-activedescendant", `${box.id}-${list.at}`);
    else line.removeAttribute("aria-activedescendant");
    // On a phone the line may stand at the very bottom, above a keyboard.
    (opens ? box : box.children[list.at])?.scrollIntoView({ block: "nearest" });
  }

  function option(choice, i) {
    const { attributes, content } = shown(choice);
    return el("li", { id: `${box.id}-${i}`, role: "option", "aria-selected": String(i === list.at), ...attributes, onpointerdown: (event) => event.preventDefault(), onclick: () => take(choice) }, ...content);
  }

  function heard(event) {
    if (!list.isOpen || event.isComposing) return;
    const step = steps[event.key];
    const takes = event.key === "Enter" || (tabTakes && event.key === "Tab" && !event.shiftKey);
    if (!step && !takes && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (step) list.move(step);
    else if (takes) take(list.chosen);
    else list.close();
  }
}
