/** The item that a number of a history names: the number modulo what there is; null where there is nothing. */
export function pickAny<Item>(items: readonly Item[], choice: number): Item | null {
  return items[choice % items.length] ?? null;
}

/** The same where there always is something. */
export function pick<Item>(items: readonly Item[], choice: number): Item {
  const item = pickAny(items, choice);
  if (item === null) throw new Error('there is nothing to choose from');
  return item;
}
