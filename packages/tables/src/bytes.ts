const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes as lower-case hexadecimal text; texts are in the order of the bytes. */
export const hexOf = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += hex[byte] ?? '';
  return text;
};

/**
 * Where a UTF-16 unit stands in the order of UTF-8 bytes: pairs of surrogates (U+10000 and above) come after
 * U+E000 … U+FFFF there, though their units are smaller.
 */
export const unitOrder = (unit: number): number =>
  unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;

/** How many bytes the text has in UTF-8. */
export const utf8Length = (text: string): number => {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
};

export const base64Of = (bytes: Uint8Array): string => {
  let units = '';
  for (const byte of bytes) units += String.fromCharCode(byte);
  return btoa(units);
};

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes, or nothing where the text is not base64 (RFC 4648, with padding). */
export const bytesOfBase64 = (text: string): Uint8Array | undefined => {
  if (!BASE64.test(text)) return undefined;
  const units = atob(text);
  const bytes = new Uint8Array(units.length);
  for (let at = 0; at < units.length; at++) bytes[at] = units.charCodeAt(at);
  return bytes;
};
