const parts = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** The same text for every way to write one decimal number: its digits without outer zeros, and the power of ten. */
const canonical = (numeral: string): string => {
  const [, whole = '', fraction = '', exponent = '0'] = parts.exec(numeral) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${numeral.startsWith('-') ? '-' : ''}${significant}e${power}`;
};

/** Whether a double prints back as the very number written: `3.0e2` does, `123456789012345678` does not. */
export const isExact = (digits: string): boolean => {
  const value = Number(digits);
  return Number.isFinite(value) && canonical(digits) === canonical(String(value));
};
