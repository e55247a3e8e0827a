import { isJsonObject, parseJson, type Json, type JsonObject } from '@espresso/kernel';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A bar in a process of its own, on data of its own, as `npm start` runs it. */
export interface SpawnedBar {
  readonly url: string;
  /** The token of the link that makes the first owner. */
  readonly setUpToken: string;
  /** Calls the API. @throws where it refuses */
  call(method: string, path: string, token?: string, body?: JsonObject): Promise<JsonObject>;
  /** The first owner's session. Uses up the set-up link. */
  owner(): Promise<string>;
  /** An invitation's path and token. */
  invite(owner: string, role: string): Promise<{ readonly path: string; readonly token: string }>;
  /** Somebody of the staff, by an invitation: the token of their session. */
  staff(owner: string, role: string, name: string): Promise<string>;
  /** An order all the way into the queue. */
  order(
    owner: string,
    email: string,
    choice: JsonObject,
  ): Promise<{ readonly orderId: string; readonly customer: string }>;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');
const UP_WITHIN_MS = 20_000;

export const spawnBar = async (): Promise<SpawnedBar> => {
  const data = mkdtempSync(join(tmpdir(), 'espresso-e2e-'));
  const child = spawn(
    process.execPath,
    [join(root, 'apps/server/src/main.ts'), '--port', '0', '--data', data, '--no-open', '--host', '127.0.0.1'],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  const link = await new Promise<RegExpExecArray>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the bar did not start: ${said}`)), UP_WITHIN_MS);
    const hear = (piece: Buffer): void => {
      said += piece.toString();
      const found = /(http:\/\/\S+?)\/[\w-]+#set-up=(\S+)/.exec(said);
      if (found === null) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
  const [, address = '', setUpToken = ''] = link;
  // One host for cookies and calls alike.
  const url = address.replace('localhost', '127.0.0.1');

  const call: SpawnedBar['call'] = async (method, path, token, body) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    const reply = parseJson(text);
    return isJsonObject(reply) ? reply : {};
  };
  const until = async (path: string, token: string, field: string, value: string): Promise<void> => {
    for (let tries = 0; tries < 200; tries++) {
      if ((await call('GET', path, token))[field] === value) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`${path}: never ${value}`);
  };
  const invite: SpawnedBar['invite'] = async (owner, role) => {
    const { path, token } = await call('POST', '/api/invitations', owner, { role, shopId: 'main' });
    return { path: textOf(path), token: textOf(token) };
  };
  return {
    url,
    setUpToken,
    call,
    owner: async () =>
      textOf((await call('POST', '/api/setup', undefined, { token: setUpToken, name: 'Olga' }))['token']),
    invite,
    staff: async (owner, role, name) => {
      const { token } = await invite(owner, role);
      return textOf((await call('POST', '/api/invitations/accept', undefined, { token, name }))['token']);
    },
    order: async (owner, email, choice) => {
      const customer = textOf(
        (await call('POST', '/api/sessions/customer', undefined, { shopId: 'main', email }))['token'],
      );
      const { code = '' } = await call('GET', '/api/shops/main/code', owner);
      const orderId = textOf((await call('POST', '/api/orders', customer, { shopId: 'main', code }))['orderId']);
      await until(`/api/orders/${orderId}`, customer, 'status', 'choosing');
      await call('POST', `/api/orders/${orderId}/drink`, customer, choice);
      await until(`/api/orders/${orderId}`, customer, 'status', 'queued');
      return { orderId, customer };
    },
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      rmSync(data, { recursive: true, force: true });
    },
  };
};

const textOf = (json: Json | undefined): string => (typeof json === 'string' ? json : '');
