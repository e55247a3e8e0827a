import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { EspressoError, parseJson } from '@espresso/kernel';
import { z } from 'zod';

/** The bar did not come up. */
export class NotUp extends EspressoError {
  readonly said: string;

  constructor(said: string) {
    super(`the bar did not start: ${said}`);
    this.said = said;
  }
}

const main = join(import.meta.dirname, '../../../apps/server/src/main.ts');
const discovered = z.object({ url: z.string(), token: z.string(), pid: z.number() });
const POLL_MS = 10;
const START_MS_MAX = 30_000;

/** The real process of the bar, on data of its own; it can be killed and started again. */
export class ServerProcess {
  url = '';
  /** A session with an owner's rights; another one after every start. */
  operatorToken = '';
  readonly #folder = mkdtempSync(join(tmpdir(), 'espresso-kill-'));
  #child: ChildProcess | undefined;
  #said = '';

  /** Starts it. @returns how long it took until `/healthz` answered, in milliseconds; @throws NotUp */
  async start(): Promise<number> {
    const startedMs = performance.now();
    const child = spawn(process.execPath, [main, '--port', '0', '--no-open', '--data', join(this.#folder, 'data')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TMPDIR: this.#folder, ESPRESSO_LOG_LEVEL: 'error' },
    });
    this.#child = child;
    let printed = '';
    child.stdout.on('data', (piece: Buffer) => (printed += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (this.#said += piece.toString()));
    while (performance.now() - startedMs < START_MS_MAX && child.exitCode === null) {
      const port = /localhost:(\d+)/.exec(printed)?.[1];
      if (port !== undefined && (await isHealthy(port))) {
        const file = join(this.#folder, `serverless-espresso-${String(userInfo().uid)}`, `${port}.json`);
        const { url, token } = discovered.parse(parseJson(readFileSync(file, 'utf8')));
        Object.assign(this, { url, operatorToken: token });
        return performance.now() - startedMs;
      }
      await pause(POLL_MS);
    }
    throw new NotUp(this.#said);
  }

  /** Ends it at once, as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'close');
  }

  /** What it complained of. */
  get said(): string {
    return this.#said;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const isHealthy = async (port: string): Promise<boolean> => {
  const answer = await fetch(`http://localhost:${port}/healthz`).catch(() => undefined);
  return answer?.status === 200;
};

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
