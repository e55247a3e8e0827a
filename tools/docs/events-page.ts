import type { AnyEvent, ContextDefinition } from '@espresso/contract';
import { isJsonObject } from '@espresso/kernel';
import { schemaOf } from '../json-schema.ts';
import type { WholeBar } from '../whole-bar.ts';
import { fieldsOf } from './fields.ts';
import { anchor, code, fenced, join, list, page, table, titleOf } from './page.ts';
import { exampleOf } from './example.ts';
import { actOf, hears, rulesOf } from './rules.ts';
import { statesOf } from './workflow-states.ts';

/** The catalogue of events: for each what it says, who says it and who hears it. */
export const eventsPage = ({ contexts, events }: WholeBar): string => {
  const owners = [...new Set(events.map(({ owner }) => owner))];
  const of = (owner: string): readonly AnyEvent[] => events.filter((event) => event.owner === owner);
  return page(
    'Events',
    'Everything that can happen in the bar, as the bus carries it. An event is said by its owner alone; whoever wants to hear it has a rule. Each carries `metadata` beside the fields below: `correlationId` (the conversation it belongs to: for an order, its id), `causationId` (the event that caused it, if one did) and `version`.',
    'Fields marked **secret** or **personal** never leave the process: screens, streams and exports have them masked.',
    list(
      owners.map((owner) => {
        const links = of(owner).map((event) => `[${headingOf(event)}](#${anchor(headingOf(event))})`);
        return `${code(owner)}: ${links.join(', ')}`;
      }),
    ),
    ...owners.map((owner) =>
      join(
        `## ${contexts.some(({ name }) => name === owner) ? titleOf(owner) : 'The platform'}`,
        ...of(owner).map((event) => sectionOf(event, contexts)),
      ),
    ),
  );
};

/** How the catalogue heads an event; versions after the first say so. */
export const headingOf = ({ detailType, version }: AnyEvent): string =>
  version === 1 ? detailType : `${detailType}@${String(version)}`;

const sectionOf = (event: AnyEvent, contexts: readonly ContextDefinition[]): string => {
  const marks = new Map(event.sensitive.map(({ path, sensitivity }) => [path.join('.'), sensitivity]));
  const example = exampleOf(event);
  const saidIn = contexts.flatMap(({ workflows }) =>
    workflows.flatMap((workflow) =>
      statesOf(workflow)
        .filter(({ publishes }) => publishes.includes(event.detailType))
        .map(({ name }) => `_${name}_ of ${code(workflow.name)}`),
    ),
  );
  const hearers = contexts.flatMap(rulesOf).filter((rule) => hears(rule, event));
  return join(
    `### ${headingOf(event)}`,
    `> ${event.sentence(isJsonObject(example) ? example : {})}`,
    `Source ${code(event.source)}, version ${String(event.version)}${saidIn.length === 0 ? '' : `, said in ${saidIn.join(', ')}`}.`,
    table(
      ['field', 'type', ''],
      fieldsOf(schemaOf(event.schema, 'input')).map((field) => [
        code(field.path),
        field.type,
        [
          ...(marks.has(field.path) ? [`**${String(marks.get(field.path))}**`] : []),
          ...(field.path === event.correlatedBy ? ['names the conversation'] : []),
          ...(field.required
            ? []
            : [field.default === undefined ? 'optional' : `usually ${JSON.stringify(field.default)}`]),
        ].join(', '),
      ]),
    ),
    fenced('json', JSON.stringify(example, null, 2)),
    table(
      ['heard by', 'which'],
      hearers.map((rule) => [code(rule.name), `${actOf(rule.target)}${rule.isNarrowed ? ', for some of them' : ''}`]),
    ),
  );
};
