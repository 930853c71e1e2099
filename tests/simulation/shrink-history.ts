import type { History } from './history.ts';

/**
 * A smaller history that still fails, as small as this finds until `untilMs` (performance.now): takes away ever
 * smaller stretches of the actions, then stations, then what was wrong with clocks, after "delta debugging" (Zeller
 * and Hildebrandt 2002). Each step is a history of its own, since its numbers are taken modulo what there is.
 */
export function shrinkHistory(
  failing: History,
  fails: (history: History) => boolean,
  untilMs: number,
): History {
  let smallest = failing;
  for (;;) {
    const smaller = oneRound(smallest, (history) => performance.now() < untilMs && fails(history));
    if (smaller === smallest) return smallest;
    smallest = smaller;
  }
}

function oneRound(history: History, fails: (history: History) => boolean): History {
  let smallest = history;
  const attempt = (candidate: History) => {
    const isBetter = fails(candidate);
    if (isBetter) smallest = candidate;
    return isBetter;
  };
  for (let length = Math.ceil(history.actions.length / 2); length >= 1; length = Math.floor(length / 2)) {
    for (let start = smallest.actions.length - length; start >= 0; start -= length) {
      attempt({ ...smallest, actions: smallest.actions.toSpliced(start, length) });
    }
  }
  while (smallest.stations.length > 2 && attempt({ ...smallest, stations: smallest.stations.slice(0, -1) }));
  for (const [index, station] of smallest.stations.entries()) {
    if (station.wrongByMs === 0) continue;
    attempt({ ...smallest, stations: smallest.stations.with(index, { ...station, wrongByMs: 0 }) });
  }
  return smallest;
}
