const controls = "a[href], button, input, textarea, select, summary, [tabindex='0']";
const changes = ["hidden", "disabled", "data-stage", "data-view", "open"];

// The control that had the focus last outside of dialogs, and what is around it, from the inside out.
let path = [];

// Where the control with the focus goes away, the focus goes on to what comes next, never to nothing. `data-next`, on the control or around it, says where:
// selectors in the order of preference, divided by "|". Without it, that is the first control of the nearest surroundings that are still in sight.
export function keepFocus() {
  document.addEventListener("focusin", ({ target }) => { if (!target.closest("dialog")) path = around(target); });
  document.addEventListener("focusout", ({ target, relatedTarget }) => relatedTarget || setTimeout(() => forget(target), 0));
  new MutationObserver(mend).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: changes });
}

export function focusOn(element) {
  if (element && isUsable(element) && !callsKeyboard(element)) element.focus();
}

// A click beside all controls is somebody's wish, unlike a control that went away.
function forget(left) {
  if (left === path[0] && isUsable(left) && document.hasFocus() && document.activeElement === document.body) path = [];
}

function mend() {
  if (path.length === 0 || isUsable(path[0]) || document.querySelector("dialog[open]")) return;
  const active = document.activeElement;
  if (active !== document.body && active !== path[0] && isUsable(active)) return;
  next()?.focus();
}

function next() {
  for (const place of path) {
    for (const wanted of place.dataset?.next?.split("|") ?? []) {
      const found = first(document, wanted.trim());
      if (found) return found;
    }
    const near = place !== document.body && isInSight(place) ? first(place, controls) : null;
    if (near) return near;
  }
  return first(document, "main");
}

function first(scope, selector) {
  return [...scope.querySelectorAll(selector)].find((one) => isUsable(one) && !callsKeyboard(one)) ?? null;
}

// On a phone a field that takes the focus brings up the keyboard, which nobody asked for.
const callsKeyboard = (element) => element.matches("input, textarea") && matchMedia("(pointer: coarse)").matches;

function around(element) {
  const chain = [];
  for (let one = element; one; one = one.parentElement) chain.push(one);
  return chain;
}

const isInSight = (element) => element.isConnected && element.checkVisibility({ visibilityProperty: true });
const isUsable = (element) => isInSight(element) && !element.disabled;
