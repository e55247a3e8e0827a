import type { Clock } from '@espresso/kernel';
import { Lru } from '@espresso/kernel';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../protocol/errors.ts';
import { parseAuthorization, type Authorization } from './authorization.ts';
import { canonicalRequest, sha256, type SignedRequest } from './canonical.ts';

/** The one pair of keys that opens the door. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const SKEW_MINUTES = 15;
const SKEW_MS = SKEW_MINUTES * 60_000;
const KEYS_KEPT_MAX = 100;

/** Checks signatures (Signature Version 4, in the header), of any region and account. */
export const verifier = (credentials: Credentials, clock: Clock) => {
  const keys = new Lru<string, Buffer>(KEYS_KEPT_MAX);

  const keyFor = ({ scope, date, region, service }: Authorization): Buffer => {
    const known = keys.get(scope);
    if (known !== undefined) return known;
    const parts = [date, region, service, 'aws4_request'];
    const key = parts.reduce<Buffer>(
      (made, part) => hmac(made, part),
      Buffer.from(`AWS4${credentials.secretAccessKey}`),
    );
    keys.set(scope, key);
    return key;
  };

  /** @throws AwsError in the words of AWS's front door */
  return (request: Omit<SignedRequest, 'signedHeaders'>): void => {
    const header = request.headers.get('authorization');
    if (header === null)
      throw new AwsError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
    const authorization = parseAuthorization(header);
    if ('incomplete' in authorization) throw new AwsError('IncompleteSignatureException', authorization.incomplete);
    const date = request.headers.get('x-amz-date') ?? '';
    if (!/^\d{8}T\d{6}Z$/.test(date))
      throw new AwsError(
        'IncompleteSignatureException',
        `Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=${header}`,
      );
    if (authorization.accessKeyId !== credentials.accessKeyId)
      throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.');
    checkTime(date, authorization.date, clock.now());
    const canonical = canonicalRequest({ ...request, signedHeaders: authorization.signedHeaders });
    const toSign = ['AWS4-HMAC-SHA256', date, authorization.scope, sha256(canonical)].join('\n');
    const expected = hmac(keyFor(authorization), toSign);
    const given = Buffer.from(authorization.signature, 'hex');
    const signsHost = authorization.signedHeaders.includes('host');
    if (!signsHost || given.length !== expected.length || !timingSafeEqual(given, expected)) throw mismatch();
  };
};

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const mismatch = (): AwsError =>
  new AwsError(
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );

const checkTime = (date: string, scopeDate: string, nowMs: number): void => {
  if (!date.startsWith(scopeDate))
    throw new AwsError(
      'InvalidSignatureException',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scopeDate}' != '${date.slice(0, 8)}', from '${date}'.`,
    );
  const atMs = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Math.abs(nowMs - atMs) <= SKEW_MS) return;
  const said =
    atMs < nowMs
      ? `Signature expired: ${date} is now earlier than ${compact(nowMs - SKEW_MS)} (${compact(nowMs)} - ${SKEW_MINUTES} min.)`
      : `Signature not yet current: ${date} is still later than ${compact(nowMs + SKEW_MS)} (${compact(nowMs)} + ${SKEW_MINUTES} min.)`;
  throw new AwsError('InvalidSignatureException', said);
};

/** `20261123T093000Z`. */
const compact = (epochMs: number): string => new Date(epochMs).toISOString().replace(/[-:]|\.\d{3}/g, '');
