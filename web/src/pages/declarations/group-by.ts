/** Things that have the same title stand together, in the order in which the first of each came. */
export function groupBy<Thing>(things: readonly Thing[], titleOf: (thing: Thing) => string): readonly { readonly title: string; readonly things: readonly Thing[] }[] {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const title = titleOf(thing);
    const group = groups.get(title);
    if (group) group.push(thing);
    else groups.set(title, [thing]);
  }
  return [...groups].map(([title, group]) => ({ title, things: group }));
}
