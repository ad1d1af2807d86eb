const keyed = "[data-keyed]";

// Renews a part of a page by the same part of a fresh page. Of lists with `data-keyed`, known by their `data-testid`, only the lines that changed are replaced, so that nothing else moves, loses the focus or is read out again.
export class RenewedPart {
  #part;
  #served = new Map();

  constructor(part) {
    this.#part = part;
  }

  renew(fresh) {
    if (this.#served.size === 0) this.#know();
    const former = new Map([...this.#part.querySelectorAll(keyed)].map((list) => [list.dataset.testid, list]));
    // A list that was not there before begins empty; one that is there no more goes with what is around it.
    const lists = [...fresh.querySelectorAll(keyed)].map((freshList) => {
      const list = former.get(freshList.dataset.testid) ?? freshList.cloneNode(false);
      this.#renewList(list, freshList);
      const place = freshList.cloneNode(false);
      freshList.replaceWith(place);
      return { list, place };
    });
    // Around the lists something may be otherwise, too.
    const around = fresh.innerHTML;
    if (this.#served.get("") === around) return;
    this.#served.set("", around);
    for (const { list, place } of lists) place.replaceWith(list);
    this.#part.replaceChildren(...fresh.childNodes);
  }

  // Lines that the page came with are known: one that is the same stays, and a press on it is not lost.
  #know() {
    const bare = this.#part.cloneNode(true);
    for (const list of bare.querySelectorAll(keyed)) {
      for (const line of list.children) this.#served.set(`${list.dataset.testid} ${line.dataset.key}`, withoutTimes(line));
      list.replaceWith(list.cloneNode(false));
    }
    this.#served.set("", bare.innerHTML);
  }

  #renewList(list, fresh) {
    const old = new Map([...list.children].map((line) => [line.dataset.key, line]));
    const known = this.#served;
    let before = null;
    for (const line of [...fresh.children]) {
      const { key } = line.dataset;
      const id = `${fresh.dataset.testid} ${key}`;
      const html = withoutTimes(line);
      const stays = old.get(key);
      const next = stays && known.get(id) === html ? stays : replaced(stays, line);
      known.set(id, html);
      old.delete(key);
      const place = before ? before.nextElementSibling : list.firstElementChild;
      if (place !== next) list.insertBefore(next, place);
      before = next;
    }
    for (const [key, gone] of old) {
      known.delete(`${fresh.dataset.testid} ${key}`);
      gone.remove();
    }
  }
}

// Times run by themselves: how late they were when the page was made is no change.
function withoutTimes(line) {
  const bare = line.cloneNode(true);
  for (const time of bare.querySelectorAll("[data-since], [data-until]")) time.textContent = "";
  return bare.outerHTML;
}

// The focus stays on the same control of a line that is replaced.
function replaced(stays, line) {
  if (!stays) return line;
  const focused = stays.contains(document.activeElement) ? document.activeElement.dataset.act : null;
  stays.replaceWith(line);
  if (focused) line.querySelector(`[data-act="${focused}"]`)?.focus();
  return line;
}
