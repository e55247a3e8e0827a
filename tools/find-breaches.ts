import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

/** An import that goes through a wall of the house. */
export interface Breach {
  /** The rule's name in .dependency-cruiser.mjs. */
  readonly wall: string;
  /** The rule's reason. */
  readonly why: string;
  /** The importing file and the imported one, from the checked folder. */
  readonly from: string;
  readonly to: string;
}

const house = join(import.meta.dirname, '..');
const PLACES = ['packages', 'contexts', 'extensions', 'apps', 'infra', 'simulation', 'bench', 'e2e', 'lab', 'tools'];

/**
 * Every import under `folder` (this project, or a tree laid out like it) that the walls in .dependency-cruiser.mjs refuse.
 *
 * @param folder absolute path
 */
export const findBreaches = async (folder: string): Promise<readonly Breach[]> => {
  const places = PLACES.filter((place) => existsSync(join(folder, place)));
  const options = await extractDepcruiseOptions(join(house, '.dependency-cruiser.mjs'));
  const { output } = await cruise(
    places,
    { ...options, baseDir: folder, validate: true },
    {},
    {
      tsConfig: extractTSConfig(join(house, 'tsconfig.json')),
    },
  );
  if (typeof output === 'string') throw new TypeError('expected the findings as data');
  return output.summary.violations.map(({ rule, from, to, cycle = [] }) => ({
    wall: rule.name,
    why: output.summary.ruleSetUsed?.forbidden?.find(({ name }) => name === rule.name)?.comment ?? '',
    from,
    to: cycle.length === 0 ? to : cycle.map(({ name }) => name).join(' → '),
  }));
};
