import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import project from '../package.json' with { type: 'json' };

const MECHANICS = ['bootstrap.mjs', 'install.mjs', 'lock.mjs', 'run-on-installed-node.mjs'];

/** A project as small as can be, with one dependency: a `node` that is the one running now. Nothing is installed yet. */
const freshClone = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), 'clone-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const stubNode = { name: 'node', version: '24.0.0', bin: { node: 'bin/node' } };
  const manifest = {
    name: 'clone',
    version: '1.0.0',
    type: 'module',
    scripts: project.scripts,
    dependencies: { node: 'file:stub-node' },
  };
  const lock = {
    ...manifest,
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': manifest,
      'node_modules/node': { resolved: 'stub-node', link: true },
      'stub-node': stubNode,
    },
  };
  const all = {
    'package.json': JSON.stringify(manifest),
    'package-lock.json': JSON.stringify(lock),
    'stub-node/package.json': JSON.stringify(stubNode),
    ...files,
  };
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  await mkdir(join(root, 'stub-node/bin'));
  await symlink(process.execPath, join(root, 'stub-node/bin/node'));
  await mkdir(join(root, 'tools'), { recursive: true });
  for (const file of MECHANICS) await cp(join(import.meta.dirname, file), join(root, 'tools', file));
  return root;
};

type Running = ChildProcessByStdio<null, Readable, Readable>;

const node = (...argv: readonly string[]): Running =>
  spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] });

const bootstrap = (root: string, ...args: readonly string[]): Running =>
  node(join(root, 'tools/bootstrap.mjs'), ...args);

const ending = async (child: Running) => {
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { out, err, code: await code };
};

const SAYS_ARGS = "console.log('ran with', ...process.argv.slice(2));";

describe('a start', () => {
  test('installs on a fresh clone, and nothing the second time', async () => {
    const root = await freshClone({ 'tools/test.ts': SAYS_ARGS });

    const first = await ending(bootstrap(root, 'test', 'a', '--b'));
    expect(first).toMatchObject({ out: 'ran with a --b\n', code: 0 });
    expect(first.err).toContain('Installing');

    expect(await ending(bootstrap(root, 'test'))).toEqual({ out: 'ran with\n', err: '', code: 0 });
  });

  test('installs once when several come together, and each then runs', async () => {
    const root = await freshClone({ 'tools/test.ts': SAYS_ARGS });

    const all = await Promise.all(['1', '2', '3'].map((name) => ending(bootstrap(root, 'test', name))));

    expect(all.map(({ out }) => out)).toEqual(['ran with 1\n', 'ran with 2\n', 'ran with 3\n']);
    expect(all.filter(({ err }) => err.includes('Installing'))).toHaveLength(1);
  });

  test('does not wait for an installer that was killed', async () => {
    const root = await freshClone({ 'tools/test.ts': SAYS_ARGS });
    const gone = node('--eval', '');
    const { pid } = gone;
    await ending(gone);
    await mkdir(join(root, '.cache'));
    await writeFile(join(root, '.cache/install.lock'), String(pid));

    expect((await ending(bootstrap(root, 'test'))).out).toBe('ran with\n');
  });

  test('installs again when the lock file has changed', async () => {
    const root = await freshClone({ 'tools/test.ts': SAYS_ARGS });
    await ending(bootstrap(root, 'test'));
    const lock = await readFile(join(root, 'package-lock.json'), 'utf8');
    await mkdir(join(root, 'cup'));
    await writeFile(join(root, 'cup/package.json'), '{"name":"cup","version":"1.0.0"}');
    await writeFile(
      join(root, 'package.json'),
      JSON.stringify({
        name: 'clone',
        version: '1.0.0',
        type: 'module',
        dependencies: { node: 'file:stub-node', cup: 'file:cup' },
      }),
    );
    await writeFile(
      join(root, 'package-lock.json'),
      lock
        .replaceAll('"file:stub-node"', '"file:stub-node","cup":"file:cup"')
        .replace(
          '"stub-node":{',
          '"node_modules/cup":{"resolved":"cup","link":true},"cup":{"version":"1.0.0"},"stub-node":{',
        ),
    );

    expect((await ending(bootstrap(root, 'test'))).err).toContain('Installing');
    expect(await readFile(join(root, 'node_modules/cup/package.json'), 'utf8')).toContain('cup');
  });

  test('keeps what an npm install by hand has brought', async () => {
    const root = await freshClone({ 'tools/test.ts': SAYS_ARGS });
    await ending(bootstrap(root, 'test'));
    await rm(join(root, 'node_modules/.espresso-lock-hash'));

    expect((await ending(bootstrap(root, 'test'))).err).toBe('');
  });

  test("ends with the script's own exit code", async () => {
    const root = await freshClone({ 'tools/test.ts': 'process.exitCode = 7;' });
    expect((await ending(bootstrap(root, 'test'))).code).toBe(7);
  });

  test('says plainly what is missing, before it installs anything', async () => {
    const root = await freshClone({});
    expect(await ending(bootstrap(root, 'start'))).toEqual({
      out: '',
      err: 'Cannot start: apps/server/src/main.ts does not exist in this checkout.\n',
      code: 1,
    });
    expect((await ending(bootstrap(root, 'brew'))).err).toBe('Say what to run: start, test, verify.\n');
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s to npm ends what npm started, and nothing is left running',
  async (signal) => {
    const root = await freshClone({
      'apps/server/src/main.ts': `
      process.on('${signal}', () => { console.log('closing'); process.exit(0); });
      setInterval(() => {}, 1_000);
      console.log('open', ...process.argv.slice(2));`,
    });

    const npm: Running = spawn('npm', ['start', '--silent', '--', '--port', '0'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    npm.stdout.once('data', () => npm.kill(signal));

    expect(await ending(npm)).toMatchObject({ out: 'open --port 0\nclosing\n', code: 0 });
  },
);

describe('on a machine whose own Node is too old', () => {
  const launcher = `
    import { runOnInstalledNode } from './tools/run-on-installed-node.mjs';
    runOnInstalledNode(import.meta.dirname, process.argv.slice(2));`;

  const clone = async (script: string): Promise<string> => {
    const root = await freshClone({ 'launcher.mjs': launcher, 'script.ts': script });
    await mkdir(join(root, 'node_modules'));
    await symlink(join(root, 'stub-node'), join(root, 'node_modules/node'));
    return root;
  };
  const launch = (root: string): Running => node(join(root, 'launcher.mjs'), join(root, 'script.ts'));

  test('the installed one runs the script and its exit code comes back', async () => {
    const root = await clone("console.log('on', Number.parseInt(process.versions.node) >= 24); process.exitCode = 3;");
    expect(await ending(launch(root))).toEqual({ out: 'on true\n', err: '', code: 3 });
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s reaches the script, which ends in its own way',
    async (signal) => {
      const root = await clone(`
      process.on('${signal}', () => { console.log('closing'); process.exit(0); });
      setInterval(() => {}, 1_000);
      console.log('open');`);
      const child = launch(root);
      child.stdout.once('data', () => child.kill(signal));
      expect(await ending(child)).toEqual({ out: 'open\nclosing\n', err: '', code: 0 });
    },
  );

  test('a script that a signal ended is told apart from one that succeeded', async () => {
    const root = await clone("process.kill(process.pid, 'SIGKILL');");
    expect((await ending(launch(root))).code).toBe(128 + 9);
  });

  test('a missing binary is named, with the command that brings it', async () => {
    const root = await clone('');
    await rm(join(root, 'stub-node/bin/node'));
    const { err, code } = await ending(launch(root));
    expect(err).toContain('npm rebuild node');
    expect(code).toBe(1);
  });
});
