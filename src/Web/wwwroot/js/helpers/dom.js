const svg = "http://www.w3.org/2000/svg";

// Text always goes in as text: nothing that a person typed is ever read as markup.
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function icon(name) {
  const element = document.createElementNS(svg, "svg");
  element.setAttribute("class", "icon");
  element.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svg, "use");
  use.setAttribute("href", `/lib/icons.svg#${name}`);
  element.append(use);
  return element;
}

export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

export function initials(name) {
  return name.split(" ").filter(Boolean).slice(0, 2).map((word) => word[0]).join("");
}

// Leaves the node alone when nothing changed, so that screen readers are not told twice.
export function setText(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

// Says what is wrong in the error line of `root`; "" or null for nothing.
export function showError(root, text) {
  const error = root.querySelector(".error");
  error.hidden = !text;
  setText(error, text ?? "");
}

// Elements of a text that the platform made into HTML. It is never put into the page as text that browsers read anew.
export const nodesOf = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
