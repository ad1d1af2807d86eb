// Files that are dropped on an element go to take(files), where may() says so; elsewhere they go nowhere, and the browser does not open them in the page's place. `over` is its class while they hang above it.
export function takeDrops(place, { may = () => true, over = null, take }) {
  const hang = (isOver) => over && place.classList.toggle(over, isOver);
  place.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    if (!may()) event.dataTransfer.dropEffect = "none";
    else hang(true);
  });
  place.addEventListener("dragleave", (event) => !place.contains(event.relatedTarget) && hang(false));
  place.addEventListener("drop", (event) => {
    hang(false);
    const { files } = event.dataTransfer;
    if (files.length > 0) event.preventDefault();
    if (files.length > 0 && may()) take(files);
  });
}

// The same for files that are pasted; where they may not, the text that came with them is pasted as ever. Answers how to stop.
export function takePastes(place, { may = () => true, take }) {
  const hear = (event) => {
    const { files } = event.clipboardData;
    if (files.length === 0 || !may()) return;
    event.preventDefault();
    take(files);
  };
  place.addEventListener("paste", hear);
  return () => place.removeEventListener("paste", hear);
}
