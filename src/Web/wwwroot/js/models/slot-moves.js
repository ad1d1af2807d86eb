const weeks = { PageUp: -1, PageDown: 1 };

// The cell of a grid of slots to which a key leads (ARIA APG, grid). `days`: of each row the times of its cells, as 14:00; at: {row, cell}.
// Answers {row, cell}, {week: -1 or 1} for keys that turn to another week, or null for keys that mean nothing here.
export function slotMove(days, { row, cell }, key, toEnds = false) {
  if (weeks[key]) return { week: weeks[key] };
  switch (key) {
    case "ArrowRight": return cell + 1 < days[row].length ? { row, cell: cell + 1 } : row + 1 < days.length ? { row: row + 1, cell: 0 } : { row, cell };
    case "ArrowLeft": return cell > 0 ? { row, cell: cell - 1 } : row > 0 ? { row: row - 1, cell: days[row - 1].length - 1 } : { row, cell };
    case "ArrowDown": return row + 1 < days.length ? { row: row + 1, cell: nearest(days[row + 1], days[row][cell]) } : { row, cell };
    case "ArrowUp": return row > 0 ? { row: row - 1, cell: nearest(days[row - 1], days[row][cell]) } : { row, cell };
    case "Home": return toEnds ? { row: 0, cell: 0 } : { row, cell: 0 };
    case "End": return toEnds ? { row: days.length - 1, cell: days.at(-1).length - 1 } : { row, cell: days[row].length - 1 };
    default: return null;
  }
}

// Among times of a day the place of the one that is nearest to `time`.
export function nearest(times, time) {
  const away = (other) => Math.abs(minutesOf(other) - minutesOf(time));
  return times.reduce((best, other, i) => (away(other) < away(times[best]) ? i : best), 0);
}

// The place of the first slot that begins after an instant, else of the last; -1 where there are none. Both sides are instants as the platform writes them.
export function nextAfter(instants, instant) {
  const after = instants.findIndex((other) => Date.parse(other) > Date.parse(instant));
  return after >= 0 ? after : instants.length - 1;
}

const minutesOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
