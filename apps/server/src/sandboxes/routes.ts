import { sandboxClosed, sandboxDisturbed, sandboxOpened } from '@espresso/sandboxes/contract';
import { accept, refuse, route, type Caller, type ServedRoute } from '@espresso/contract';
import { iso } from '@espresso/kernel';
import { z } from 'zod';
import type { Bar } from '../bar.ts';
import { notOfAllShops, refuseOneShop, unread, worksEverywhere } from '../operations/parts.ts';
import { SANDBOXES_MAX, type OpenSandbox, type Sandboxes } from './sandboxes.ts';
import { faultChange, mixName, sandbox, speed, trouble } from './shapes.ts';

const SEED_MAX = 2 ** 32 - 1;
const params = z.strictObject({ sandboxId: z.string().min(1).max(64) });
const unknownSandbox = { 'unknown-sandbox': [404, 'No such sandbox'] } as const;

/** Opening, disturbing and closing sandboxes. What is in one is answered under its own address. */
export const sandboxRoutes = (bar: Bar, sandboxes: Sandboxes): readonly ServedRoute[] => {
  const known = (sandboxId: string, caller: Caller) => {
    if (!worksEverywhere(caller)) return { found: undefined, refusal: refuseOneShop() };
    const found = sandboxes.find(sandboxId);
    const refusal = refuse('unknown-sandbox', { detail: 'There is none; one that nobody looks at is closed.' });
    return found === undefined ? { found, refusal } : { found, refusal: undefined };
  };
  const tellDisturbed = ({ sandboxId }: OpenSandbox, what: string, by: string) =>
    bar.host.publish(sandboxDisturbed({ sandboxId, what, by }));

  return [
    route(
      {
        method: 'GET',
        path: '/api/sandboxes',
        summary: 'The sandboxes there are: bars in memory, for trying things out.',
        access: ['viewer'],
        params: unread,
        query: unread,
        body: unread,
        reply: z.object({ sandboxes: z.array(sandbox), max: z.number().int() }),
        refusals: notOfAllShops,
      },
      ({ caller }) =>
        Promise.resolve(
          worksEverywhere(caller)
            ? accept({ reply: { sandboxes: sandboxes.all().map(viewOf), max: SANDBOXES_MAX } })
            : refuseOneShop(),
        ),
    ),
    route(
      {
        method: 'POST',
        path: '/api/sandboxes',
        summary:
          'Open a sandbox: a day from a seed, with robots as customers and baristas. The Explorer’s routes answer for it under /api/sandboxes/{sandboxId}/….',
        access: ['owner'],
        params: unread,
        query: unread,
        body: z.strictObject({
          name: z.string().trim().min(1).max(60).default('Sandbox'),
          seed: z.int().min(0).max(SEED_MAX).default(1),
          hours: z.number().min(0.1).max(12).default(2),
          customersPerHour: z.number().min(1).max(300).default(60),
          baristas: z.int().min(1).max(20).default(3),
          shops: z.int().min(1).max(5).default(1),
          faults: mixName.default('calm'),
          speed: speed.default(20),
          isPaused: z.boolean().default(false),
        }),
        reply: sandbox,
        status: 201,
        refusals: { ...notOfAllShops, 'too-many-sandboxes': [409, 'As many sandboxes as there may be'] },
      },
      async ({ body: { name, speed: asked, ...options }, caller }) => {
        if (!worksEverywhere(caller) || caller.kind !== 'staff') return refuseOneShop();
        const opened = await sandboxes.open(name, caller.staffId, {
          ...options,
          speed: asked === 'as-fast-as-possible' ? undefined : asked,
        });
        if (opened === undefined)
          return refuse('too-many-sandboxes', { detail: `There are ${SANDBOXES_MAX} already; close one first.` });
        await bar.host.publish(
          sandboxOpened({ sandboxId: opened.sandboxId, name, seed: options.seed, by: caller.staffId }),
        );
        return accept({ reply: viewOf(opened) });
      },
    ),
    route(
      {
        method: 'GET',
        path: '/api/sandboxes/{sandboxId}',
        summary: 'One sandbox: how its day goes, and whether every promise holds.',
        access: ['viewer'],
        params,
        query: unread,
        body: unread,
        reply: sandbox,
        refusals: { ...notOfAllShops, ...unknownSandbox },
      },
      ({ params: { sandboxId }, caller }) => {
        const { found, refusal } = known(sandboxId, caller);
        return Promise.resolve(refusal ?? accept({ reply: viewOf(found) }));
      },
    ),
    route(
      {
        method: 'PUT',
        path: '/api/sandboxes/{sandboxId}/knobs',
        summary: 'Turn the knobs of a sandbox: what goes wrong, what is switched off, how fast it is lived.',
        access: ['owner'],
        params,
        query: unread,
        body: z.strictObject({
          faults: faultChange.optional(),
          off: z.array(z.string().min(1).max(128)).max(100).optional(),
          speed: speed.optional(),
          isPaused: z.boolean().optional(),
        }),
        reply: sandbox,
        refusals: { ...notOfAllShops, ...unknownSandbox, 'unknown-function': [422, 'Nothing is called so'] },
      },
      async ({ params: { sandboxId }, body: { faults, off, speed: asked, isPaused }, caller }) => {
        const { found, refusal } = known(sandboxId, caller);
        if (found === undefined || caller.kind !== 'staff') return refusal ?? refuseOneShop();
        const there = switchesOf(found.bar);
        const missing = off?.find((name) => !there.has(name));
        if (missing !== undefined)
          return refuse('unknown-function', { detail: `No rule with a handler and no function is called ${missing}.` });
        await found.sandbox.change({
          ...(faults && { faults }),
          ...(off && { off }),
          ...(asked !== undefined && { speed: asked === 'as-fast-as-possible' ? undefined : asked }),
          ...(isPaused !== undefined && { isPaused }),
        });
        const told = [
          ...Object.entries(faults ?? {}).map(([name, share]) => `${name} ${String(share)}`),
          ...(off === undefined ? [] : [off.length === 0 ? 'everything is switched on' : `off: ${off.join(', ')}`]),
        ];
        if (told.length > 0) await tellDisturbed(found, told.join(', '), caller.staffId);
        return accept({ reply: viewOf(found) });
      },
    ),
    route(
      {
        method: 'POST',
        path: '/api/sandboxes/{sandboxId}/troubles',
        summary: 'Make something go wrong in a sandbox, once: the power goes, the clock jumps, the disk lies.',
        access: ['owner'],
        params,
        query: unread,
        body: trouble,
        reply: sandbox,
        refusals: { ...notOfAllShops, ...unknownSandbox },
      },
      async ({ params: { sandboxId }, body, caller }) => {
        const { found, refusal } = known(sandboxId, caller);
        if (found === undefined || caller.kind !== 'staff') return refusal ?? refuseOneShop();
        if (body.type === 'power-cut') found.sandbox.cutNextCommit();
        else if (body.type === 'lie') found.sandbox.lie();
        else await found.sandbox.jump(body.minutes * 60_000);
        await tellDisturbed(found, body.type, caller.staffId);
        return accept({ reply: viewOf(found) });
      },
    ),
    route(
      {
        method: 'DELETE',
        path: '/api/sandboxes/{sandboxId}',
        summary: 'Close a sandbox: nothing of it is left.',
        access: ['owner'],
        params,
        query: unread,
        body: unread,
        reply: z.object({ closed: z.literal(true) }),
        refusals: { ...notOfAllShops, ...unknownSandbox },
      },
      async ({ params: { sandboxId }, caller }) => {
        const { found, refusal } = known(sandboxId, caller);
        if (found === undefined || caller.kind !== 'staff') return refusal ?? refuseOneShop();
        sandboxes.close(sandboxId);
        await bar.host.publish(sandboxClosed({ sandboxId, by: caller.staffId }));
        return accept({ reply: { closed: true as const } });
      },
    ),
  ];
};

/** What can be switched off: rules with a handler or an effect, and functions. */
const switchesOf = ({ contexts }: Bar): ReadonlySet<string> =>
  new Set(
    contexts.flatMap(({ name, subscribes, serves }) => [
      ...Object.entries(subscribes).flatMap(([rule, { target }]) =>
        target.type === 'workflow' ? [] : [`${name}.${rule}`],
      ),
      ...serves.map((served) => served.function.name),
    ]),
  );

const viewOf = ({ sandboxId, name, openedBy, openedMs, sandbox: { view } }: OpenSandbox): z.input<typeof sandbox> => {
  const { day, knobs, breach, invariants, startMs, nowMs, closingMs, hash, ...counts } = view;
  return {
    sandboxId,
    name,
    openedBy,
    openedAt: iso(openedMs),
    seed: day.seed,
    hours: day.hours,
    customersPerHour: day.customersPerHour,
    baristas: day.baristas,
    shops: day.shops,
    faults: { ...knobs.faults },
    off: [...knobs.off],
    speed: knobs.speed ?? 'as-fast-as-possible',
    startedAt: iso(startMs),
    now: iso(nowMs),
    closesAt: iso(closingMs),
    ...counts,
    invariants: Object.entries(invariants).map(([number, sentence]) => ({
      number,
      sentence,
      holds: breach?.invariant !== number,
    })),
    ...(breach && {
      breach: { invariant: breach.invariant, found: breach.found, at: iso(breach.atMs), event: breach.event },
    }),
    ...(hash !== undefined && { hash }),
  };
};
