import type { Sandbox, SandboxOptions } from '@espresso/simulation';
import type { Bar } from '../bar.ts';

/** A sandbox, as the server keeps it. */
export interface OpenSandbox {
  readonly sandboxId: string;
  readonly name: string;
  readonly openedBy: string;
  readonly openedMs: number;
  readonly sandbox: Sandbox;
  /** The Explorer's bar of it; another one after each crash. */
  bar: Bar;
  /** When somebody last looked at it. */
  usedMs: number;
}

/** Each lives in memory and takes its share of the machine. */
export const SANDBOXES_MAX = 4;
/** One that nobody looks at goes after so long. */
const UNUSED_MS_MAX = 30 * 60_000;

/** The sandboxes there are: bars beside the bar, in memory, each with a clock, chance and faults of its own. */
export class Sandboxes {
  readonly #real: Bar;
  readonly #open = new Map<string, OpenSandbox>();
  #opening = 0;

  constructor(real: Bar) {
    this.#real = real;
  }

  all(): readonly OpenSandbox[] {
    this.#closeUnused();
    return [...this.#open.values()];
  }

  /** The sandbox of this id; finding it counts as using it. */
  find(sandboxId: string): OpenSandbox | undefined {
    this.#closeUnused();
    const found = this.#open.get(sandboxId);
    if (found !== undefined) found.usedMs = this.#real.clock.now();
    return found;
  }

  /** Opens another one. @returns undefined where there are as many as may be */
  async open(name: string, openedBy: string, options: SandboxOptions): Promise<OpenSandbox | undefined> {
    this.#closeUnused();
    if (this.#open.size + this.#opening >= SANDBOXES_MAX) return undefined;
    const real = this.#real;
    this.#opening++;
    try {
      // A bar that never opens a sandbox never reads the simulation.
      const { Sandbox } = await import('@espresso/simulation');
      const { barOfSandbox } = await import('./sandbox-bar.ts');
      const sandbox = new Sandbox(options, real.clock);
      const sandboxId = real.ids.next();
      const openedMs = real.clock.now();
      const opened: OpenSandbox = {
        sandboxId,
        name,
        openedBy,
        openedMs,
        usedMs: openedMs,
        sandbox,
        bar: barOfSandbox(sandbox, real),
      };
      sandbox.bar.onRestart(() => {
        void opened.bar.stop();
        opened.bar = barOfSandbox(sandbox, real);
      });
      this.#open.set(sandboxId, opened);
      sandbox.live().catch((error: unknown) => {
        real.log.error({ err: error, sandboxId }, 'a sandbox failed');
      });
      return opened;
    } finally {
      this.#opening--;
    }
  }

  /** @returns whether there was one */
  close(sandboxId: string): boolean {
    const found = this.#open.get(sandboxId);
    if (found === undefined) return false;
    this.#open.delete(sandboxId);
    found.sandbox.close();
    void found.bar.stop();
    return true;
  }

  closeAll(): void {
    for (const sandboxId of [...this.#open.keys()]) this.close(sandboxId);
  }

  #closeUnused(): void {
    const longAgoMs = this.#real.clock.now() - UNUSED_MS_MAX;
    for (const { sandboxId, usedMs, bar } of [...this.#open.values()])
      if (usedMs < longAgoMs && bar.live.readers === 0) this.close(sandboxId);
  }
}
