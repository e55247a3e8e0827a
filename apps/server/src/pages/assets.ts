import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, isPageName } from './built.ts';

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  json: 'application/json',
};
/** A name with the hash of its content in it: whatever is there under this name will always be the same. */
const NAME = /^[\w-]+-[\w-]{8}\.(\w{2,5})$/;
const YEAR_SECONDS = 31_536_000;

interface Asset {
  readonly type: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly br?: Uint8Array<ArrayBuffer>;
  readonly gz?: Uint8Array<ArrayBuffer>;
}

const known = new Map<string, Asset>();

/** A file of a built page, in the form that the browser takes; undefined where there is none. Read once, then kept. */
export const assetReply = (page: string, file: string, acceptEncoding: string | undefined): Response | undefined => {
  const asset = known.get(`${page}/${file}`) ?? read(page, file);
  if (asset === undefined) return undefined;
  const accepts = (coding: string) =>
    new RegExp(String.raw`\b${coding}\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))`).test(acceptEncoding ?? '');
  const [body, coding] =
    asset.br !== undefined && accepts('br')
      ? [asset.br, 'br']
      : asset.gz !== undefined && accepts('gzip')
        ? [asset.gz, 'gzip']
        : [asset.plain, undefined];
  return new Response(body, {
    headers: {
      'Content-Type': asset.type,
      'Cache-Control': `public, max-age=${YEAR_SECONDS}, immutable`,
      Vary: 'Accept-Encoding',
      'Content-Length': String(body.length),
      ...(coding !== undefined && { 'Content-Encoding': coding }),
    },
  });
};

const read = (page: string, file: string): Asset | undefined => {
  const type = types[NAME.exec(file)?.[1] ?? ''];
  if (type === undefined || !isPageName(page)) return undefined;
  const path = join(filesOf(page), file);
  if (!existsSync(path)) return undefined;
  const bytes = (from: string) => (existsSync(from) ? new Uint8Array(readFileSync(from)) : undefined);
  const [plain, br, gz] = [bytes(path), bytes(`${path}.br`), bytes(`${path}.gz`)];
  if (plain === undefined) return undefined;
  const asset = { type, plain, ...(br && { br }), ...(gz && { gz }) };
  known.set(`${page}/${file}`, asset);
  return asset;
};
