import type { AnyEvent } from '@espresso/contract';
import { toJson, type Json } from '@espresso/kernel';

/** An event's example, as it would be on the wire. */
export const exampleOf = (event: AnyEvent): Json => toJson(event.example);
