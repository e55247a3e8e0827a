import { createHash } from 'node:crypto';

/** What of a request is signed. */
export interface SignedRequest {
  readonly method: string;
  /** The path as it was sent, before anything was stripped from it. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** Names of the headers that are signed, lower case, in order. */
  readonly signedHeaders: readonly string[];
  readonly body: Uint8Array;
}

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** The canonical request (IAM user guide, "Create a signed AWS API request", step 1). */
export const canonicalRequest = ({ method, path, query, headers, signedHeaders, body }: SignedRequest): string =>
  [
    method,
    canonicalPath(path),
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${trimmed(headers.get(name) ?? '')}`),
    '',
    signedHeaders.join(';'),
    sha256(body),
  ].join('\n');

/** Every service but S3 encodes the path once more. */
const canonicalPath = (path: string): string => path.split('/').map(encoded).join('/') || '/';

const canonicalQuery = (query: URLSearchParams): string =>
  [...query]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);

const trimmed = (value: string): string => value.trim().replace(/ +/g, ' ');
