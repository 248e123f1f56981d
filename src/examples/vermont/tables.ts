import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

/** examples/vermont/ at the root of the package: as far from src/ as from dist/. */
const folder = new URL('../../../examples/vermont/', import.meta.url);

/**
 * A row of a table of the example. What is asked of it is what the table must have: each method throws, with the table, the line, what was
 * expected and what is there, since a table of the example that cannot be read is a fault of the example.
 */
export class Row {
  constructor(
    private readonly place: string,
    private readonly cells: Readonly<Record<string, string>>,
  ) {}

  /** What the cell says, which may be nothing. */
  text(column: string): string {
    const cell = this.cells[column];
    if (cell === undefined) throw new Error(`${this.place}: there is no column ${column}`);
    return cell;
  }

  filled(column: string): string {
    const cell = this.text(column);
    if (cell === '') throw this.fault(column, 'a text');
    return cell;
  }

  /** A number of 0 or more. */
  number(column: string): number {
    const number = this.signed(column);
    if (number < 0) throw this.fault(column, 'a number of 0 or more');
    return number;
  }

  signed(column: string): number {
    const cell = this.text(column);
    const number = Number(cell);
    if (cell === '' || !Number.isFinite(number)) throw this.fault(column, 'a number');
    return number;
  }

  oneOf<Word extends string>(column: string, words: readonly Word[]): Word {
    const cell = this.text(column);
    const found = words.find((word) => word === cell);
    if (found === undefined) throw this.fault(column, words.join(' or '));
    return found;
  }

  /** Parts between semicolons; none where the cell is empty. */
  list(column: string): readonly string[] {
    const cell = this.text(column);
    return cell === '' ? [] : cell.split(';').map((part) => part.trim());
  }

  fault(column: string, expected: string): Error {
    return new Error(`${this.place}: ${column} should be ${expected}, got ${JSON.stringify(this.text(column))}`);
  }
}

/** A table of the example by its name without `.csv`, its first line naming the columns. */
export function readTable(name: string): readonly Row[] {
  return rowsOf(`examples/vermont/${name}.csv`, readFileSync(fileURLToPath(new URL(`${name}.csv`, folder)), 'utf8'));
}

/** @param place what the text is called in messages */
export function rowsOf(place: string, text: string): readonly Row[] {
  const lines = parse(text);
  const columns = lines[0] ?? [];
  return lines.slice(1).map((cells, i) => new Row(`${place}, line ${i + 2}`, Object.fromEntries(columns.map((column, c) => [column, cells[c] ?? '']))));
}
