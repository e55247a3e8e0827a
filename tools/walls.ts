// `npm run walls`: no import in the house goes through a wall.
import { dirname } from 'node:path';
import { findBreaches } from './find-breaches.ts';

const breaches = await findBreaches(dirname(import.meta.dirname));
for (const { wall, from, to, why } of breaches) process.stderr.write(`${from} → ${to}\n    ${wall}: ${why}\n`);
process.stdout.write(
  breaches.length === 0
    ? 'Every wall stands.\n'
    : `${breaches.length} imports go through a wall (.dependency-cruiser.mjs).\n`,
);
process.exitCode = breaches.length === 0 ? 0 : 1;
