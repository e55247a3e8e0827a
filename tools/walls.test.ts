import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findBreaches } from './find-breaches.ts';

/** Files of a small house: path → text. */
type House = Readonly<Record<string, string>>;

const folderPackage = (name: string, exports: House): string => JSON.stringify({ name, type: 'module', exports });

/** What every planted house has: contexts linked as workspaces are, and npm packages to import. */
const FURNITURE: House = {
  'package.json': JSON.stringify({
    dependencies: { zod: '4', jsonata: '2', hono: '4' },
    devDependencies: { vitest: '5' },
  }),
  'packages/kernel/src/index.ts': 'export const kernel = 1;',
  'packages/host/src/index.ts': 'export const host = 1;',
  'contexts/shop/package.json': folderPackage('@espresso/shop', {
    './contract': './src/contract/index.ts',
    './manifest': './src/manifest.ts',
  }),
  'contexts/shop/src/contract/index.ts': 'export const shopOpened = 1;',
  'contexts/shop/src/manifest.ts': 'export const manifest = 1;',
  'contexts/shop/src/shop.ts': 'export const shop = 1;',
  ...Object.fromEntries(
    ['zod', 'jsonata', 'hono', 'vitest', '@aws-sdk/client-dynamodb', 'aws-cdk-lib'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {};'],
    ]),
  ),
};

/** Builds a house in a temporary folder and names the walls that its imports go through. */
const wallsBrokenBy = async (house: House): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'walls-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, text] of Object.entries({ ...FURNITURE, ...house })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await mkdir(join(folder, 'node_modules/@espresso'));
  await symlink(join(folder, 'contexts/shop'), join(folder, 'node_modules/@espresso/shop'));
  return (await findBreaches(folder)).map(({ wall }) => wall);
};

describe('a wall stops', () => {
  test.each<[claim: string, wall: string, house: House]>([
    [
      'a package that knows of coffee',
      'packages-know-no-coffee',
      {
        'packages/live/src/index.ts': "import '../../../contexts/shop/src/contract/index.ts';",
      },
    ],
    [
      'a package whose tests know of coffee',
      'packages-know-no-coffee',
      {
        'packages/live/src/index.test.ts': "import '@espresso/shop/contract';",
      },
    ],
    [
      'a package that leans on a composition root',
      'packages-know-no-coffee',
      {
        'packages/live/src/index.ts': "import '../../../apps/server/src/main.ts';",
        'apps/server/src/main.ts': '',
      },
    ],
    [
      'a kernel that imports a package from npm',
      'kernel-stands-alone',
      { 'packages/kernel/src/a.ts': "import 'zod';" },
    ],
    [
      'a kernel that imports a module of Node',
      'kernel-stands-alone',
      { 'packages/kernel/src/a.ts': "import 'node:fs';" },
    ],
    [
      'a kernel that imports another package',
      'kernel-stands-alone',
      {
        'packages/kernel/src/a.ts': "import '../../host/src/index.ts';",
      },
    ],
    [
      'a contract package that imports more than kernel and zod',
      'contract-stands-alone',
      {
        'packages/contract/src/a.ts': "import 'jsonata';",
      },
    ],
    ['a bus that imports more than the kernel', 'bus-stands-alone', { 'packages/bus/src/a.ts': "import 'jsonata';" }],
    [
      'states that import more than kernel and jsonata',
      'states-stands-alone',
      {
        'packages/states/src/a.ts': "import 'zod';",
      },
    ],
    [
      'tables that import more than the kernel',
      'tables-stands-alone',
      {
        'packages/tables/src/a.ts': "import 'node:crypto';",
      },
    ],
    [
      'a host that imports a package from npm',
      'host-stands-on-packages',
      { 'packages/host/src/a.ts': "import 'hono';" },
    ],
    [
      'a context that imports an app',
      'contexts-are-below-compositions',
      {
        'contexts/shop/src/handlers/a.ts': "import '../../../../apps/server/src/main.ts';",
        'apps/server/src/main.ts': '',
      },
    ],
    [
      'an extension that imports the simulation',
      'contexts-are-below-compositions',
      {
        'extensions/order-robot/src/a.ts': "import '../../../simulation/a.ts';",
        'simulation/a.ts': '',
      },
    ],
    [
      'a context that needs an extension',
      'contexts-know-no-extension',
      {
        'contexts/shop/src/handlers/a.ts': "import '../../../../extensions/order-robot/src/contract/a.ts';",
        'extensions/order-robot/src/contract/a.ts': '',
      },
    ],
    [
      "a context that reaches into another's heart",
      'contexts-meet-at-contracts',
      {
        'contexts/journey/src/handlers/a.ts': "import '../../../shop/src/shop.ts';",
      },
    ],
    [
      "a context that takes another's manifest through its package",
      'contexts-meet-at-contracts',
      {
        'contexts/journey/src/handlers/a.ts': "import '@espresso/shop/manifest';",
      },
    ],
    [
      "an import of another context's types alone",
      'contexts-meet-at-contracts',
      {
        'contexts/journey/src/handlers/a.ts':
          "import type { shop } from '../../../shop/src/shop.ts'; export type A = typeof shop;",
      },
    ],
    [
      "an extension that reaches into a context's heart",
      'extensions-see-contracts-only',
      {
        'extensions/order-robot/src/a.ts': "import '../../../contexts/shop/src/shop.ts';",
      },
    ],
    [
      'an extension that reaches into another extension',
      'extensions-see-contracts-only',
      {
        'extensions/order-robot/src/a.ts': "import '../../wait-times/src/times.ts';",
        'extensions/wait-times/src/times.ts': '',
      },
    ],
    [
      'a contract that shows more of its context',
      'contracts-are-leaves',
      {
        'contexts/shop/src/contract/a.ts': "import '../shop.ts';",
      },
    ],
    [
      'a heart that calls a handler',
      'the-heart-is-pure',
      {
        'contexts/shop/src/queue.ts': "import './handlers/open-shop.ts';",
        'contexts/shop/src/handlers/open-shop.ts': '',
      },
    ],
    [
      'a handler that knows the host',
      'contexts-know-no-host',
      {
        'contexts/shop/src/handlers/a.ts': "import '../../../../packages/host/src/index.ts';",
      },
    ],
    [
      'a heart that knows the host',
      'contexts-know-no-host',
      {
        'contexts/shop/src/queue.ts': "import '../../../packages/host/src/index.ts';",
      },
    ],
    [
      "AWS's client outside the edge",
      'cloud-libraries-stay-at-the-edge',
      {
        'contexts/shop/src/handlers/a.ts': "import '@aws-sdk/client-dynamodb';",
      },
    ],
    ['the CDK in an app', 'cloud-libraries-stay-at-the-edge', { 'apps/cli/src/a.ts': "import 'aws-cdk-lib';" }],
    ['a test tool in what ships', 'nothing-ships-test-tools', { 'apps/server/src/a.ts': "import 'vitest';" }],
    [
      'a source that stands on what only tests may use',
      'nothing-stands-on-tests',
      {
        'packages/bus/src/a.ts': "import './testing/arbitrary.ts';",
        'packages/bus/src/testing/arbitrary.ts': "import 'vitest';",
      },
    ],
    [
      'a circle',
      'no-circles',
      {
        'apps/server/src/a.ts': "import './b.ts';",
        'apps/server/src/b.ts': "import './a.ts';",
      },
    ],
    [
      'a circle of types',
      'no-circles',
      {
        'apps/server/src/a.ts': "import type { B } from './b.ts'; export interface A { readonly b?: B }",
        'apps/server/src/b.ts': "import type { A } from './a.ts'; export interface B { readonly a?: A }",
      },
    ],
    ['an import of nothing', 'every-import-leads-somewhere', { 'apps/server/src/a.ts': "import './gone.ts';" }],
  ])('%s', async (_, wall, house) => {
    expect(await wallsBrokenBy(house)).toContain(wall);
  });
});

test('a house that keeps its walls breaks none', async () => {
  const house: House = {
    'packages/contract/src/index.ts': "import 'zod'; import '../../kernel/src/index.ts';",
    'packages/states/src/index.ts': "import 'jsonata'; import '../../kernel/src/index.ts';",
    'packages/bus/src/index.test.ts': "import 'vitest'; import '../../host/src/index.ts';",
    'packages/host/src/store.ts': "import 'node:fs'; import '../../kernel/src/index.ts';",
    'packages/aws-api/src/index.ts': "import '@aws-sdk/client-dynamodb'; import '../../host/src/index.ts';",
    'contexts/journey/src/manifest.ts': "import './handlers/a.ts'; import './journey.ts';",
    'contexts/journey/src/journey.ts': "import './contract/index.ts';",
    'contexts/journey/src/contract/index.ts': "import '@espresso/shop/contract';",
    'contexts/journey/src/handlers/a.ts': "import '../journey.ts'; import '@espresso/shop/contract';",
    'contexts/journey/src/journey.test.ts': "import '../../../packages/host/src/index.ts'; import './manifest.ts';",
    'extensions/order-robot/src/a.ts': "import '@espresso/shop/contract'; import '../../wait-times/src/contract/a.ts';",
    'extensions/wait-times/src/contract/a.ts': '',
    'apps/server/src/main.ts':
      "import '@espresso/shop/manifest'; import 'hono'; import '../../../packages/host/src/index.ts';",
    'infra/app.ts': "import 'aws-cdk-lib'; import '@espresso/shop/manifest';",
    'bench/aws.test.ts': "import '@aws-sdk/client-dynamodb';",
  };
  expect(await wallsBrokenBy(house)).toEqual([]);
});
