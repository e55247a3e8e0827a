import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBar, textIn, type TestBar } from '../testing/test-bar.ts';

let bar: TestBar;
beforeAll(async () => {
  bar = await openTestBar();
});
afterAll(() => bar.close());

const problemOf = ({ body, status, headers }: Awaited<ReturnType<TestBar['call']>>) => {
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(body['status']).toBe(status);
  return [status, body['type']];
};

test('what is not there, and what is not done that way, are problems', async () => {
  expect(problemOf(await bar.call('GET', '/api/nowhere'))).toEqual([404, '/problems/unknown-path']);
  const wrong = await bar.call('PUT', '/api/orders', { body: {} });
  expect(problemOf(wrong)).toEqual([405, '/problems/method-not-allowed']);
  expect(wrong.headers.get('allow')?.split(', ').toSorted()).toEqual(['GET', 'POST']);
});

test('a body is JSON, says so, is well-formed, not too large, and fits', async () => {
  const post = (body: string, type?: string) =>
    fetch(`${bar.url}/api/sessions/customer`, {
      method: 'POST',
      body: new TextEncoder().encode(body),
      headers: type === undefined ? {} : { 'Content-Type': type },
    }).then(async (response) => [response.status, /problems\/([a-z-]+)/.exec(await response.text())?.[1]]);
  const good = '{"shopId":"main","email":"ana@example.org"}';
  expect(await post(good, 'application/json; charset=utf-8')).toEqual([200, undefined]);
  expect(await post(good)).toEqual([415, 'not-json']);
  expect(await post(good, 'text/plain')).toEqual([415, 'not-json']);
  expect(await post('{"shopId":', 'application/json')).toEqual([400, 'broken-json']);
  expect(await post(`"${'x'.repeat(33_000)}"`, 'application/json')).toEqual([413, 'too-large']);
  expect(await post('{"shopId":"main"}', 'application/json')).toEqual([422, 'invalid-request']);
  expect(await post('{"shopId":"main","email":"a@b.cd","admin":true}', 'application/json')).toEqual([
    422,
    'invalid-request',
  ]);
});

test('a menu may be longer than what is usual, but not endless', async () => {
  const put = async (characters: number) =>
    problemOf(
      await bar.call('PUT', '/api/shops/main/menu', { token: bar.owner, body: { drinks: 'x'.repeat(characters) } }),
    );
  expect(await put(100_000)).toEqual([422, '/problems/invalid-request']);
  expect(await put(300_000)).toEqual([413, '/problems/too-large']);
});

test('a body of unknown length is cut off at the bound', async () => {
  const status = await new Promise<number | undefined>((resolve) => {
    const sending = request(
      `${bar.url}/api/sessions/customer`,
      { method: 'POST', headers: { 'Content-Type': 'application/json' } },
      (response) => {
        resolve(response.statusCode);
        sending.destroy();
      },
    );
    sending.on('error', () => resolve(undefined));
    // The end never comes: the answer does not wait for it.
    for (let sent = 0; sent < 10; sent++) sending.write('x'.repeat(8_000));
  });
  expect(status).toBe(413);
});

test('an error names the place', async () => {
  const { body } = await bar.call('POST', '/api/sessions/customer', { body: { shopId: 'main' } });
  expect(body['errors']).toMatchObject([{ pointer: '#/body/email' }]);
});

test('a refusal is the problem its route names, with the particulars for a program', async () => {
  const ana = await bar.customer('ana@example.org');
  const refused = await bar.call('POST', '/api/orders', { token: ana, body: { shopId: 'main', code: 'ZZZZZZZZZZ' } });
  expect(problemOf(refused)).toEqual([404, '/problems/code-unknown']);
  expect(refused.body['title']).toBe('Unknown code');
  expect(refused.body['detail']).toEqual(expect.any(String));
});

test('the same command with the same key is one command; another wish under it is a mistake', async () => {
  const ana = await bar.customer('idem@example.org');
  const code = textIn((await bar.call('GET', '/api/shops/main/code', { token: bar.owner })).body, 'code');
  const order = (headers: Record<string, string>, body = { shopId: 'main', code }) =>
    bar.call('POST', '/api/orders', { token: ana, body, headers });
  const [first, second] = await Promise.all([order({ 'Idempotency-Key': 'k1' }), order({ 'Idempotency-Key': 'k1' })]);
  expect(first.status).toBeLessThan(300);
  expect(second.body).toEqual(first.body);
  const other = await order({ 'Idempotency-Key': 'k1' }, { shopId: 'main', code: 'ZZZZZZZZZZ' });
  expect(problemOf(other)).toEqual([422, '/problems/idempotency-key-reused']);
  expect(problemOf(await order({ 'Idempotency-Key': 'x'.repeat(129) }))).toEqual([
    400,
    '/problems/idempotency-key-invalid',
  ]);
  // Somebody else's key is another key.
  const ben = await bar.customer('ben@example.org');
  const theirs = await bar.call('POST', '/api/orders', {
    token: ben,
    body: { shopId: 'main', code },
    headers: { 'Idempotency-Key': 'k1' },
  });
  expect(theirs.status).toBeLessThan(300);
  expect(theirs.body).not.toEqual(first.body);
});

test('a browser gets its session as a cookie out of reach of scripts, and a robot does not', async () => {
  const body = { shopId: 'main', email: 'cookie@example.org' };
  const robot = await bar.call('POST', '/api/sessions/customer', { body });
  expect(robot.headers.get('set-cookie')).toBeNull();
  const browser = await bar.call('POST', '/api/sessions/customer', { body, headers: { Origin: bar.url } });
  const cookie = browser.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^espresso_customer=[^;]+; Expires=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
  const [pair = ''] = cookie.split(';');
  const who = await bar.call('GET', '/api/session', { headers: { Cookie: pair } });
  expect(who.body['kind']).toBe('customer');
  const out = await bar.call('DELETE', '/api/session', { headers: { Cookie: pair, Origin: bar.url } });
  expect(out.headers.get('set-cookie')).toMatch(/^espresso_customer=; Max-Age=0;/);
  expect((await bar.call('GET', '/api/session', { headers: { Cookie: pair } })).body['kind']).toBe('anonymous');
});

test('who runs the bar orders in the same browser and stays signed in at the desk', async () => {
  const ana = await bar.customer('desk@example.org');
  const Cookie = `espresso_staff=${bar.owner}; espresso_customer=${ana}`;
  const whoAmI = async (headers: Record<string, string>) =>
    (await bar.call('GET', '/api/session', { headers: { Cookie, ...headers } })).body['kind'];
  expect(await whoAmI({})).toBe('staff');
  expect(await whoAmI({ 'Espresso-Session': 'customer' })).toBe('customer');
  // What only one of the two may, that one does.
  const order = await bar.call('POST', '/api/orders', {
    body: { shopId: 'main', code: 'ZZZZZZZZZZ' },
    headers: { Cookie, Origin: bar.url },
  });
  expect(problemOf(order)).toEqual([404, '/problems/code-unknown']);
  expect((await bar.call('GET', '/api/staff', { headers: { Cookie, 'Espresso-Session': 'customer' } })).status).toBe(
    200,
  );
  // Signing out ends the one session, and takes away its cookie alone.
  const out = await bar.call('DELETE', '/api/session', {
    headers: { Cookie, Origin: bar.url, 'Espresso-Session': 'customer' },
  });
  expect(out.headers.getSetCookie()).toEqual([expect.stringMatching(/^espresso_customer=; Max-Age=0;/)]);
  expect(await whoAmI({ 'Espresso-Session': 'customer' })).toBe('staff');
});

test('a cookie counts for writes only when a page of ours asks', async () => {
  const ana = await bar.customer('csrf@example.org');
  const write = (headers: Record<string, string>) =>
    bar.call('POST', '/api/orders', {
      body: { shopId: 'main', code: 'ZZZZZZZZZZ' },
      headers: { Cookie: `espresso_customer=${ana}`, ...headers },
    });
  expect((await write({ Origin: bar.url })).status).toBe(404);
  for (const headers of [{}, { Origin: 'https://evil.example' }, { Origin: 'null' }])
    expect(problemOf(await write(headers))).toEqual([403, '/problems/other-site']);
});

test('every reply keeps browsers from doing what no page of ours asks for', async () => {
  for (const path of ['/', '/api/shops', '/api/nowhere', '/healthz', '/api/docs']) {
    const { headers } = await bar.call('GET', path);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  }
  expect((await bar.call('GET', '/api/shops')).headers.get('cache-control')).toBe('no-store');
});

test('pages load nothing from elsewhere, and their style is let through by its hash', async () => {
  for (const path of ['/', '/api/docs', '/set-up', '/problems/code-expired', '/problems/too-busy']) {
    const { status, text, headers } = await bar.call('GET', path);
    expect([path, status]).toEqual([path, 200]);
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(text).not.toMatch(/<script>|\son\w+=|style="/);
    if (text.includes('<style>')) expect(headers.get('content-security-policy')).toMatch(/style-src 'self' 'sha256-/);
  }
});

test('every problem a route or the server tells of is explained at its address', async () => {
  const names = new Set(bar.app.endpoints.flatMap(({ served }) => Object.keys(served.route.refusals)));
  for (const name of names) expect([name, (await bar.call('GET', `/problems/${name}`)).status]).toEqual([name, 200]);
  expect((await bar.call('GET', '/problems/%3Cscript%3E')).status).toBe(404);
});

test('a reading says up to which event it is, so that whoever follows from there misses nothing', async () => {
  const { headers } = await bar.call('GET', '/api/shops/main/board');
  expect(headers.get('event-number')).toBe(String(bar.bar.host.lastEventNumber));
});

test('health, figures and keys are there for machines', async () => {
  expect((await bar.call('GET', '/healthz')).status).toBe(200);
  const { text } = await bar.call('GET', '/metrics');
  for (const name of [
    'espresso_orders_ended_total{outcome="finished"}',
    'espresso_http_request_duration_seconds_count',
    'espresso_deliveries_total',
    'espresso_event_log_events',
    'espresso_store_flushes',
    'espresso_executions_running',
    'espresso_live_readers',
    'process_cpu_seconds_total',
  ])
    expect(text).toContain(name);
  const { body } = await bar.call('GET', '/.well-known/jwks.json');
  expect(JSON.stringify(body)).toContain('"kty":"OKP"');
  expect(JSON.stringify(body)).not.toContain('"d":');
});

test('an address that is no HTTP at all harms nobody', async () => {
  const { port } = new URL(bar.url);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.end('GARBAGE\r\n\r\n'));
    socket
      .on('close', () => resolve())
      .on('error', () => undefined)
      .resume();
  });
  expect((await bar.call('GET', '/healthz')).status).toBe(200);
});
