/** A number as people type it, as the service takes it: a point for the comma, no spaces. Empty where nothing is typed. */
export function decimal(typed: string): string {
  return typed.replaceAll(/\s/g, '').replace(',', '.');
}

/** A share that is typed in per cent, as a decimal number of at most nine digits, cut off and not rounded up: then two of three are two thirds. */
export function shareOfPercent(typed: string): string {
  const [, whole = '', part = ''] = /^(\d{1,3})(?:\.(\d*))?$/.exec(decimal(typed)) ?? [];
  if (whole === '') return '';
  const digits = `${whole.padStart(3, '0')}${part}`;
  const [, above = '0', beneath = ''] = /^(\d)(\d*)$/.exec(digits) ?? [];
  const cut = beneath.slice(0, 9).replace(/0+$/, '');
  return cut === '' ? above : `${above}.${cut}`;
}
