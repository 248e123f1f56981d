import { describe, expect, it } from '@jest/globals';
import { formOf, isSameAmount, readAmount, writeAmount } from './amount.js';

const read = (text: string, locale: string) => {
  const amount = readAmount(text, formOf(locale));
  return amount.kind === 'amount' ? amount.value : amount.kind === 'fault' ? amount.fault : '';
};

describe('reading amounts', () => {
  it.each([
    ['en', '1,234.5', '1234.5'], ['en', '1234.5', '1234.5'], ['en', '0.000001', '0.000001'], ['en', '1,234', '1234'], ['en', '12,345,678', '12345678'], ['en', ' 007.50 ', '7.5'], ['en', '0', '0'], ['en', '-0.0', '0'],
    ['es', '1.234,5', '1234.5'], ['es', '1234,5', '1234.5'], ['es', '0,25', '0.25'], ['es', '1.234', '1234'], ['es', '1 234,5', '1234.5'], ['es', '1\u00a0234\u00a0567', '1234567'],
    ['ca', '1.234,5', '1234.5'], ['ca', '12.345.678,25', '12345678.25'], ['ca', '999999999999,999999', '999999999999.999999'],
    ['es-MX', '1,234.5', '1234.5'], ['en', '9007199254740993', 'large'], ['en', '900719925474.099301', '900719925474.099301'],
  ])('%s: %s is %s', (locale, text, value) => { expect(read(text, locale)).toBe(value); });

  it.each([
    // What the other form would read as something else is nobody's guess.
    ['en', '1,5', 'otherForm'], ['en', '1.234,5', 'otherForm'], ['en', '0,123', 'otherForm'], ['en', '1,2345', 'otherForm'], ['en', '1234,567', 'otherForm'], ['en', '1.2.3', 'otherForm'],
    ['es', '1.5', 'otherForm'], ['es', '1,234.5', 'otherForm'], ['es', '0.123', 'otherForm'], ['ca', '1.23', 'otherForm'], ['ca', '1,2,3', 'otherForm'], ['ca', "1'234", 'otherForm'], ['es', '1 23', 'otherForm'],
    ['en', '-3', 'negative'], ['es', '−1.234,5', 'negative'], ['en', '0.1234567', 'decimals'], ['ca', '1234567890123', 'large'],
    ['en', '12 kg', 'notNumber'], ['en', '1e3', 'notNumber'], ['es', 'pan', 'notNumber'], ['en', '-', 'notNumber'], ['en', 'NaN', 'notNumber'], ['en', '.5', 'otherForm'], ['en', '5.', 'otherForm'],
  ])('%s: %s is refused: %s', (locale, text, fault) => { expect(read(text, locale)).toBe(fault); });

  it('is nothing where nothing stands', () => { expect(readAmount('\u00a0 ', formOf('es'))).toEqual({ kind: 'nothing' }); });

  it('reads what it writes, digit for digit', () => {
    for (const locale of ['en', 'es', 'ca', 'es-MX', 'fr']) {
      for (const value of ['0', '7', '999', '1234', '1234567.000001', '999999999999.999999', '0.5']) expect(read(writeAmount(value, formOf(locale)), locale)).toBe(value);
    }
    expect(writeAmount('1234567.25', formOf('ca'))).toBe('1.234.567,25');
    expect(writeAmount('1234567.25', formOf('en'))).toBe('1,234,567.25');
  });

  it('knows the same amount', () => {
    expect(isSameAmount('1.50', '1.5')).toBe(true);
    expect(isSameAmount('0.10', '0.01')).toBe(false);
  });
});
