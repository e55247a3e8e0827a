import type { AnyEvent, ContextDefinition } from '@espresso/contract';
import type { WholeBar } from '../whole-bar.ts';
import { code, codes, fenced, page, table, titleOf } from './page.ts';
import { hears, rulesOf, speaks } from './rules.ts';

/** Who tells whom: contexts, the events between them, and the functions that workflows call. */
export const mapPage = ({ contexts, events }: WholeBar): string => {
  const speakers = contexts.filter(speaks);
  const listeners = contexts.filter((context) => !speakers.includes(context));
  const heard = events.map((event) => ({ event, by: hearersOf(event, speakers) })).filter(({ by }) => by.length > 0);
  return page(
    'The map',
    'Contexts, the events they tell each other (solid), and the functions their workflows call (dotted). Drawn from what each context declares.',
    fenced('mermaid', graphOf(speakers, heard)),
    '## Who only listens',
    'They publish nothing, so no other context would notice if they were gone; the map leaves them out.',
    table(
      ['context', 'what for', 'hears'],
      listeners.map((context) => [code(context.name), context.purpose, heardBy(context)]),
    ),
    '## Heard by nobody else',
    'Facts that no context of the map acts on today: screens, stories and figures are made of them, and whatever is added tomorrow may listen.',
    codes(events.filter((event) => !heard.some((entry) => entry.event === event)).map(({ detailType }) => detailType)),
  );
};

const hearersOf = (event: AnyEvent, contexts: readonly ContextDefinition[]): readonly ContextDefinition[] =>
  contexts.filter((context) => rulesOf(context).some((rule) => hears(rule, event)));

const heardBy = (context: ContextDefinition): string => {
  const rules = rulesOf(context);
  if (rules.some(({ types }) => types === '*')) return 'everything';
  return codes([...new Set(rules.flatMap(({ types }) => (types === '*' ? [] : types)))]);
};

const graphOf = (
  contexts: readonly ContextDefinition[],
  heard: readonly { readonly event: AnyEvent; readonly by: readonly ContextDefinition[] }[],
): string => {
  const places = heard.map(({ event }, place) => ({ event, id: `e${String(place + 1)}` }));
  const strangers = heard
    .map(({ event }) => event.owner)
    .filter((owner) => !contexts.some(({ name }) => name === owner));
  return [
    'flowchart LR',
    ...contexts.map(({ name }) => `  ${idOf(name)}["<b>${titleOf(name)}</b>"]`),
    ...[...new Set(strangers)].map((owner) => `  ${idOf(owner)}[["${owner}"]]`),
    ...places.map(({ event, id }) => `  ${id}(["${shortOf(event)}"])`),
    ...places.map(({ event, id }) => `  ${idOf(event.owner)} --> ${id}`),
    ...heard.flatMap(({ by }, place) => by.map(({ name }) => `  e${String(place + 1)} --> ${idOf(name)}`)),
    ...contexts.flatMap(({ workflows }) =>
      workflows.flatMap(({ owner, placeholders }) =>
        Object.values(placeholders)
          .filter((stands) => stands.kind === 'function')
          .map((stands) => `  ${idOf(owner)} -. ${stands.name} .-> ${idOf(stands.owner)}`),
      ),
    ),
  ].join('\n');
};

const idOf = (name: string): string => `c_${name.replaceAll(/\W/g, '_')}`;

/** Without the context, which the arrow tells. */
const shortOf = ({ detailType }: AnyEvent): string => detailType.slice(detailType.indexOf('.') + 1);
