import { ofBrowser } from '../keeping/keep.js';
import { ca } from '../words/ca.js';
import { en, type Words } from '../words/en.js';
import { es } from '../words/es.js';
import type { InEveryLanguage, Language } from './languages.js';

const LANGUAGES: InEveryLanguage<Words> = { en, es, ca };
const KEPT = 'language';

function isLanguage(code: string | null | undefined): code is Language {
  return code != null && Object.hasOwn(LANGUAGES, code);
}

/** What the reader chose before, or the first of the browser's languages that the pages speak. */
function firstLanguage(): Language {
  const kept = ofBrowser.get(KEPT);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';
}

let language = $state<Language>(firstLanguage());
/** The reader's own form of the language where the browser names one (es-MX, en-GB), for figures and dates. */
const locale = $derived(navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language);
const words = $derived<Words>(LANGUAGES[language]);
const figures = $derived({
  few: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
  some: new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }),
  percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }),
  day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
  moment: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }),
  list: new Intl.ListFormat(locale, { type: 'conjunction' }),
});

/** Whoever reads: their words, and quantities, shares and dates in their form. */
export const reader = {
  get language() { return language; },
  get words() { return words; },
  /** The form in which the reader writes figures, such as es-MX. */
  get locale() { return locale; },
  /** What a page says beside the words that all share, in the reader's language: `reader.of(councilWords)`. */
  of<Own>(own: InEveryLanguage<Own>): Own { return own[language]; },
  speak(next: Language): void {
    language = next;
    ofBrowser.set(KEPT, next);
  },
  count(value: number): string { return figures.few.format(value); },
  /** A quantity with what it is counted in: whole where it is large, three digits where it is small. */
  quantity(value: number | string, unit: string): string {
    const amount = Number(value);
    return `${(Math.abs(amount) >= 1000 ? figures.few : figures.some).format(amount)} ${unit}`;
  },
  /** A level or share in per cent, never more than it is: 62 %, 99.9 %, 3.4 %. The planner's own sentences cut alike. */
  share(value: number): string {
    const tenths = Math.floor(value * 1000 + 1e-5) / 1000;
    const fine = tenths < 0.1 || (tenths >= 0.99 && tenths < 1);
    return figures.percent.format(fine ? tenths : Math.floor(value * 100 + 1e-6) / 100);
  },
  /** A date such as 2027-01-31. */
  day(date: string): string { return figures.day.format(Date.parse(`${date}T00:00:00Z`)); },
  moment(timestamp: string): string { return figures.moment.format(Date.parse(timestamp)); },
  list(names: readonly string[]): string { return figures.list.format(names); },
};
