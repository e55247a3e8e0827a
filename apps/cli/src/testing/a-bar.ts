import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '@espresso/kernel';
import { root } from '../project.ts';

/** A real bar in a process of its own, and the command line beside it, in a temporary folder of their own. */
export interface SpawnedBar {
  readonly url: string;
  readonly token: string;
  /** Pulls the plug, and starts the bar again on what the disk has. */
  crash(): Promise<void>;
  /** Runs the command line as a person would. `until` ends it (Ctrl-C) once that has been written. */
  espresso(
    args: readonly string[],
    more?: { readonly until?: string; readonly when?: { readonly says: string; readonly then: () => void } },
  ): Promise<Ran>;
  stop(): Promise<void>;
}

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const found = z.object({ url: z.string(), token: z.string() });

export const spawnBar = async (): Promise<SpawnedBar> => {
  const folder = mkdtempSync(join(tmpdir(), 'espresso-cli-'));
  const env = { ...process.env, TMPDIR: folder, ESPRESSO_LOG_LEVEL: 'error' };
  const start = async (port: string): Promise<{ readonly bar: ChildProcess; readonly port: string }> => {
    const args = ['apps/server/src/main.ts', '--port', port, '--no-open', '--data', join(folder, 'data')];
    const bar = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = await untilSaid(bar, 'is open');
    return { bar, port: /http:\/\/localhost:(\d+)/.exec(said)?.[1] ?? port };
  };

  let { bar, port } = await start('0');
  const told = () => {
    const [own] = readdirSync(folder).filter((name) => name.startsWith('serverless-espresso-'));
    return found.parse(parseJson(readFileSync(join(folder, own ?? '', `${port}.json`), 'utf8')));
  };
  return {
    get url() {
      return told().url;
    },
    get token() {
      return told().token;
    },
    crash: async () => {
      const gone = once(bar, 'exit');
      bar.kill('SIGKILL');
      await gone;
      ({ bar, port } = await start(port));
    },
    espresso: async (args, { until, when } = {}) => {
      const child = spawn(process.execPath, ['apps/cli/bin/espresso.mjs', ...args], {
        cwd: root,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const ran = { out: '', err: '' };
      child.stdout.on('data', (chunk: Buffer) => {
        ran.out += chunk.toString();
        if (until !== undefined && ran.out.includes(until)) child.kill('SIGINT');
      });
      let happened = false;
      child.stderr.on('data', (chunk: Buffer) => {
        ran.err += chunk.toString();
        if (when === undefined || happened || !ran.err.includes(when.says)) return;
        happened = true;
        when.then();
      });
      await once(child, 'close');
      return { code: child.exitCode, ...ran };
    },
    stop: async () => {
      const gone = once(bar, 'exit');
      bar.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Everything a process has said, once it has said this. */
const untilSaid = (child: ChildProcess, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes(text)) resolve(said);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`the bar did not start: ${said}`)));
  });
