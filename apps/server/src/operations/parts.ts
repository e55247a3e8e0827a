import { refuse, type Caller } from '@espresso/contract';
import { parseJson, type Json } from '@espresso/kernel';
import { z } from 'zod';

/** A part of a request that is not looked at. */
export const unread = z.unknown();
/** Any JSON value. */
export const json = z.custom<Json>();
export const ruleName = z.string().min(1).max(128);
export const instant = z.iso.datetime({ offset: true });

/** How many, as a query says it. */
export const limitOf = (usual: number, max: number) => z.coerce.number().int().min(1).max(max).default(usual);

export const notOfAllShops = { 'not-of-all-shops': [403, 'Only for staff of all shops'] } as const;

/** Whether somebody is staff of every shop: what concerns all of them at once is theirs alone. */
export const worksEverywhere = (caller: Caller): boolean => caller.kind === 'staff' && caller.shopId === undefined;

/** Who acts, for the log. */
export const actorOf = (caller: Caller): string => (caller.kind === 'staff' ? caller.staffId : caller.kind);

export const refuseOneShop = () =>
  refuse('not-of-all-shops', { detail: 'This concerns all shops at once; your session is for one of them.' });

/** A value as text, as it is where it is one. */
export const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A value as JSON has it. */
export const asJson = (value: unknown): Json => parseJson(JSON.stringify(value ?? null));
