/**
 * Pieces of SQL that carry their values with them, so that conditions can be put together without ever putting a value into text:
 *
 *     const live = sql`r.retired_at is null`;
 *     const query = sql`select * from good r where ${live} and r.confederation_id = ${id}`;
 */
export class Sql {
  constructor(
    readonly texts: readonly string[],
    readonly values: readonly unknown[],
  ) {}

  /** The text with $1, $2 … and the values, as PostgreSQL takes them. */
  toQuery(): { readonly text: string; readonly values: unknown[] } {
    return { text: this.texts.reduce((text, next, i) => `${text}$${i}${next}`), values: [...this.values] };
  }
}

/** A piece of SQL; what stands in `${}` is a parameter, or another piece of SQL. */
export function sql(texts: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  const joined = [texts[0] ?? ''];
  const values: unknown[] = [];
  const append = (text: string) => { joined[joined.length - 1] = (joined.at(-1) ?? '') + text; };
  parts.forEach((part, i) => {
    if (part instanceof Sql) {
      append(part.texts[0] ?? '');
      joined.push(...part.texts.slice(1));
      values.push(...part.values);
      append(texts[i + 1] ?? '');
    } else {
      values.push(part);
      joined.push(texts[i + 1] ?? '');
    }
  });
  return new Sql(joined, values);
}

/** SQL that is written in this program: names of tables and columns, never anything that came from outside. */
export function rawSql(text: string): Sql {
  return new Sql([text], []);
}

/** Pieces one after another, with a separator written in this program (`' and '`, `', '`). */
export function joinSql(pieces: readonly Sql[], separator: string): Sql {
  return pieces.length === 0 ? rawSql('') : pieces.reduce((all, piece) => sql`${all}${rawSql(separator)}${piece}`);
}

/** All conditions together; true where there are none. */
export function every(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? rawSql('true') : joinSql(conditions, ' and ');
}
