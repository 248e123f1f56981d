import { type Fault, type InvalidInput, invalidInput } from './failures.js';

/** What may stand in a field that is checked: undefined was not given (and is left as it is), null was given as nothing. */
type Given<T> = T | null | undefined;

/** Most characters of a name, and of a text that explains. */
const NAME_LENGTH = 200;
const TEXT_LENGTH = 10_000;
const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const CODE_LENGTH = 48;
/** numeric(…, 6) of the domain `quantity`, numeric(…, 9) of `share` in migrations/0001-records.sql. */
const QUANTITY_DECIMALS = 6;
const MOST = 1_000_000_000_000;

/**
 * Gathers every fault of an input before anything is written:
 *
 *     const checks = new Checks();
 *     checks.name('name', input.name);
 *     checks.quantity('tonnesPerUnit', input.tonnesPerUnit);
 *     const invalid = checks.outcome();
 *     if (invalid) return invalid;
 *
 * Fields that were not given (undefined) pass; so the same checks serve to create and to revise. A field that was given
 * as null is a fault: for a field that may be cleared, pass `value ?? undefined`.
 */
export class Checks {
  private readonly faults: Fault[] = [];

  /** Undefined where all is well. */
  outcome(): InvalidInput | undefined {
    return this.faults.length > 0 ? invalidInput(this.faults) : undefined;
  }

  fault(path: string, expected: string, came: string): void {
    this.faults.push({ path, expected, came });
  }

  /** Anything that may not be taken away. */
  given(path: string, value: unknown, expected: string): void {
    if (value === null) this.fault(path, expected, 'nothing');
  }

  /** One line of 1 to 200 characters: names and units. */
  name(path: string, value: Given<string>): void {
    this.holds(path, value, `one line of 1 to ${NAME_LENGTH} characters`,
      (text) => text.trim() !== '' && text.length <= NAME_LENGTH && !/[\r\n]/.test(text));
  }

  /** A text of any number of lines, which may be empty: descriptions, reasons. */
  text(path: string, value: Given<string>): void {
    this.holds(path, value, `at most ${TEXT_LENGTH} characters`, (text) => text.length <= TEXT_LENGTH);
  }

  code(path: string, value: Given<string>): void {
    this.holds(path, value, `a code of at most ${CODE_LENGTH} small letters and digits, words joined by single hyphens`,
      (code) => CODE.test(code) && code.length <= CODE_LENGTH);
  }

  /** A quantity from 0 to 10^12, with at most 6 digits behind the point. */
  quantity(path: string, value: Given<string>): void {
    this.decimal(path, value, 'a quantity of at least 0', (quantity) => quantity >= 0);
  }

  /** As quantity, but above 0. */
  quantityAboveZero(path: string, value: Given<string>): void {
    this.decimal(path, value, 'a quantity above 0', (quantity) => quantity > 0);
  }

  /** A share from 0 to 1. */
  share(path: string, value: Given<string>): void {
    this.holds(path, value, 'a share from 0 to 1', (share) => Number(share) >= 0 && Number(share) <= 1);
  }

  /** A whole number; `most` is the largest that PostgreSQL's integer holds where it is not given. */
  integer(path: string, value: Given<number>, least: number, most = 2_147_483_647): void {
    this.holds(path, value, `a whole number from ${least} to ${most}`,
      (number) => Number.isInteger(number) && number >= least && number <= most);
  }

  /** A number from least to most, such as a latitude. */
  number(path: string, value: Given<number>, least: number, most: number): void {
    this.holds(path, value, `a number from ${least} to ${most}`, (number) => number >= least && number <= most);
  }

  private decimal(path: string, value: Given<string>, expected: string, fits: (quantity: number) => boolean): void {
    this.holds(path, value, `${expected}, with at most ${QUANTITY_DECIMALS} digits behind the point`, (decimal) =>
      fits(Number(decimal)) && Number(decimal) <= MOST && (decimal.split('.')[1] ?? '').length <= QUANTITY_DECIMALS);
  }

  private holds<T extends string | number>(path: string, value: Given<T>, expected: string, fits: (value: T) => boolean): void {
    if (value === undefined) return;
    if (value === null) this.fault(path, expected, 'nothing');
    else if (!fits(value)) this.fault(path, expected, shown(value));
  }
}

/** What came, short enough to be read. */
function shown(value: string | number): string {
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 60)}… (${String(value).length} characters)`;
}
