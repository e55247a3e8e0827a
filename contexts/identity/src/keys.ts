import { EspressoError, Lru } from '@espresso/kernel';
import { staffRoles } from '@espresso/contract';
import {
  calculateJwkThumbprint,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  SignJWT,
  type JSONWebKeySet,
  type JWTHeaderParameters,
} from 'jose';
import { z } from 'zod';
import { limits } from './limits.ts';

// One algorithm and no other (RFC 8725, 3.1): a token never says how it wants to be checked.
const ALGORITHM = 'EdDSA';
const VERIFIED_TOKENS_KEPT_MAX = 10_000;
const KEYS_MAX = 8;

/** A key that signs sessions, as a file holds it (RFC 8037): whoever reads it can be anybody. */
export const sessionKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
  kid: z.string(),
});
export type SessionKey = z.output<typeof sessionKey>;

/** All keys whose tokens are good, oldest first: the last one signs. */
export const keyring = z.strictObject({ keys: z.array(sessionKey).min(1).max(KEYS_MAX) });
export type Keyring = z.output<typeof keyring>;

/** A new signing key, named by its thumbprint (RFC 7638). */
export const createSessionKey = async (): Promise<SessionKey> => {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  return sessionKey.parse({
    kty: jwk.kty,
    crv: jwk.crv,
    x: jwk.x,
    d: jwk.d,
    kid: await calculateJwkThumbprint(jwk),
  });
};

/** The keyring with a new key that signs from now on. Of the older ones, so many stay good. */
export const rotate = (ring: Keyring, newest: SessionKey, { olderKept = 1 } = {}): Keyring => ({
  keys: [...ring.keys.slice(Math.max(0, ring.keys.length - olderKept)), newest],
});

const instantSeconds = z.number().int().nonnegative();
const common = { sub: z.string(), sid: z.string(), iat: instantSeconds, exp: instantSeconds };

/** What a session's token says. Role and shop of staff are told for the reader's comfort: what counts is the table of staff. */
export const sessionClaims = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('customer'), shop: z.string() }),
  z.object({ ...common, kind: z.literal('staff'), role: z.enum(staffRoles), shop: z.string().optional() }),
]);
export type SessionClaims = z.output<typeof sessionClaims>;

/** What a token turned out to be. */
export type Verified =
  | { readonly valid: true; readonly claims: SessionClaims }
  | { readonly valid: false; readonly reason: 'invalid' | 'expired' };

/** Signs and checks session tokens: JWTs (RFC 7519), EdDSA over Ed25519 (RFC 8037). */
export interface SessionKeys {
  sign(claims: SessionClaims): Promise<string>;
  verify(token: string, nowMs: number): Promise<Verified>;
  /** The public halves, as `/.well-known/jwks.json` publishes them (RFC 7517). */
  jwks(): JSONWebKeySet;
}

/** The keyring holds something that is no key. */
export class BadSessionKey extends EspressoError {
  readonly kid: string;

  constructor(kid: string, cause?: unknown) {
    super(`session key ${kid} cannot be used`, { cause });
    this.kid = kid;
  }
}

/**
 * Opens a keyring. A new keyring (after a rotation) is opened anew, which also forgets every token checked before.
 * @param issuer who signs: tokens of another installation are refused even if a key is shared
 * @throws BadSessionKey
 */
export const openKeys = async (ring: Keyring, issuer: string): Promise<SessionKeys> => {
  const { keys } = keyring.parse(ring);
  const newest = keys.at(-1);
  if (newest === undefined) throw new TypeError('a keyring has at least one key');
  const signing = await imported(newest);
  const checking = new Map(
    await Promise.all(keys.map(async ({ kty, crv, x, kid }) => [kid, await imported({ kty, crv, x, kid })] as const)),
  );
  const published: JSONWebKeySet = {
    keys: keys.map(({ kty, crv, x, kid }) => ({ kty, crv, x, kid, alg: ALGORITHM, use: 'sig' })),
  };
  const keyOf = ({ kid }: JWTHeaderParameters): CryptoKey => {
    const key = checking.get(kid ?? '');
    if (key === undefined) throw new errors.JWKSNoMatchingKey();
    return key;
  };
  // Checking a signature costs fifty times what the rest of a request does, and one token comes with every request.
  const known = new Lru<string, SessionClaims>(VERIFIED_TOKENS_KEPT_MAX);

  const check = async (token: string, nowMs: number): Promise<Verified> => {
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        algorithms: [ALGORITHM],
        issuer,
        typ: 'JWT',
        currentDate: new Date(nowMs),
      });
      const claims = sessionClaims.safeParse(payload);
      if (!claims.success) return { valid: false, reason: 'invalid' };
      known.set(token, claims.data);
      return { valid: true, claims: claims.data };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { valid: false, reason: 'expired' };
      if (error instanceof errors.JOSEError) return { valid: false, reason: 'invalid' };
      throw error;
    }
  };

  return {
    sign: (claims) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: newest.kid })
        .setIssuer(issuer)
        .sign(signing),
    verify: async (token, nowMs) => {
      if (token.length > limits.tokenCharactersMax) return { valid: false, reason: 'invalid' };
      const claims = known.get(token);
      if (claims === undefined) return check(token, nowMs);
      return claims.exp <= Math.floor(nowMs / 1_000) ? { valid: false, reason: 'expired' } : { valid: true, claims };
    },
    jwks: () => published,
  };
};

const imported = async (jwk: Omit<SessionKey, 'd'> & { readonly d?: string }): Promise<CryptoKey> => {
  const key = await importJWK(jwk, ALGORITHM).catch((cause: unknown) => {
    throw new BadSessionKey(jwk.kid, cause);
  });
  if (key instanceof Uint8Array) throw new BadSessionKey(jwk.kid);
  return key;
};
