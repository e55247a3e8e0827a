import { createServer, type Server } from 'node:http';
import { systemClock } from '@espresso/kernel';
import { afterEach, expect, test } from 'vitest';
import { parseJson } from '@espresso/kernel';
import { z } from 'zod';
import { aTerminal } from '../testing/a-terminal.ts';
import { doctor } from './doctor.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Something that listens, and says of itself how it is. */
const answering = async (status: number): Promise<string> => {
  const server = createServer((request, response) =>
    response.writeHead(request.url === '/healthz' ? status : 404).end(),
  );
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
};

const ask = async (url: string, clock = systemClock) => {
  const { terminal, written } = aTerminal({ clock });
  const code = await doctor.run(['--url', url, '--json'], terminal);
  const findings = z
    .array(z.object({ what: z.string(), ok: z.boolean(), found: z.string() }))
    .parse(parseJson(written.out));
  return { code, findings };
};

test('the bar at an address is looked at, and not this machine', async () => {
  const url = await answering(200);
  const { code, findings } = await ask(url);
  expect(findings).toMatchObject([
    { what: 'Bar', ok: true },
    { what: 'Clock', ok: true },
  ]);
  expect(findings[0]?.found).toContain(`${url}/ takes orders`);
  expect(code).toBe(0);
});

test('a bar that takes no orders, or is not there, is not well', async () => {
  expect(await ask(await answering(503))).toMatchObject({ code: 1, findings: [{ what: 'Bar', ok: false }, {}] });
  expect(await ask('http://127.0.0.1:1')).toMatchObject({ code: 1, findings: [{ what: 'Bar', ok: false }] });
});

test('a bar whose clock is another is not well', async () => {
  const url = await answering(200);
  const slow = { now: () => systemClock.now() - 3_600_000 };
  expect(await ask(url, slow)).toMatchObject({ code: 1, findings: [{ ok: true }, { what: 'Clock', ok: false }] });
});
