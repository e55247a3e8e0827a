/** The IP addresses of one family that share their first `bits` bits; both ends included. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly bits: number;
  readonly first: bigint;
  readonly last: bigint;
}

export interface Address {
  readonly family: 4 | 6;
  readonly number: bigint;
}

export const bitsOf = { 4: 32, 6: 128 } as const;

const dotted = /^(\d{1,10})\.(\d{1,10})\.(\d{1,10})\.(\d{1,10})$/;
const hexadecimal = /^[\da-fA-F:]{2,39}$/;

/**
 * The address a string writes, if it writes one: dotted IPv4, or IPv6 in hexadecimal groups with at most one `::`
 * (RFC 4291 §2.2 forms 1 and 2; the mixed form with a dotted tail is plain text to EventBridge).
 */
export const addressOf = (text: string): Address | undefined =>
  text.length > 39 ? undefined : text.includes(':') ? sixOf(text) : fourOf(text);

const fourOf = (text: string): Address | undefined => {
  const parts = dotted.exec(text);
  if (parts === null) return undefined;
  let number = 0n;
  for (let at = 1; at <= 4; at++) {
    const byte = Number(parts[at]);
    if (byte > 255) return undefined;
    number = number * 256n + BigInt(byte);
  }
  return { family: 4, number };
};

const sixOf = (text: string): Address | undefined => {
  if (!hexadecimal.test(text)) return undefined;
  const sides = text.split('::');
  if (sides.length > 2) return undefined;
  const [head, tail] = sides.map((side) => (side === '' ? [] : side.split(':')));
  if (head === undefined) return undefined;
  const zeros = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? zeros !== 0 : zeros < 1) return undefined;
  let number = 0n;
  for (const group of [...head, ...Array.from({ length: zeros }, () => '0'), ...(tail ?? [])]) {
    if (group === '' || group.length > 4) return undefined;
    number = number * 65_536n + BigInt(`0x${group}`);
  }
  return { family: 6, number };
};

/** The addresses that share the first `bits` bits with this one, whose other bits are ignored. */
export const rangeOf = ({ family, number }: Address, bits: number): AddressRange => {
  const free = BigInt(bitsOf[family] - bits);
  const first = (number >> free) << free;
  return { family, bits, first, last: first + (1n << free) - 1n };
};

export const holds = (range: AddressRange, { family, number }: Address): boolean =>
  family === range.family && number >= range.first && number <= range.last;
