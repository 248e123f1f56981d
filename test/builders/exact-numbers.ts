/** A decimal number, exactly: digits · 10^−places. What a scenario says is taken by its shortest decimal text: 0.1 is a tenth. */
export class Decimal {
  static readonly one = new Decimal(1n, 0);

  constructor(readonly digits: bigint, readonly places: number) {}

  static of(number: number): Decimal {
    const [, sign = '', whole = '', part = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number)) ?? [];
    if (whole === '') throw new Error(`${number} is no decimal number`);
    const places = part.length - Number(exponent);
    const digits = BigInt(sign + whole + part);
    return places >= 0 ? new Decimal(digits, places) : new Decimal(digits * 10n ** BigInt(-places), 0);
  }

  plus(other: Decimal): Decimal {
    const places = Math.max(this.places, other.places);
    return new Decimal(this.in(places) + other.in(places), places);
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.digits * other.digits, this.places + other.places);
  }

  negated(): Decimal {
    return new Decimal(-this.digits, this.places);
  }

  /** 1 − this: what is left of a share lost. */
  left(): Decimal {
    return Decimal.one.plus(this.negated());
  }

  /** As a whole number of 10^−places, of which it must have no more. */
  in(places: number): bigint {
    return this.digits * 10n ** BigInt(places - this.places);
  }
}

/** A fraction; the denominator is above 0. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function sum(a: Fraction, b: Fraction): Fraction {
  const numerator = a.numerator * b.denominator + b.numerator * a.denominator;
  const denominator = a.denominator * b.denominator;
  const divisor = greatestDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** The nearest number, to the last digit but one, however small or large. */
export function toNumber({ numerator, denominator }: Fraction): number {
  const places = Math.max(0, 20 + String(denominator).length - String(numerator).length);
  return Number(`${(numerator * 10n ** BigInt(places)) / denominator}e-${places}`);
}
