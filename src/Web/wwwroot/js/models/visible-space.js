// Less than this no keyboard takes; browsers' own bars come and go.
const keyboardPx = 120;

// How much of a page a keyboard leaves in sight, in CSS pixels, on phones whose keyboard lies over the page instead of making it smaller; null where the page's own height is right.
export function spaceAbove({ visual, layoutHeight }) {
  // Whoever has magnified the page sees a part of it on purpose.
  if (Math.abs(visual.scale - 1) > 0.01) return null;
  return layoutHeight - visual.height >= keyboardPx ? Math.floor(visual.height) : null;
}
