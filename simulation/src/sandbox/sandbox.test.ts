import { systemClock } from '@espresso/kernel';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { simulate } from '../simulate.ts';
import { Sandbox, type SandboxOptions, type SandboxState } from './sandbox.ts';

/** A day in a sandbox is a day of the simulation: the same seed, the same bytes, the same laws, while somebody watches. */

const small = { seed: 11, hours: 0.2, customersPerHour: 60, baristas: 2, shops: 1, faults: 'calm' } as const;
const opened: Sandbox[] = [];
afterEach(() => {
  for (const sandbox of opened.splice(0)) sandbox.close();
});

const open = (options: SandboxOptions) => {
  const sandbox = new Sandbox(options, systemClock);
  opened.push(sandbox);
  return { sandbox, lived: sandbox.live() };
};
const until = (sandbox: Sandbox, ...states: readonly SandboxState[]) =>
  vi.waitFor(() => expect(states).toContain(sandbox.view.state), { timeout: 60_000, interval: 5 });

describe('a sandbox', () => {
  test('that is left alone is the very day that the command line simulates', async () => {
    const report = await simulate(small);
    const { sandbox } = open(small);
    await until(sandbox, 'over');
    const { hash, breach, orders, looks, isTouched } = sandbox.view;
    expect({ hash, breach, orders, isTouched }).toEqual({
      hash: report.hash,
      breach: undefined,
      orders: report.orders,
      isTouched: false,
    });
    expect(looks).toBeGreaterThan(orders);
  });

  test('keeps every promise while everything goes wrong at once, as it is switched on in the middle', async () => {
    const { sandbox } = open({ ...small, seed: 12 });
    await vi.waitFor(() => expect(sandbox.view.orders).toBeGreaterThan(2), { timeout: 20_000, interval: 1 });
    await sandbox.change({
      faults: { repeats: 0.5, throws: 0.1, losses: 0.2, delays: 0.2, powerCuts: 0.02 },
    });
    sandbox.cutNextCommit();
    await sandbox.jump(90_000);
    await until(sandbox, 'over', 'breached');
    const { state, breach, crashes, isTouched } = sandbox.view;
    expect([state, breach, isTouched]).toEqual(['over', undefined, true]);
    expect(crashes).toBeGreaterThan(0);
  });

  test('shows which promise broke when the disk lies, and stops there', async () => {
    const { sandbox } = open({ ...small, isPaused: true });
    sandbox.lie();
    await sandbox.change({ isPaused: false });
    await until(sandbox, 'breached', 'over');
    const { state, breach } = sandbox.view;
    expect(state).toBe('breached');
    expect(['I1', 'I13']).toContain(breach?.invariant);
  });

  test('goes on without a function that is switched off, and tells nobody that all is well where nothing was made', async () => {
    const { sandbox } = open({ ...small, isPaused: true, seed: 13 });
    await sandbox.change({ off: ['getShopStatus'], isPaused: false });
    await until(sandbox, 'over', 'breached');
    const { breach, ends, orders } = sandbox.view;
    expect(breach).toBeUndefined();
    expect(ends).toEqual({ 'OrderProcessor.OrderFailed': orders });
  });

  test('goes at the pace it is told: at normal speed, hardly anything happens in a moment', async () => {
    const { sandbox } = open({ ...small, speed: 1 });
    await vi.waitFor(() => expect(sandbox.view.events).toBeGreaterThan(0), { interval: 1 });
    expect(sandbox.view.nowMs - sandbox.view.startMs).toBeLessThan(30_000);
    await sandbox.change({ speed: undefined });
    await until(sandbox, 'over');
  });

  test('stands still while it is paused, and ends when it is closed', async () => {
    const { sandbox, lived } = open({ ...small, isPaused: true });
    await vi.waitFor(() => expect(sandbox.view.state).toBe('paused'));
    const { nowMs } = sandbox.view;
    expect(sandbox.view.nowMs).toBe(nowMs);
    sandbox.close();
    await expect(lived).resolves.toBeUndefined();
  });
});
