import type { Paint } from '../terminal/colour.ts';
import { plain } from '../terminal/colour.ts';
import { duration, timeOfDay } from '../terminal/time.ts';
import { layOut } from './lay-out.ts';
import type { Progress, Waiting } from './progress.ts';

/**
 * An order's way through its workflow, as text: ✔ passed, ▶ where it is now, ✘ where it failed, · not reached.
 * @param nowMs now, to say how long something has waited and will wait; milliseconds since 1970
 */
export const draw = (
  progress: Progress,
  { paint, nowMs }: { readonly paint: Paint; readonly nowMs: number },
): string => {
  const lines = [
    `${paint('bold', plain(progress.title))}  ${plain(progress.status)}`,
    '',
    ...layOut(progress.definition).flatMap((row) => {
      const indent = '    '.repeat(row.depth);
      if (row.type === 'way') {
        const way = `${indent}  └─ ${plain(row.when)}${row.elsewhere ? ` → ${plain(row.to)}` : ''}`;
        return [paint('dim', way)];
      }
      const waits = progress.waits.filter(({ state }) => state === row.name);
      const { mark, colour } = markOf(progress, row.name);
      const name = plain(row.name);
      const line = `${indent}${paint(colour, `${mark} ${name}`)}${row.ends ? paint('dim', ' ■') : ''}`;
      return [line, ...waits.map((wait) => `${indent}    ${paint('yellow', waitInWords(wait, nowMs))}`)];
    }),
    '',
    paint('dim', '✔ passed   ▶ now   ✘ failed   · not reached   ■ end'),
  ];
  return `${lines.join('\n')}\n`;
};

const markOf = ({ current, entered, failed }: Progress, name: string) => {
  if (failed === name) return { mark: '✘', colour: 'red' } as const;
  if (current.has(name)) return { mark: '▶', colour: 'yellow' } as const;
  return entered.has(name) ? ({ mark: '✔', colour: 'green' } as const) : ({ mark: '·', colour: 'dim' } as const);
};

/** For whom it waits, since when, until when, and how long that still is. */
export const waitInWords = ({ waitsFor, sinceMs, untilMs }: Waiting, nowMs: number): string => {
  const since = sinceMs === undefined ? '' : ` since ${timeOfDay(sinceMs)} (${duration(nowMs - sinceMs)})`;
  const until =
    untilMs === undefined
      ? ''
      : `, until ${timeOfDay(untilMs)} (${untilMs > nowMs ? `${duration(untilMs - nowMs)} left` : 'any moment'})`;
  return `waits for ${plain(waitsFor)}${since}${until}`;
};
