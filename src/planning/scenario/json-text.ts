import { member, shown, type Fault } from './shapes.js';

/** A JSON document with the members that stand twice in one object, or why the text is none. */
export type ReadJson =
  | { readonly kind: 'document'; readonly document: unknown; readonly repeated: readonly Fault[] }
  | { readonly kind: 'none'; readonly fault: Fault };

/** So deep may lists and objects stand in one another; a scenario and a plan come to 6. */
const DEEPEST = 100;
/** So many members one object may have; in a scenario those with most name the periods. */
const MOST_MEMBERS = 100_000;
/** A member that stands thrice or a million times is told so often at most. */
const MOST_REPEATED = 1000;

/**
 * Reads JSON (RFC 8259), strictly: a member that stands twice in an object is told, as JSON.parse would take the last without a word, and
 * what is not JSON is told with its line and column. Values are JSON.parse's own; before it, the text is walked through once, without
 * recursion and in memory that does not grow with blanks, long texts or brackets (the scanner of jsonc-parser takes some 35 bytes for
 * every blank and every escaped character).
 *
 * @param mostValues how many numbers, texts, lists and objects it may hold, as they take many times the memory of the text
 */
export function readJson(text: string, mostValues: number): ReadJson {
  const walk = new Walk(text, mostValues);
  const fault = walk.through();
  if (fault !== undefined) return { kind: 'none', fault };
  try {
    return { kind: 'document', document: JSON.parse(text) as unknown, repeated: walk.repeated };
  } catch (error) {
    return { kind: 'none', fault: { place: 'the text', expected: 'JSON', came: error instanceof Error ? error.message : String(error) } };
  }
}

/** What may come next. */
type Next = 'value' | 'first item' | 'first name' | 'name' | 'colon' | 'more' | 'end';

interface Open {
  readonly close: ']' | '}';
  /** The member or item that is being read; undefined before the first name. */
  name: string | number | undefined;
  /** The line of each member of an object. */
  readonly lines: Map<string, number>;
}

class Walk {
  readonly repeated: Fault[] = [];
  private at = 0;
  private line = 1;
  private lineStart = 0;
  private values = 0;
  private readonly open: Open[] = [];

  constructor(private readonly text: string, private readonly mostValues: number) {}

  /** @returns what is not JSON, or too much of it */
  through(): Fault | undefined {
    let next: Next = 'value';
    this.skipBlanks();
    if (this.at === this.text.length) return { place: 'the file', expected: 'JSON', came: 'nothing but blanks' };
    for (;;) {
      this.skipBlanks();
      if (next === 'end') return this.at < this.text.length ? this.fault('the end of the file') : undefined;
      const step: Next | Fault = this.step(next);
      if (typeof step !== 'string') return step;
      next = step;
    }
  }

  private step(next: Exclude<Next, 'end'>): Next | Fault {
    const sign = this.text[this.at];
    const inner = this.open.at(-1);
    switch (next) {
      case 'colon':
        if (sign !== ':') return this.fault('a colon');
        this.at++;
        return 'value';
      case 'more':
        if (sign === inner?.close) return this.close();
        if (sign !== ',') return this.fault(`a comma or ${inner?.close ?? ''}`);
        this.at++;
        if (typeof inner?.name === 'number') inner.name++;
        return inner?.close === '}' ? 'name' : 'value';
      case 'first name':
        return sign === '}' ? this.close() : this.name('a name in double quotes or }');
      case 'name':
        return this.name('a name in double quotes');
      case 'first item':
        return sign === ']' ? this.close() : this.value('a value or ]');
      case 'value':
        return this.value('a value');
    }
  }

  private value(expected: string): Next | Fault {
    if (++this.values > this.mostValues) return this.fault(`the end: a file may hold at most ${this.mostValues} numbers, texts, lists and objects`);
    const sign = this.text[this.at] ?? '';
    if (sign === '{' || sign === '[') {
      if (this.open.length === DEEPEST) return this.fault(`at most ${DEEPEST} lists and objects deep`, this.at, 'one more');
      this.open.push({ close: sign === '{' ? '}' : ']', name: sign === '{' ? undefined : 0, lines: new Map() });
      this.at++;
      return sign === '{' ? 'first name' : 'first item';
    }
    const end = sign === '"' ? this.endOfText() : this.endOfWord(expected);
    if (typeof end !== 'number') return end;
    this.at = end;
    return this.after();
  }

  private after(): Next {
    return this.open.length === 0 ? 'end' : 'more';
  }

  private close(): Next {
    this.at++;
    this.open.pop();
    return this.after();
  }

  private name(expected: string): Next | Fault {
    if (this.text[this.at] !== '"') return this.fault(expected);
    const end = this.endOfText();
    if (typeof end !== 'number') return end;
    const written = this.text.slice(this.at, end);
    const name = written.includes('\\') ? String(JSON.parse(written)) : written.slice(1, -1);
    const inner = this.open.at(-1);
    if (inner !== undefined) {
      inner.name = name;
      if (inner.lines.size === MOST_MEMBERS) return this.fault(`}: an object may have at most ${MOST_MEMBERS} members`);
      const first = inner.lines.get(name);
      inner.lines.set(name, first ?? this.line);
      if (first !== undefined) this.repeat(first);
    }
    this.at = end;
    return 'colon';
  }

  private repeat(first: number): void {
    if (this.repeated.length === MOST_REPEATED) return;
    const came = first === this.line ? `it twice on line ${first}` : `it on line ${first} and again on line ${this.line}`;
    this.repeated.push({ place: this.place(), expected: 'there once', came });
  }

  /** The end of the text whose opening quote is next. */
  private endOfText(): number | Fault {
    const { text } = this;
    for (let at = this.at + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) return at + 1;
      if (code < SPACE) return this.fault(code === NEW_LINE || code === RETURN ? 'a closing quote before the line ends' : 'an escape such as \\t or \\u001f', at);
      if (code !== BACKSLASH) continue;
      const end = endOfEscape(text, at);
      if (end === undefined) return this.fault(ESCAPES, at, shown(text.slice(at, at + 2)));
      at = end - 1;
    }
    return this.fault('a closing quote', text.length);
  }

  /** The end of the number, true, false or null that is next. */
  private endOfWord(expected: string): number | Fault {
    const word = this.wordAt(this.at, LONGEST_NUMBER + 1);
    const end = this.at + word.length;
    if (NUMBER.test(word) && word.length <= LONGEST_NUMBER) return end;
    if (word === 'true' || word === 'false' || word === 'null') return end;
    // Half a file may end in half a word.
    if (word !== '' && end === this.text.length && (HALF_NUMBER.test(word) || ['true', 'false', 'null'].some((whole) => whole.startsWith(word)))) return this.fault('the rest of it', end);
    return this.fault(/^[-+.]?\d/.test(word) ? `a number as JSON writes it, of at most ${LONGEST_NUMBER} characters` : expected);
  }

  private wordAt(at: number, most: number): string {
    let end = at;
    while (end - at < most && IN_WORDS[this.text.charCodeAt(end)] === true) end++;
    return this.text.slice(at, end);
  }

  private skipBlanks(): void {
    for (;; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === NEW_LINE) { this.line++; this.lineStart = this.at + 1; }
      else if (code !== SPACE && code !== RETURN && code !== TAB) return;
    }
  }

  /** Where the member or item that is being read stands in the document. */
  private place(): string {
    return this.open.reduce((place, { name }) => (typeof name === 'number' ? `${place}[${name}]` : name === undefined ? place : member(place, name)), '');
  }

  private fault(expected: string, at = this.at, came?: string): Fault {
    const place = `line ${this.line}, column ${at - this.lineStart + 1}`;
    if (at < this.text.length) return { place, expected, came: came ?? this.cameAt(at) };
    const last = this.place();
    return { place, expected, came: `the end of the file: it ends in the middle${last && `, at ${last}`}` };
  }

  private cameAt(at: number): string {
    const word = this.wordAt(at, 20);
    if (word !== '') return word.length === 20 ? `${word}…` : word;
    const sign = String.fromCodePoint(this.text.codePointAt(at) ?? 0);
    if (sign === '"') return 'a text';
    if (sign === '\'') return '\' (texts and names stand in double quotes)';
    if (this.text.startsWith('//', at) || this.text.startsWith('/*', at) || sign === '#') return 'a comment, which JSON has not';
    return ('{}[],:'.includes(sign)) ? sign : shown(sign);
  }
}

const [TAB, NEW_LINE, RETURN, SPACE, QUOTE, BACKSLASH] = [9, 10, 13, 32, 34, 92];
/** A number has 25 characters; a thousand are a program's mistake, and end here before they end elsewhere. */
const LONGEST_NUMBER = 1000;
/** By code: letters, digits and what else numbers have. */
const IN_WORDS = Array.from({ length: 128 }, (_, code) => /[\w.+-]/.test(String.fromCharCode(code)));

/** The end of the escape at a backslash, or of the text in its middle; undefined where JSON has no such escape. */
function endOfEscape(text: string, at: number): number | undefined {
  const sign = text.charCodeAt(at + 1);
  if (sign !== LETTER_U) return Number.isNaN(sign) || SIMPLE_ESCAPES.has(sign) ? at + 2 : undefined;
  const digits = text.slice(at + 2, at + 6);
  return /^[0-9a-fA-F]*$/.test(digits) && (digits.length === 4 || at + 2 + digits.length === text.length) ? at + 6 : undefined;
}

const LETTER_U = 117;
const SIMPLE_ESCAPES = new Set(Array.from('"\\/bfnrt', (sign) => sign.charCodeAt(0)));
const ESCAPES = 'one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000';
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;
const HALF_NUMBER = /^-?((0|[1-9]\d*)(\.(\d+)?)?([eE]([-+]?))?)?$/;
