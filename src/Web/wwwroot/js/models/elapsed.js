// 4:07, 1:04:07. Pages have the same in Wording/SupervisionWords.cs.
export function elapsedText(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (count) => String(count).padStart(2, "0");
  const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return whole < 3600 ? `${Math.floor(whole / 60)}:${two(whole % 60)}` : `${Math.floor(whole / 3600)}:${rest}`;
}
