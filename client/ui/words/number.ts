// Numbers in figures, grouped by thousands. Pure, and without Intl: its first use costs a phone a sixth of a second.

/** `1,234.5`: at most so many digits after the point, no zeros at the end. */
export function sayNumber(value: number, digitsMax = 0): string {
  const [whole = '', fraction = ''] = value.toFixed(digitsMax).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  const rest = fraction.replace(/0+$/, '');
  return rest === '' ? grouped : `${grouped}.${rest}`;
}
