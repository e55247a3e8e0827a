import type { WholeBar } from '../whole-bar.ts';
import { code, codes, fenced, join, page, table, titleOf } from './page.ts';
import { actOf, rulesOf, type Rule } from './rules.ts';

/** Every rule of the bus: what it listens to and what it sets going. */
export const rulesPage = ({ contexts }: WholeBar): string => {
  const rules = contexts
    .map((context) => ({ context, rules: rulesOf(context) }))
    .filter((entry) => entry.rules.length > 0);
  return page(
    'Rules',
    'Contexts meet on the bus: a rule is an EventBridge pattern and one target. Here they run in one process, on AWS as rules of the event bus; the patterns are the same.',
    ...rules.map(({ context, rules: own }) =>
      join(
        `## ${titleOf(context.name)}`,
        table(
          ['rule', 'listens to', 'target'],
          own.map((rule) => [
            `[${code(rule.name)}](#${rule.name.toLowerCase().replaceAll('.', '')})`,
            rule.types === '*' ? 'everything' : `${codes(rule.types)}${rule.isNarrowed ? ' (some)' : ''}`,
            actOf(rule.target),
          ]),
        ),
        ...own.map(patternOf),
      ),
    ),
  );
};

const patternOf = ({ name, pattern }: Rule): string =>
  join(`### ${name}`, fenced('json', JSON.stringify(pattern, null, 2)));
