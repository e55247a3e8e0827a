import type { Clock } from '@espresso/kernel';
import type { Finding } from './finding.ts';

const ANSWER_MS_MAX = 10_000;
/** Codes are shown for minutes and signatures carry the time: clocks further apart than this would be felt. */
const APART_MS_MAX = 30_000;

/** Whether the bar at an address answers and takes orders, how long that takes, and whether its clock agrees with this one. */
export const lookAtBar = async (url: string, clock: Clock): Promise<readonly Finding[]> => {
  const beganMs = clock.now();
  try {
    const response = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(ANSWER_MS_MAX) });
    await response.body?.cancel();
    const nowMs = clock.now();
    return [barOf(url, response.status, nowMs - beganMs), clockOf(response.headers.get('date'), nowMs)];
  } catch (error) {
    return [{ what: 'Bar', ok: false, found: `${url} does not answer: ${whyNot(error)}` }];
  }
};

const barOf = (url: string, status: number, tookMs: number): Finding => ({
  what: 'Bar',
  ok: status === 200,
  found:
    status === 200
      ? `${url} takes orders; it answered within ${tookMs} ms`
      : `${url} answered ${status}: it takes no orders now, or is something else`,
});

const clockOf = (date: string | null, nowMs: number): Finding => {
  const thereMs = Date.parse(date ?? '');
  if (Number.isNaN(thereMs)) return { what: 'Clock', ok: true, found: 'the answer does not say what time it is there' };
  const apartMs = Math.abs(nowMs - thereMs);
  return {
    what: 'Clock',
    ok: apartMs <= APART_MS_MAX,
    // The header knows whole seconds only.
    found: `${new Date(thereMs).toISOString()} (UTC) there, ${Math.floor(apartMs / 1_000)} s from the time here`,
  };
};

const whyNot = (error: unknown): string => {
  const { cause } = error instanceof Error ? error : {};
  return cause instanceof Error ? cause.message : error instanceof Error ? error.message : String(error);
};
