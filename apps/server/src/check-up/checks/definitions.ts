import type { AnyEvent, ContextDefinition } from '@espresso/contract';
import { isJsonObject, parseJson, type JsonObject } from '@espresso/kernel';
import type { Check, Examined } from '../check.ts';

/** A value as JSON has it. */
const plain = (value: unknown): JsonObject => {
  const json = parseJson(JSON.stringify(value));
  return isJsonObject(json) ? json : {};
};

/** Verbs that ask for something; a fact says what happened. */
const COMMANDS =
  /^(Add|Begin|Calculate|Call|Cancel|Change|Check|Close|Complete|Create|Delete|Do|Execute|Finish|Get|Give|Make|Notify|Open|Place|Prepare|Process|Publish|Remove|Reserve|Run|Send|Set|Start|Stop|Store|Take|Update|Validate|Write)(?=[A-Z])(?!.*(ed|en|made|sent|given|taken|paid|Order)$)/;

export const namedAsFacts: Check = {
  id: 'named-as-facts',
  claim: 'Events are named as facts, Context.WhatHappened, not as commands.',
  remedy:
    'Say what happened, in the past tense. What asks for something is a command: a route or a function of its owner.',
  severity: 'warning',
  look: ({ events }) =>
    events.filter(isOfContext).flatMap(({ detailType }) => {
      const [, fact] = /^[A-Z][A-Za-z]*\.([A-Z][A-Za-z]*)$/.exec(detailType) ?? [];
      const item = `event:${detailType}`;
      if (fact === undefined) return [{ what: `${detailType} is not named Context.WhatHappened`, item }];
      return COMMANDS.test(fact) ? [{ what: `${detailType} sounds like a command`, item }] : [];
    }),
};

const isOfContext = ({ source }: AnyEvent): boolean => source.startsWith('espresso.');

/** The types a rule's definition names; undefined where it names none. */
const listenersOf = ({ contexts }: Examined, detailType: string): readonly string[] =>
  contexts.flatMap((context) =>
    Object.entries(context.subscribes)
      .filter(([, { events }]) => events === '*' || events.some((event) => event.detailType === detailType))
      .map(([rule]) => `${context.name}.${rule}`),
  );

export const isHeard: Check = {
  id: 'is-heard',
  claim: 'Every event that happens is heard by some rule.',
  remedy:
    'Nothing, where people alone want to see it on their screens. Otherwise find who should listen, or stop publishing it.',
  severity: 'hint',
  look: (system) => {
    const counts = new Map<string, number>();
    for (const { envelope } of system.log)
      counts.set(envelope['detail-type'], (counts.get(envelope['detail-type']) ?? 0) + 1);
    return system.events
      .filter(({ detailType }) => (counts.get(detailType) ?? 0) > 0 && listenersOf(system, detailType).length === 0)
      .filter(
        ({ detailType, source, example }) =>
          !hearsCustom(system, { source, 'detail-type': detailType, detail: example }),
      )
      .map(({ detailType }) => ({
        what: `${detailType} happened ${times(counts.get(detailType) ?? 0)}, and no rule hears it`,
        item: `event:${detailType}`,
        evidence: system.log
          .filter(({ envelope }) => envelope['detail-type'] === detailType)
          .slice(-1)
          .map(({ number, correlationId, envelope }) => ({ number, correlationId, id: envelope.id, type: detailType })),
      }));
  },
};

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const hearsCustom = ({ rules }: Examined, event: Readonly<Record<string, unknown>>): boolean =>
  rules.some(({ owner, matches }) => owner === 'custom' && matches(plain(event)));

const typesIn = (pattern: unknown): readonly string[] | undefined => {
  const types: unknown =
    typeof pattern === 'object' && pattern !== null ? Reflect.get(pattern, 'detail-type') : undefined;
  if (!Array.isArray(types)) return undefined;
  const texts = types.filter((type): type is string => typeof type === 'string');
  return texts.length === types.length ? texts : undefined;
};

export const hearsSomething: Check = {
  id: 'hears-something',
  claim: 'Every rule listens to something that is published.',
  remedy: 'Correct the name in the rule’s pattern, or remove the rule.',
  severity: 'warning',
  look: ({ rules, events, log }) => {
    const there = new Set([
      ...events.map(({ detailType }) => detailType),
      ...log.map(({ envelope }) => envelope['detail-type']),
    ]);
    return rules.flatMap(({ name, pattern }) => {
      const types = typesIn(pattern);
      return types === undefined || types.some((type) => there.has(type))
        ? []
        : [{ what: `${name} listens to ${types.join(', ')}, which nobody publishes`, item: `rule:${name}` }];
    });
  },
};

const TYPES_MIN = 5;

export const isNarrow: Check = {
  id: 'is-narrow',
  claim: 'No rule hears nearly everything that happens.',
  remedy:
    'Name the types in the rule’s pattern: a rule that hears everything is called for everything, and breaks with any of it.',
  severity: 'warning',
  look: ({ rules, log }) => {
    const byType = new Map(log.map((logged) => [logged.envelope['detail-type'], logged.envelope]));
    if (byType.size < TYPES_MIN) return [];
    return rules
      .filter(({ matches }) => [...byType.values()].every((envelope) => matches({ ...envelope })))
      .map(({ name }) => ({
        what: `${name} hears each of the ${byType.size} types in the log`,
        item: `rule:${name}`,
      }));
  },
};

export const readsEveryVersion: Check = {
  id: 'reads-every-version',
  claim: 'Whoever listens to a type reads the version of it that is published now.',
  remedy: 'List both versions in the rule: on([brewed, brewed2], handler).',
  severity: 'error',
  look: ({ contexts, events }) => {
    const newest = new Map<string, number>();
    for (const { detailType, version } of events)
      newest.set(detailType, Math.max(version, newest.get(detailType) ?? 0));
    return contexts.flatMap((context) =>
      Object.entries(context.subscribes).flatMap(([rule, subscription]) => {
        if (subscription.events === '*') return [];
        const read = Map.groupBy(subscription.events, ({ detailType }) => detailType);
        return [...read].flatMap(([type, versions]) => {
          const wanted = newest.get(type);
          return wanted === undefined || versions.some(({ version }) => version === wanted)
            ? []
            : [
                {
                  what: `${context.name}.${rule} does not read version ${wanted} of ${type}`,
                  item: `rule:${context.name}.${rule}`,
                },
              ];
        });
      }),
    );
  },
};

export const ownsItsTables: Check = {
  id: 'owns-its-tables',
  claim: 'A workflow reads and writes only tables of its own context.',
  remedy: 'Call a function of the table’s owner, or keep a copy of what is needed from the owner’s events.',
  severity: 'error',
  look: ({ contexts }) =>
    contexts.flatMap((context: ContextDefinition) =>
      context.workflows.flatMap(({ name, owner, placeholders }) =>
        Object.values(placeholders).flatMap((placeholder) =>
          placeholder.kind === 'table' && placeholder.owner !== owner
            ? [{ what: `${name} uses the table ${placeholder.name} of ${placeholder.owner}`, item: `workflow:${name}` }]
            : [],
        ),
      ),
    ),
};

export const isDescribed: Check = {
  id: 'is-described',
  claim: 'Every context, function and workflow says what it is for, and every event has a sentence.',
  remedy: 'Write the sentence a newcomer needs into the definition.',
  severity: 'warning',
  look: ({ contexts, events }) => [
    ...contexts.flatMap((context) =>
      [
        { kind: 'context', name: context.name, purpose: context.purpose },
        ...context.workflows.map(({ name, purpose }) => ({ kind: 'workflow', name, purpose })),
      ]
        .filter(({ purpose }) => purpose.trim() === '')
        .map(({ kind, name }) => ({ what: `${name} does not say what it is for`, item: `${kind}:${name}` })),
    ),
    ...events
      .filter((event) => event.sentence(plain(event.example)) === event.detailType)
      .map(({ detailType }) => ({ what: `${detailType} has no sentence`, item: `event:${detailType}` })),
  ],
};
