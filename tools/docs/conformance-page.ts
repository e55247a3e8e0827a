import { services } from '@espresso/aws-api';
import { code, join, list, page, table, titleOf } from './page.ts';
import { differencesOf, suites, testsByOperation, type Suite } from './suites.ts';

/** The public languages that are spoken here: their packages, and how people call them. */
const LANGUAGES = {
  states: 'Amazon States Language',
  bus: 'EventBridge patterns and inputs',
  tables: 'DynamoDB expressions and items',
  host: 'Service integrations',
  'aws-api': "AWS's protocols",
} as const satisfies Record<string, string>;

/** What is spoken of AWS's languages and protocols, as the suites claim it, and what is different on purpose. */
export const conformancePage = (): string => {
  const all = suites();
  return page(
    'Conformance',
    "What is spoken here of AWS's languages and protocols. Every line of a feature is a case of a suite, in its own words; every operation is tried through AWS's own SDK where a test is named. Where a public document is followed, the feature's name says which part of it.",
    '## Operations',
    ...Object.entries(services).map(([name, { operations }]) => operationsOf(name, Object.keys(operations))),
    ...Object.entries(LANGUAGES).map(([folder, title]) =>
      languageOf(
        title,
        `packages/${folder}`,
        all.filter(({ path }) => path.startsWith(`packages/${folder}/`)),
      ),
    ),
  );
};

const operationsOf = (service: string, operations: readonly string[]): string => {
  const tests = testsByOperation('packages/aws-api/src');
  const linked = (operation: string): string =>
    (tests.get(operation) ?? [])
      .map((path) => `[${path.split('/').at(-1)?.replace('.test.ts', '') ?? path}](../${path})`)
      .join(', ');
  return join(
    `### ${service}`,
    table(
      ['operation', 'tried in'],
      operations.toSorted().map((operation) => [code(operation), linked(operation) || '–']),
    ),
    'Any other operation is answered with `UnknownOperationException`.',
  );
};

const languageOf = (title: string, folder: string, own: readonly Suite[]): string => {
  const different = differencesOf(folder);
  const parts = own.flatMap(({ path, parts: all }) => all.map((part) => ({ path, ...part })));
  if (parts.length === 0 && different.length === 0) return '';
  return join(
    `## ${title}`,
    ...parts.map(({ path, title: part, claims }) =>
      join(`### ${titleOf(part)}`, `[${String(claims.length)} cases](../${path})`, list(claims.map(escaped))),
    ),
    different.length === 0 ? '' : join(`### Deliberately different: ${title}`, list(different)),
  );
};

const escaped = (text: string): string => text.replaceAll(/[*_<>[\]|`{}$\\]/g, String.raw`\$&`);
