// `npm run docs`: writes every page that is drawn from definitions. `-- --check` writes nothing and fails where one has drifted.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pagesOf } from './docs/pages.ts';
import { readText, root, settled } from './project.ts';
import { wholeBar } from './whole-bar.ts';

const { values: asked } = parseArgs({ options: { check: { type: 'boolean' } } });

const pages = await Promise.all(
  (await pagesOf(wholeBar, readText)).map(async ([path, text]) => [path, await settled(path, text)] as const),
);
const drifted = pages.filter(([path, text]) => readText(path) !== text);

if (asked.check !== true) for (const [path, text] of drifted) writeFileSync(join(root, path), text);
else if (drifted.length > 0) {
  const paths = drifted.map(([path]) => `  ${path}\n`).join('');
  process.stderr.write(
    `Pages that say something else than the definitions:\n${paths}To write them anew: npm run docs\n`,
  );
  process.exitCode = 1;
}
if (process.exitCode === undefined)
  process.stdout.write(
    asked.check === true
      ? `${pages.length} pages say what is.\n`
      : `${pages.length} pages, ${drifted.length} of them written.\n`,
  );
