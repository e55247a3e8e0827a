import { domainToASCII } from 'node:url';

/** Addresses longer than this do not exist (RFC 5321, 4.5.3.1.3, less the angle brackets). */
export const ADDRESS_CHARACTERS_MAX = 254;
const LOCAL_PART_CHARACTERS_MAX = 64;

// Letters of any script, digits and the marks of RFC 5322's dot-atom. Quoted local parts, comments, spaces and control
// characters are nobody's address at a coffee bar, and are how headers get injected into mail.
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN_AS_TYPED = /^[\p{L}\p{M}\p{N}.-]+$/u;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;

/**
 * The one spelling of an e-mail address: trimmed, Unicode form C, small letters, domain in ASCII; undefined where the
 * text is none. Two spellings that reach the same mailbox in practice are one customer.
 */
export const readAddress = (typed: string): string | undefined => {
  // A long text costs nothing: it is turned away before anything reads it.
  if (typed.length > 2 * ADDRESS_CHARACTERS_MAX) return undefined;
  const text = typed.trim().normalize('NFC').toLowerCase().normalize('NFC');
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domainTyped = text.slice(at + 1);
  if (local.length > LOCAL_PART_CHARACTERS_MAX || !LOCAL_PART.test(local) || !DOMAIN_AS_TYPED.test(domainTyped))
    return undefined;
  const domain = domainToASCII(domainTyped);
  const address = `${local}@${domain}`;
  return DOMAIN.test(domain) && address.length <= ADDRESS_CHARACTERS_MAX ? address : undefined;
};
