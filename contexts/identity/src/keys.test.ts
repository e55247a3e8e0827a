import { exportJWK, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { BadSessionKey, createSessionKey, openKeys, rotate, type SessionClaims } from './keys.ts';

const start = Date.UTC(2026, 10, 23, 9, 30);
const iat = start / 1_000;
const claims: SessionClaims = {
  kind: 'staff',
  sub: 'staff-1',
  sid: 'session-1',
  role: 'barista',
  shop: 'main',
  iat,
  exp: iat + 3_600,
};
const issuer = 'https://espresso.example';
const key = await createSessionKey();
const keys = await openKeys({ keys: [key] }, issuer);
const token = await keys.sign(claims);
const refused = { valid: false, reason: 'invalid' };

const [head = '', body = '', signature = ''] = token.split('.');
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const privateKey = await importJWK(key, 'EdDSA');
const forged = (
  header: { alg: string; typ?: string; kid?: string },
  by: Parameters<SignJWT['sign']>[0],
  from = issuer,
) => new SignJWT({ ...claims }).setProtectedHeader(header).setIssuer(from).sign(by);

test('a token says who it was signed for, however often it is asked', async () => {
  expect(await keys.verify(token, start)).toEqual({ valid: true, claims });
  expect(await keys.verify(token, start + 1_000)).toEqual({ valid: true, claims });
});

test('a token is good until it expires, remembered or not', async () => {
  const end = start + 3_600_000;
  expect(await keys.verify(token, end - 1)).toMatchObject({ valid: true });
  expect(await keys.verify(token, end)).toEqual({ valid: false, reason: 'expired' });
  const fresh = await openKeys({ keys: [key] }, issuer);
  expect(await fresh.verify(token, end)).toEqual({ valid: false, reason: 'expired' });
});

describe('a token that is not ours is refused', () => {
  test('unsigned (alg none)', async () => {
    expect(await keys.verify(new UnsecuredJWT({ ...claims }).setIssuer(issuer).encode(), start)).toEqual(refused);
    const none = encode({ alg: 'none', typ: 'JWT', kid: key.kid });
    expect(await keys.verify(`${none}.${body}.`, start)).toEqual(refused);
    expect(await keys.verify(`${none}.${body}.${signature}`, start)).toEqual(refused);
  });

  test('signed by another key, under its own name or ours', async () => {
    const theirs = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    for (const kid of ['theirs', key.kid])
      expect(await keys.verify(await forged({ alg: 'EdDSA', typ: 'JWT', kid }, theirs.privateKey), start)).toEqual(
        refused,
      );
    expect(await keys.verify(await forged({ alg: 'EdDSA', typ: 'JWT' }, theirs.privateKey), start)).toEqual(refused);
  });

  test('signed with our public key as if it were a shared secret (algorithm confusion)', async () => {
    for (const secret of [Buffer.from(key.x, 'base64url'), Buffer.from(key.x)])
      expect(
        await keys.verify(await forged({ alg: 'HS256', typ: 'JWT', kid: key.kid }, new Uint8Array(secret)), start),
      ).toEqual(refused);
  });

  test('bringing its own key along', async () => {
    const theirs = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const jwk = await exportJWK(theirs.publicKey);
    const header = { alg: 'EdDSA', typ: 'JWT', kid: key.kid, jwk };
    expect(await keys.verify(await forged(header, theirs.privateKey), start)).toEqual(refused);
  });

  test('from another issuer, or from none', async () => {
    const header = { alg: 'EdDSA', typ: 'JWT', kid: key.kid };
    expect(await keys.verify(await forged(header, privateKey, 'https://other.example'), start)).toEqual(refused);
    const without = await new SignJWT({ ...claims }).setProtectedHeader(header).sign(privateKey);
    expect(await keys.verify(without, start)).toEqual(refused);
  });

  test('another kind of token, or with claims we never write', async () => {
    expect(await keys.verify(await forged({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid }, privateKey), start)).toEqual(
      refused,
    );
    const header = { alg: 'EdDSA', typ: 'JWT', kid: key.kid };
    const { exp: _exp, ...endless } = claims;
    for (const odd of [{ ...claims, role: 'root' }, { ...claims, kind: 'admin' }, endless, {}]) {
      const jwt = await new SignJWT({ ...odd }).setProtectedHeader(header).setIssuer(issuer).sign(privateKey);
      expect(await keys.verify(jwt, start)).toEqual(refused);
    }
  });

  test('changed anywhere', async () => {
    const promoted = encode({ ...claims, iss: issuer, role: 'owner' });
    expect(await keys.verify(`${head}.${promoted}.${signature}`, start)).toEqual(refused);
    for (let at = 0; at < token.length; at += 7) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(await keys.verify(changed, start)).toEqual(refused);
    }
  });

  test('nonsense, or endless', async () => {
    for (const text of ['', '.', '..', 'a.b.c', 'Bearer', 'A'.repeat(100_000), `${token}${'A'.repeat(3_000)}`])
      expect(await keys.verify(text, start)).toEqual(refused);
  });
});

describe('keys rotate', () => {
  test('the newest signs, the one before it is still good, older ones are not', async () => {
    const second = await createSessionKey();
    const third = await createSessionKey();
    const once = rotate({ keys: [key] }, second);
    const twice = rotate(once, third);
    const after = await openKeys(once, issuer);
    const later = await openKeys(twice, issuer);
    expect(await after.verify(token, start)).toMatchObject({ valid: true });
    const newer = await after.sign(claims);
    expect(await keys.verify(newer, start)).toEqual(refused);
    expect(await later.verify(newer, start)).toMatchObject({ valid: true });
    expect(await later.verify(token, start)).toEqual(refused);
  });

  test('a rotation that keeps none ends every session', async () => {
    const ring = rotate({ keys: [key] }, await createSessionKey(), { olderKept: 0 });
    expect(ring.keys).toHaveLength(1);
    expect(await (await openKeys(ring, issuer)).verify(token, start)).toEqual(refused);
  });
});

test('what is published checks tokens, and signs none', () => {
  const published = keys.jwks();
  expect(published.keys).toEqual([{ kty: 'OKP', crv: 'Ed25519', x: key.x, kid: key.kid, alg: 'EdDSA', use: 'sig' }]);
  expect(JSON.stringify(published)).not.toContain(key.d);
});

test('a keyring with something that is no key does not open', async () => {
  await expect(openKeys({ keys: [{ ...key, d: 'AAAA' }] }, issuer)).rejects.toThrow(BadSessionKey);
  await expect(openKeys({ keys: [] }, issuer)).rejects.toThrow();
});
