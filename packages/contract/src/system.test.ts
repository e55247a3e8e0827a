import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineContext, type ContextDefinition } from './contexts.ts';
import { defineEvent } from './events.ts';
import { defineFunction } from './functions.ts';
import { accept } from './outcome.ts';
import { serve } from './serve.ts';
import { on } from './subscriptions.ts';
import { faultsIn } from './system.ts';
import { defineTable } from './tables.ts';
import { defineWorkflow } from './workflows.ts';

const rang = defineEvent({
  owner: 'door',
  detailType: 'Door.Rang',
  version: 1,
  detail: z.object({ by: z.string() }),
  example: { by: 'ana' },
  sentence: ({ by }) => `${by} rang.`,
});

const whoIsThere = defineFunction({
  owner: 'door',
  name: 'whoIsThere',
  purpose: 'Who is there?',
  input: z.object({}),
  output: z.object({ name: z.string() }),
});

const callState = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: '${who}' },
  End: true,
};

const opening = defineWorkflow({
  owner: 'door',
  name: 'Opening',
  purpose: 'Opens the door',
  definition: { QueryLanguage: 'JSONata', StartAt: 'Ask', States: { Ask: callState } },
  placeholders: { who: whoIsThere },
});

const answer = serve(whoIsThere, () => Promise.resolve(accept({ reply: { name: 'ana' } })));
const listen = on([rang], () => Promise.resolve(accept()));
const door = defineContext({
  name: 'door',
  purpose: 'Rings',
  publishes: [rang],
  workflows: [opening],
  serves: [answer],
});
const hall = defineContext({ name: 'hall', purpose: 'Listens', subscribes: { onRang: listen } });

const faults = (...contexts: readonly ContextDefinition[]): readonly string[] =>
  faultsIn(contexts).map(({ context, fault }) => `${context}: ${fault}`);

describe('contexts that do not fit together are told so', () => {
  test('contexts that fit have no faults', () => {
    expect(faults(door, hall)).toEqual([]);
  });

  test('a subscription to what nobody publishes', () => {
    expect(faults(hall)).toEqual(['hall: rule onRang listens to Door.Rang@1, which nobody publishes']);
  });

  test('an event published by another than its owner', () => {
    const thief: ContextDefinition = { ...hall, name: 'thief', publishes: [rang], subscribes: {} };
    expect(faults(thief)).toEqual(['thief: publishes Door.Rang, which belongs to door']);
  });

  test('a workflow that calls a function nobody serves', () => {
    expect(faults({ ...door, serves: [] })).toEqual([
      'door: workflow Opening calls door.whoIsThere, which nobody serves',
    ]);
  });

  test('a workflow that emits what its context does not publish', () => {
    const shout = defineWorkflow({
      owner: 'hall',
      name: 'Shout',
      purpose: 'Shouts',
      definition: {
        QueryLanguage: 'JSONata',
        StartAt: 'Tell',
        States: {
          Tell: {
            Type: 'Task',
            Resource: 'arn:aws:states:::events:putEvents',
            Arguments: { Entries: [{ Source: 'espresso.hall', DetailType: 'Hall.Shouted', Detail: {} }] },
            End: true,
          },
        },
      },
      placeholders: {},
    });
    expect(faults(door, { ...hall, workflows: [shout] })).toEqual([
      'hall: workflow Shout emits Hall.Shouted, which hall does not publish',
    ]);
  });

  test('two things of one name', () => {
    const mats = defineTable({
      owner: 'door',
      name: 'mats',
      purpose: 'Door mats',
      item: z.object({ id: z.string() }),
      partitionKey: { name: 'id', type: 'S' },
    });
    const twice = { ...door, tables: [mats, mats], serves: [answer, answer] };
    expect(faults(twice)).toEqual([
      'door: table door-mats exists already',
      'door: function door.whoIsThere exists already',
    ]);
  });
});

test('an event whose example does not fit its schema is refused where it is defined', () => {
  const define = () =>
    defineEvent({
      owner: 'door',
      detailType: 'Door.Slammed',
      version: 1,
      detail: z.object({ loudness: z.number().max(10) }),
      example: { loudness: 11 },
      sentence: () => 'Bang.',
    });
  expect(define).toThrow('the example of Door.Slammed does not fit');
});

test('a placeholder that stands for nothing is refused where the workflow is defined', () => {
  const define = () =>
    defineWorkflow({
      owner: 'door',
      name: 'Opening',
      purpose: 'Opens the door',
      definition: { States: { Ask: callState } },
      placeholders: {},
    });
  expect(define).toThrow('nothing stands for who');
});

test('an event tells in a sentence what happened, and falls back to its type where it cannot', () => {
  expect([rang.sentence({ by: 'ana' }), rang.sentence({})]).toEqual(['ana rang.', 'Door.Rang']);
});
