// `npm run verify`: everything that must hold before a change is shared, cheapest first; the same word CI uses.
// It stops at the first step that fails and names the command that repairs it, or shows more.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

interface Step {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** What to run when it fails. */
  readonly remedy: string;
}

const root = join(import.meta.dirname, '..');
const bin = (path: string): string => join(root, 'node_modules', path);
const node = (...argv: string[]): Step['command'] => [process.execPath, ...argv];

const docs = join(root, 'tools/docs.ts');

const steps: readonly Step[] = [
  {
    name: 'format',
    command: node(bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '--cache', '.'),
    remedy: 'npm run format',
  },
  { name: 'walls', command: node(join(root, 'tools/walls.ts')), remedy: 'npm run walls' },
  { name: 'types', command: node(bin('typescript/bin/tsc'), '--noEmit'), remedy: 'npm run typecheck' },
  {
    name: 'lint',
    command: node(bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'),
    remedy: 'npm run lint -- --fix',
  },
  ...(existsSync(docs)
    ? [{ name: 'docs', command: node(docs, '--check'), remedy: 'npm run docs' } satisfies Step]
    : []),
];

/** Runs a command in the project's folder, its output visible; answers its exit code. */
const run = ([program, ...args]: Step['command']): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: 'inherit',
      shell: program === 'npm' && process.platform === 'win32',
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });

for (const { name, command, remedy } of steps) {
  const startedMs = performance.now();
  const code = await run(command);
  const took = `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
  if (code !== 0) {
    process.stderr.write(`\n✗ ${name} (${took}). To repair it, or see more: ${remedy}\n`);
    process.exit(code);
  }
  process.stdout.write(`✓ ${name} (${took})\n`);
}

// Last, because it says the last line: `N passed, N failed`.
const code = await run(['npm', 'test']);
if (code !== 0) process.stderr.write('\n✗ tests. To run one file again: npm test -- path/to/file\n');
process.exitCode = code;
