/** How a reader writes figures: the sign before the decimals, and the one between thousands. */
export interface FigureForm {
  readonly decimal: string;
  readonly group: string;
}

/** The form of a locale such as es-MX. */
export function formOf(locale: string): FigureForm {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.5);
  const sign = (type: string) => parts.find((part) => part.type === type)?.value;
  const decimal = sign('decimal') ?? '.';
  return { decimal, group: sign('group') ?? (decimal === ',' ? '.' : ',') };
}

/** What is wrong with a text that should be an amount. */
export type AmountFault = 'notNumber' | 'otherForm' | 'negative' | 'decimals' | 'large';

/** What a text says: nothing, an exact decimal such as "1234.5", or what is wrong with it. */
export type Amount = { readonly kind: 'nothing' } | { readonly kind: 'amount'; readonly value: string } | { readonly kind: 'fault'; readonly fault: AmountFault };

/** The service's own: numeric(…, 6) below 10^12. */
const DECIMALS = 6;
const DIGITS = 12;
/** Spreadsheets and Intl write these between thousands: no-break, narrow no-break and thin spaces. */
const SPACES = /[\s\u00a0\u202f\u2009]/;

/**
 * Reads an amount as the reader writes it, exactly: 1.234,5 in Spanish, 1,234.5 in English, 1 234,5 too. Thousands that are not three digits each, or a sign of the other form, are refused:
 * whoever wrote them may have meant something else.
 */
export function readAmount(text: string, { decimal, group }: FigureForm): Amount {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'nothing' };
  const [, minus, size = ''] = /^([-−]?)(.*)$/s.exec(trimmed) ?? [];
  const canonical = canonicalOf(size, decimal, group);
  if (canonical === undefined) return { kind: 'fault', fault: looksLikeFigure(size) ? 'otherForm' : 'notNumber' };
  const [whole = '', digits = ''] = canonical.split('.');
  if (minus !== '' && canonical !== '0') return { kind: 'fault', fault: 'negative' };
  if (digits.length > DECIMALS) return { kind: 'fault', fault: 'decimals' };
  if (whole.length > DIGITS) return { kind: 'fault', fault: 'large' };
  return { kind: 'amount', value: canonical };
}

/** An exact decimal as the reader writes it. */
export function writeAmount(value: string, { decimal, group }: FigureForm): string {
  const [whole = '', digits] = value.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return digits === undefined ? grouped : `${grouped}${decimal}${digits}`;
}

/** Whether two exact decimals are the same: "1.50" and "1.5". */
export function isSameAmount(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

/** Without zeros that say nothing. */
function plain(value: string): string {
  const [whole = '', digits = ''] = value.split('.');
  const least = whole.replace(/^0+(?=\d)/, '');
  const last = digits.replace(/0+$/, '');
  return last === '' ? least : `${least}.${last}`;
}

function canonicalOf(size: string, decimal: string, group: string): string | undefined {
  const [whole = '', digits, ...more] = size.split(decimal);
  if (more.length > 0 || (digits !== undefined && !/^\d+$/.test(digits))) return undefined;
  const groups = whole.split(SPACES.test(whole) ? SPACES : group);
  const [first = '', ...rest] = groups;
  if (!/^\d+$/.test(first) || rest.some((each) => !/^\d{3}$/.test(each))) return undefined;
  if (rest.length > 0 && (first.length > 3 || first.startsWith('0'))) return undefined;
  return plain(`${groups.join('')}.${digits ?? ''}`);
}

function looksLikeFigure(size: string): boolean {
  return /^[\d.,'’\s]*\d[\d.,'’\s]*$/.test(size);
}
