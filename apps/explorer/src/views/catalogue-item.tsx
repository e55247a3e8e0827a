import { Button } from '@espresso/ui';
import { useMemo } from 'preact/hooks';
import { everything } from '../model/filter.ts';
import { workflowGraph } from '../model/workflow-graph.ts';
import type { Catalogue, Context, EventType } from '../wire.ts';
import { Facts, OwnerMark, ownerOf } from './bits.tsx';
import { useExplorer } from './explorer.ts';
import { JsonText } from './json.tsx';
import { SchemaTable } from './schema-table.tsx';
import { useWords } from './words.ts';
import { WorkflowDrawing } from './workflow-drawing.tsx';

/** One thing of the catalogue, by the name it has in addresses: `event:Validator.NewOrder`. */
export const CatalogueItem = ({ item, onClose }: { readonly item: string; readonly onClose: () => void }) => {
  const t = useWords();
  const { bus } = useExplorer();
  const catalogue = bus.catalogue.value;
  const colon = item.indexOf(':');
  const [kind, name] = [item.slice(0, colon), item.slice(colon + 1)];
  return (
    <div class="stack">
      <div class="panel-head">
        <Button kind="quiet" onClick={onClose}>
          <span aria-hidden="true">✕</span> {t('close')}
        </Button>
      </div>
      {(catalogue && shown(kind, name, catalogue)) ?? <p class="nothing">{t('notFound', { text: name })}</p>}
    </div>
  );
};

const shown = (kind: string, name: string, catalogue: Catalogue) => {
  const { contexts, events } = catalogue;
  if (kind === 'event') {
    const event = events.find(({ detailType }) => detailType === name);
    return event && <OneEvent event={event} />;
  }
  if (kind === 'rule') return <OneRule name={name} />;
  if (kind === 'workflow') {
    const workflow = contexts.flatMap(({ workflows }) => workflows).find((one) => one.name === name);
    return workflow && <OneWorkflow workflow={workflow} />;
  }
  const context = contexts.find((one) => one.name === name);
  return context && <OneContext context={context} catalogue={catalogue} />;
};

/** Leads to something of the catalogue, without leaving the view. */
const Leads = ({ kind, names }: { readonly kind: string; readonly names: readonly string[] }) => {
  const t = useWords();
  const { places } = useExplorer();
  if (names.length === 0) return <p class="soft">{t('none')}</p>;
  return (
    <ul class="leads">
      {names.map((name) => (
        <li key={name}>
          <button type="button" class="link" onClick={() => places.go({ item: `${kind}:${name}` })}>
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
};

const OneEvent = ({ event }: { readonly event: EventType }) => {
  const t = useWords();
  const { bus, places } = useExplorer();
  const { detailType, owner, version, consumers, schema, example, sentence, sensitive } = event;
  const { feed } = bus.known.value;
  const seen = feed.events.filter((one) => one.detailType === detailType).length;
  return (
    <>
      <h2>
        <OwnerMark owner={ownerOf(event.source)} /> {detailType}
      </h2>
      <p>
        {t('exampleSays')} “{sentence}”
      </p>
      <div class="row">
        <span>{t('seenHere', { n: seen })}</span>
        <Button onClick={() => places.go({ view: 'bus', event: '', filter: { ...everything, type: detailType } })}>
          {t('showThese')}
        </Button>
      </div>
      <Facts
        rows={[
          [t('owner'), <Leads kind="context" names={[owner]} />],
          [t('version'), String(version)],
          [t('consumers'), <Leads kind="rule" names={consumers.map(({ rule }) => rule)} />],
        ]}
      />
      <h3>{t('schema')}</h3>
      <SchemaTable schema={schema} masked={sensitive.map(({ path }) => path)} />
      <h3>{t('example')}</h3>
      <JsonText value={example} label={t('example')} />
    </>
  );
};

const OneRule = ({ name }: { readonly name: string }) => {
  const t = useWords();
  const { bus, places } = useExplorer();
  const found = bus.rules.value.find(({ rule }) => rule.name === name)?.rule;
  if (found === undefined) return <p class="nothing">{t('notFound', { text: name })}</p>;
  const { pattern, target, owner } = found;
  return (
    <>
      <h2>{name}</h2>
      <Facts
        rows={[
          [t('owner'), <Leads kind="context" names={[owner]} />],
          [
            t('target'),
            target.workflow === undefined ? (
              t(target.type === 'effect' ? 'toEffect' : 'toHandler')
            ) : (
              <Leads kind="workflow" names={[target.workflow]} />
            ),
          ],
        ]}
      />
      <h3>{t('pattern')}</h3>
      <JsonText value={pattern} label={t('pattern')} />
      <Button
        onClick={() =>
          places.go({
            view: 'bus',
            event: '',
            filter: { ...everything, pattern: JSON.stringify(pattern, undefined, 2) },
          })
        }
      >
        {t('showThese')}
      </Button>
    </>
  );
};

const OneWorkflow = ({ workflow }: { readonly workflow: Context['workflows'][number] }) => {
  const t = useWords();
  const graph = useMemo(() => workflowGraph(workflow.definition), [workflow]);
  return (
    <>
      <h2>{workflow.name}</h2>
      <p>{workflow.purpose}</p>
      <h3>{t('emits')}</h3>
      <Leads kind="event" names={workflow.emits} />
      <WorkflowDrawing graph={graph} name={workflow.name} />
    </>
  );
};

const OneContext = ({ context, catalogue }: { readonly context: Context; readonly catalogue: Catalogue }) => {
  const t = useWords();
  const { name, purpose, rules, functions, tables, workflows, routes } = context;
  return (
    <>
      <h2>
        <OwnerMark owner={name} /> {name}
      </h2>
      <p>{purpose}</p>
      <Facts
        rows={[
          [
            t('publishes'),
            <Leads
              kind="event"
              names={catalogue.events.filter(({ owner }) => owner === name).map(({ detailType }) => detailType)}
            />,
          ],
          [t('listensTo'), <Leads kind="rule" names={rules.map((rule) => rule.name)} />],
          [t('workflows'), <Leads kind="workflow" names={workflows.map((workflow) => workflow.name)} />],
          [t('serves'), functions.map((one) => `${one.name}: ${one.purpose}`).join(' ') || t('none')],
          [
            t('keeps'),
            <ul class="leads">
              {tables.map((table) => (
                <li key={table.name}>
                  <code>{table.name}</code> {table.purpose}
                </li>
              ))}
            </ul>,
          ],
          [
            t('routes'),
            <ul class="leads">
              {routes.map((route) => (
                <li key={route.method + route.path}>
                  <code>
                    {route.method} {route.path}
                  </code>{' '}
                  {route.summary}
                </li>
              ))}
            </ul>,
          ],
        ]}
      />
    </>
  );
};
