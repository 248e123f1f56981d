/** Off by more than this is wrong, by less than that is right; between them lies the tolerance of 1e-6, and nothing is said. */
const [WRONG, RIGHT] = [1e-5, 1e-7];

/** What was found wrong with something, and whether anything is off by about the tolerance. */
export class Findings {
  readonly wrongs: string[] = [];
  private isClose = false;

  /** Where nothing is wrong but something is off by about the tolerance: either opinion is fine. */
  get close(): boolean {
    return this.isClose;
  }

  wrong(what: string): void {
    this.wrongs.push(what);
  }

  eitherWay(): void {
    this.isClose = true;
  }

  /** An error is measured by the size of what it is an error of. NaN is wrong. */
  measure(what: string, error: number, size: number, { wrong = WRONG, right = RIGHT } = {}): void {
    if (error <= right * size) return;
    if (error <= wrong * size) this.isClose = true;
    else this.wrongs.push(`${what}, by ${error} of ${size}`);
  }

  same(what: string, a: number, b: number): void {
    this.measure(`${what}: ${a} and ${b}`, Math.abs(a - b), Math.max(Math.abs(a), Math.abs(b)));
  }
}
