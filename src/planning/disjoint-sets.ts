/** Which of the numbers 0 … size−1 belong together: union-find with path compression. */
export class DisjointSets {
  private readonly above: Int32Array;

  constructor(size: number) { this.above = Int32Array.from({ length: size }, (_, node) => node); }

  /** The smallest number of the set that a number is in. */
  of(node: number): number {
    let root = node;
    while (this.above[root] !== root) root = this.above[root] ?? root;
    for (let at = node; at !== root;) {
      const next = this.above[at] ?? root;
      this.above[at] = root;
      at = next;
    }
    return root;
  }

  /** The smaller root stands for both: the same in whatever order. */
  join(a: number, b: number): void {
    const [one, other] = [this.of(a), this.of(b)];
    this.above[Math.max(one, other)] = Math.min(one, other);
  }
}
