/** Puts a plan one place up (-1) or down (1) in an order of preference. What is first already stays there, and so does what is last. */
export function moved(order: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const from = order.indexOf(id);
  const to = from + by;
  const other = order[to];
  if (from < 0 || other === undefined) return order;
  return order.map((each, n) => (n === from ? other : n === to ? id : each));
}

/** The same order with a plan as its last, or without it where it was in it. */
export function toggled(order: readonly string[], id: string): readonly string[] {
  return order.includes(id) ? order.filter((each) => each !== id) : [...order, id];
}
