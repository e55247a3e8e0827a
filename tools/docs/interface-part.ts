import type { AnyTable, ContextDefinition } from '@espresso/contract';
import { whoOf } from './api-page.ts';
import { headingOf } from './events-page.ts';
import { anchor, code, codes, join, sentence, table } from './page.ts';
import { actOf, rulesOf } from './rules.ts';

const BEGIN = '<!-- interface: written by `npm run docs`; a change made here does not last -->';
const END = '<!-- /interface -->';

/** A context's README with its interface as the manifest has it, between the markers; at the end where there are none yet. */
export const withInterface = (readme: string, context: ContextDefinition): string => {
  const part = [BEGIN, interfaceOf(context), END].join('\n\n');
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from === -1 || to < from) return `${readme.trimEnd()}\n\n${part}\n`;
  return readme.slice(0, from) + part + readme.slice(to + END.length);
};

const interfaceOf = (context: ContextDefinition): string => {
  const { name, publishes, serves, tables, workflows, routes } = context;
  return join(
    '## Interface',
    'As [`src/manifest.ts`](src/manifest.ts) declares it. Fields and examples are in [the catalogue](../../docs/events.md), patterns in [the rules](../../docs/rules.md), requests in [the API](../../docs/api.md).',
    publishes.length === 0
      ? 'Publishes nothing.'
      : `Publishes ${publishes.map((event) => `[${code(event.detailType)}](../../docs/events.md#${anchor(headingOf(event))})`).join(', ')}.`,
    table(
      ['rule', 'listens to', 'target'],
      rulesOf(context).map((rule) => [
        code(rule.name.slice(name.length + 1)),
        rule.types === '*' ? 'everything' : `${codes(rule.types)}${rule.isNarrowed ? ' (some)' : ''}`,
        actOf(rule.target),
      ]),
    ),
    table(
      ['function', 'answers', 'errors'],
      serves.map(({ function: made }) => [code(made.name), made.purpose, codes(made.errors)]),
    ),
    table(
      ['workflow', 'what for', 'calls'],
      workflows.map((workflow) => [
        code(workflow.name),
        workflow.purpose,
        codes(Object.values(workflow.placeholders).map((stands) => stands.name)),
      ]),
    ),
    table(
      ['table', 'holds', 'key', 'expires'],
      tables.map((made) => [
        code(made.name),
        sentence(made.purpose),
        keyOf(made),
        made.expiresAt === undefined ? '' : code(made.expiresAt),
      ]),
    ),
    table(
      ['route', 'for', 'what it does'],
      routes.map(({ route }) => [code(`${route.method} ${route.path}`), whoOf(route.access), sentence(route.summary)]),
    ),
  ).trimEnd();
};

const keyOf = ({ partitionKey, sortKey, indexes }: AnyTable): string =>
  [
    codes([partitionKey.name, ...(sortKey === undefined ? [] : [sortKey.name])]),
    ...indexes.map(
      (index) =>
        `${code(index.name)}: ${codes([index.partitionKey.name, ...(index.sortKey === undefined ? [] : [index.sortKey.name])])}`,
    ),
  ].join('<br>');
