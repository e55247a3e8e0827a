import {
  cancellationRequested,
  customerReminded,
  drinkChosen,
  drinkRefused,
  orderBackInLine,
  orderClaimed,
  orderCollected,
  orderCompleted,
  orderRecalled,
  orderReleased,
  orderRushed,
  walkUpTaken,
} from '@coffee/order-manager/contract';
import {
  drinkUnavailable,
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  shopUnavailable,
  waitingCompletion,
  workflowStarted,
} from '@coffee/order-processor/contract';
import { settingsChanged } from '@coffee/shop/contract';
import { drinkReturned, newOrder } from '@coffee/validator/contract';
import type { Envelope, Reader, ReceivedEvent } from '@espresso/contract';
import { holds } from '../invariants.ts';
import { mayCome, phaseAfter, type End, type Phase } from './order-law.ts';

/** All that the log says of an order. */
export interface Life {
  readonly orderId: string;
  readonly shopId: string;
  readonly customerId: string;
  /** The session that began it. */
  readonly sessionId?: string | undefined;
  /** Ordered at the counter: it took no drink of any code. */
  readonly isWalkUp: boolean;
  phase: Phase;
  end?: End;
  orderNumber?: number;
  /** Who makes it. */
  maker?: string;
  /** By when what it waits for has to come, in milliseconds since 1970. */
  deadlineMs?: number;
  /** How long a barista may take from one touch to the next. */
  patienceMs: number;
  /** The drink was made: it is used up, whatever the workflow comes to. */
  isMade: boolean;
  isCollected: boolean;
  /** Its code got the drink back. */
  isReturned: boolean;
}

/** All that the log says of a shop. */
export interface Books {
  queueLimit: number;
  revision: number;
  /** The orders that hold a place. */
  readonly holders: Set<string>;
  lastNumber: number;
}

/** What happened, told by the log alone: every event is held against the laws as it comes. */
export class Ledger {
  readonly lives = new Map<string, Life>();
  readonly books = new Map<string, Books>();
  /** The orders that have not come to an end. */
  readonly underWay = new Set<Life>();
  readonly #rules = new Map<string, (envelope: Envelope) => void>();

  constructor() {
    this.#on(settingsChanged, ({ detail: { shopId, settings, revision } }) => {
      const books = this.booksOf(shopId);
      if (revision >= books.revision) Object.assign(books, { queueLimit: settings.queueLimit, revision });
    });
    this.#on(newOrder, ({ detail }) => this.#begin({ ...detail, isWalkUp: false }));
    this.#on(walkUpTaken, ({ detail }) => this.#begin({ ...detail, isWalkUp: true }));
    this.#step(shopUnavailable, () => undefined);
    this.#step(workflowStarted, (life, { detail: { chooseBy } }) => {
      const { holders, queueLimit } = this.booksOf(life.shopId);
      holders.add(life.orderId);
      life.deadlineMs = Date.parse(chooseBy);
      holds('I7', holders.size <= queueLimit, () => `${holders.size} orders are in a queue of ${queueLimit}`);
    });
    this.#step(drinkChosen, () => undefined);
    this.#step(drinkRefused, () => undefined);
    this.#step(cancellationRequested, () => undefined);
    this.#step(drinkUnavailable, (life, { detail: { chooseBy } }) => {
      life.deadlineMs = Date.parse(chooseBy);
    });
    this.#step(waitingCompletion, (life, { detail: { orderNumber, makeBy }, atMs }) => {
      const books = this.booksOf(life.shopId);
      const { lastNumber } = books;
      const found = () => `number ${orderNumber} of shop ${life.shopId} comes after ${lastNumber}`;
      holds('I4', orderNumber === lastNumber + 1, found);
      books.lastNumber = orderNumber;
      Object.assign(life, { orderNumber, deadlineMs: Date.parse(makeBy), patienceMs: Date.parse(makeBy) - atMs });
    });
    this.#step(orderClaimed, (life, { detail: { baristaId }, atMs }) => {
      const { maker } = life;
      holds('I6', maker === undefined, () => `${baristaId} claimed what ${maker ?? ''} makes`);
      Object.assign(life, { maker: baristaId, deadlineMs: atMs + life.patienceMs });
    });
    this.#step(orderReleased, (life, { detail: { baristaId }, atMs }) => {
      holds('I6', life.maker === baristaId, () => `${baristaId} gave back what ${life.maker ?? 'nobody'} makes`);
      delete life.maker;
      life.deadlineMs = atMs + life.patienceMs;
    });
    this.#step(orderCompleted, (life, { detail: { baristaId } }) => {
      holds('I6', life.maker === baristaId, () => `${baristaId} completed what ${life.maker ?? 'nobody'} makes`);
      life.isMade = true;
    });
    this.#step(orderCollected, (life) => {
      holds('I5', !life.isCollected, () => `order ${life.orderId} was collected twice`);
      life.isCollected = true;
    });
    this.#step(orderRecalled, (life) => {
      holds('I5', life.isCollected, () => `order ${life.orderId} was recalled, and nobody had collected it`);
      life.isCollected = false;
    });
    this.#step(orderRushed, () => undefined);
    this.#step(orderBackInLine, () => undefined);
    this.#step(customerReminded, (life) => {
      holds('I5', !life.isCollected, () => `order ${life.orderId} was collected, and its customer is reminded`);
    });
    this.#step(orderFinished, () => undefined);
    this.#step(orderCancelled, () => undefined);
    this.#step(orderFailed, () => undefined);
    this.#step(orderTimedOut, (life, { atMs }) => {
      const { orderId, deadlineMs = Infinity } = life;
      holds('I11', atMs >= deadlineMs, () => `order ${orderId} timed out ${deadlineMs - atMs} ms early`);
    });
    this.#on(drinkReturned, ({ detail: { orderId } }) => {
      const life = this.lifeOf(orderId);
      const isFruitless = life.end !== undefined && !life.isMade && !life.isWalkUp;
      holds('I3', isFruitless, () => `the drink of order ${orderId} went back, which is ${life.phase}`);
      holds('I3', !life.isReturned, () => `the drink of order ${orderId} went back twice`);
      life.isReturned = true;
    });
  }

  /** Writes an event into the ledger. */
  enter(envelope: Envelope): void {
    this.#rules.get(envelope['detail-type'])?.(envelope);
  }

  lifeOf(orderId: string): Life {
    const life = this.lives.get(orderId);
    holds('I5', life !== undefined, () => `something happened to order ${orderId}, which never began`);
    return life;
  }

  booksOf(shopId: string): Books {
    const known = this.books.get(shopId);
    if (known !== undefined) return known;
    const books: Books = { queueLimit: 0, revision: 0, holders: new Set(), lastNumber: 0 };
    this.books.set(shopId, books);
    return books;
  }

  #begin(begun: Pick<Life, 'orderId' | 'shopId' | 'customerId' | 'sessionId' | 'isWalkUp'>): void {
    const { orderId } = begun;
    holds('I1', !this.lives.has(orderId), () => `order ${orderId} began twice`);
    const nothingYet = {
      phase: 'placed',
      patienceMs: 0,
      isMade: false,
      isCollected: false,
      isReturned: false,
    } as const;
    const life: Life = { ...begun, ...nothingYet };
    this.lives.set(orderId, life);
    this.underWay.add(life);
  }

  #on<Event extends ReceivedEvent>(reader: Reader<Event>, rule: (event: Event) => void): void {
    this.#rules.set(reader.detailType, (envelope) => rule(reader.read(envelope)));
  }

  /** An event that is a step of an order: it has to be a legal one. */
  #step<Event extends ReceivedEvent<{ readonly orderId: string }>>(
    reader: Reader<Event>,
    rule: (life: Life, event: Event) => void,
  ): void {
    this.#on(reader, (event) => {
      const life = this.lifeOf(event.detail.orderId);
      const { orderId, phase, isWalkUp } = life;
      holds('I5', mayCome(event.type, phase, isWalkUp), () => `${event.type} of order ${orderId}, which is ${phase}`);
      rule(life, event);
      const after = phaseAfter(event.type);
      if (after.phase !== undefined) life.phase = after.phase;
      if (after.end === undefined) return;
      life.end = after.end;
      this.underWay.delete(life);
      this.booksOf(life.shopId).holders.delete(orderId);
    });
  }
}
