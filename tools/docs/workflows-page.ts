import type { ContextDefinition, WorkflowDefinition } from '@espresso/contract';
import type { WholeBar } from '../whole-bar.ts';
import { code, fenced, join, page, table } from './page.ts';
import { hears, rulesOf, speaks } from './rules.ts';
import { startOf, statesOf, type StateView } from './workflow-states.ts';

/** Every workflow: its diagram and its states, drawn from the document that runs. */
export const workflowsPage = ({ contexts }: WholeBar): string =>
  page(
    'Workflows',
    'Drawn from the Amazon States Language documents that run, here and on AWS.',
    ...contexts.flatMap(({ workflows }) => workflows).map((workflow) => sectionOf(workflow, contexts)),
  );

const sectionOf = (workflow: WorkflowDefinition, contexts: readonly ContextDefinition[]): string => {
  const states = statesOf(workflow);
  const starters = contexts
    .flatMap(rulesOf)
    .filter(({ target }) => target.type === 'workflow' && target.workflow === workflow)
    .map(({ name, types }) => `${code(name)} on ${types === '*' ? 'everything' : types.map(code).join(', ')}`);
  return join(
    `## ${workflow.name}`,
    workflow.purpose,
    `Belongs to ${code(workflow.owner)}; type ${workflow.type}; started by the rule ${starters.join(', ')}.`,
    fenced('mermaid', diagramOf(startOf(workflow), states)),
    table(
      ['state', 'type', 'does', 'waits', 'tries again', 'goes to'],
      states.map(({ name, type, comment, does, waits, retries, ways }) => [
        `**${name}**${comment === '' ? '' : `<br>${comment}`}`,
        type,
        does,
        waits,
        retries,
        ways
          .map(({ to, when }) => `${to === undefined ? 'the end' : `_${to}_`}${when === '' ? '' : ` (${code(when)})`}`)
          .join('<br>'),
      ]),
    ),
    answersOf(states, contexts),
  );
};

/** Who is woken by the events of the states that wait: with their answer the workflow goes on. */
const answersOf = (states: readonly StateView[], contexts: readonly ContextDefinition[]): string => {
  const events = contexts.flatMap(({ publishes }) => publishes);
  const rows = states
    .filter(({ waits }) => waits.includes('task token'))
    .map(({ name, publishes }) => [
      name,
      publishes.map(code).join(', '),
      contexts
        .filter(speaks)
        .flatMap(rulesOf)
        .filter((rule) => events.some((event) => publishes.includes(event.detailType) && hears(rule, event)))
        .map((rule) => code(rule.name))
        .join(', '),
    ]);
  return rows.length === 0
    ? ''
    : join('The states that wait hand out a task token with an event:', table(['state', 'event', 'heard by'], rows));
};

const diagramOf = (start: string, states: readonly StateView[]): string => {
  const ids = new Map(states.map(({ name }, place) => [name, `s${String(place + 1)}`]));
  const id = (name: string | undefined): string => (name === undefined ? '[*]' : (ids.get(name) ?? name));
  return [
    'stateDiagram-v2',
    ...states.map(({ name }) => `  state "${label(name)}" as ${id(name)}`),
    `  [*] --> ${id(start)}`,
    ...states.flatMap(({ name, ways }) =>
      // One arrow to each state: Mermaid writes the labels of two over each other.
      [...Map.groupBy(ways, ({ to }) => to)].map(([to, several]) => {
        const when = several.map((way) => way.when).join(', or ');
        return `  ${id(name)} --> ${id(to)}${when === '' ? '' : ` : ${label(when)}`}`;
      }),
    ),
  ].join('\n');
};

/** A text without what Mermaid reads as its own. */
const label = (text: string): string => text.replaceAll(/["#;:{}<>]/g, (sign) => `#${String(sign.codePointAt(0))};`);
