import { chooseLanguage, isLanguage, type Language } from '@espresso/ui/i18n';
import type { IncomingHttpHeaders } from 'node:http';

const CODE = 'espresso_code';
const LANGUAGE = 'espresso_lang';
/** As long as a scanned code can be good at the very most, and then some. */
const CODE_SECONDS = 900;
const YEAR_SECONDS = 31_536_000;

const cookie = (headers: IncomingHttpHeaders, name: string): string | undefined =>
  headers.cookie
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** The code that this browser scanned at a shop. */
export const scannedCode = (headers: IncomingHttpHeaders, shop: string): string | undefined => {
  const [at, code] = cookie(headers, CODE)?.split('.') ?? [];
  return at === shop ? code : undefined;
};

const CODE_SHAPE = /^[A-Za-z0-9 -]{1,40}$/;
const SHOP_SHAPE = /^[a-z0-9-]{1,39}$/;

/** Keeps a scanned code with the browser, so that it leaves the address; undefined for what cannot be one. */
export const codeCookie = (shop: string, code: string, isSecure: boolean): string | undefined =>
  SHOP_SHAPE.test(shop) && CODE_SHAPE.test(code)
    ? `${CODE}=${shop}.${code.replaceAll(/[ -]/g, '')}; Max-Age=${CODE_SECONDS}; Path=/order; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
    : undefined;

/** A code is used up by an order, or no good: it is forgotten. */
export const noCode = (): string => `${CODE}=; Max-Age=0; Path=/order; HttpOnly; SameSite=Lax`;

/** The language asked for in the address, chosen before, or preferred by the browser; and the cookie that remembers a choice. */
export const languageFor = (
  headers: IncomingHttpHeaders,
  asked: string | undefined,
): { readonly language: Language; readonly cookies: readonly string[] } => {
  if (isLanguage(asked))
    return { language: asked, cookies: [`${LANGUAGE}=${asked}; Max-Age=${YEAR_SECONDS}; Path=/; SameSite=Lax`] };
  const chosen = cookie(headers, LANGUAGE);
  return { language: isLanguage(chosen) ? chosen : chooseLanguage(headers['accept-language']), cookies: [] };
};
