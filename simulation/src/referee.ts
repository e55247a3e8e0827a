import { stockCounted } from '@coffee/inventory/contract';
import { walkUpTaken } from '@coffee/order-manager/contract';
import { drinkReturned, newOrder } from '@coffee/validator/contract';
import type { ContextDefinition } from '@espresso/contract';
import type { Bar, Heard, Question } from './bar.ts';
import { Answers } from './checks/answers.ts';
import { Codes } from './checks/codes.ts';
import { EventLaw } from './checks/event-law.ts';
import { Ledger, type Life } from './checks/ledger.ts';
import { checkPlaces } from './checks/places.ts';
import { checkReadModels } from './checks/read-models.ts';
import { Stock } from './checks/stock.ts';
import { checkTold } from './checks/told.ts';
import { holds } from './invariants.ts';

/** The events after which an order's ingredients, and its code if it has one, are looked at. */
const touches: ReadonlySet<string> = new Set(
  [newOrder, walkUpTaken, drinkReturned].map(({ detailType }) => detailType),
);

/** Who is told what people hear, and looks at the bar now and then. */
export interface Judge {
  readonly ledger: Ledger;
  heard(bar: Bar, question: Question, heard: Heard): void;
  look(bar: Bar): Promise<void>;
  lookAtTheEnd(bar: Bar, more: { readonly compareMetrics: boolean }): Promise<void>;
}

/** Watches the bar from outside, by its log, its answers and what lies on its disk, and says when something does not hold. */
export class Referee implements Judge {
  readonly ledger = new Ledger();
  readonly #answers = new Answers(this.ledger);
  readonly #law: EventLaw;
  readonly #codes = new Codes();
  readonly #stock = new Stock();
  readonly #touched = new Set<Life>();
  readonly #counted = new Set<string>();
  readonly #unchecked = new Map<string, string>();
  #read = 0;

  constructor(contexts: readonly ContextDefinition[]) {
    this.#law = new EventLaw(contexts);
  }

  /** Writes down what somebody asked and what the bar answered. */
  heard(bar: Bar, question: Question, heard: Heard): void {
    this.#catchUp(bar);
    const before = this.#answers.acknowledged.size;
    this.#answers.note(question, heard);
    if (this.#answers.acknowledged.size === before) return;
    const newest = [...this.#answers.acknowledged].at(-1);
    if (newest !== undefined) this.#unchecked.set(...newest);
  }

  /** Looks at everything that changed since the last look. @throws Breach */
  async look(bar: Bar): Promise<void> {
    this.#catchUp(bar);
    for (const [orderId, customerId] of this.#unchecked) {
      const life = this.ledger.lives.get(orderId);
      holds('I1', life?.customerId === customerId, () => `order ${orderId} was acknowledged, and is not in the log`);
    }
    this.#unchecked.clear();
    await checkPlaces(bar, this.ledger);
    await this.#codes.check(bar, this.#touched);
    await this.#stock.check(bar, this.ledger, this.#touched, this.#counted);
    this.#touched.clear();
    this.#counted.clear();
    for (const { orderId, deadlineMs = Infinity, phase, isWalkUp } of this.ledger.underWay) {
      const isAnswered = phase === 'submitted' || phase === 'placed' || (isWalkUp && phase === 'choosing');
      const isLate = deadlineMs < bar.nowMs && !isAnswered;
      holds('I11', !isLate, () => `order ${orderId} is ${phase} after its deadline`);
    }
  }

  /** Looks at what has to hold once everything is over. @throws Breach */
  async lookAtTheEnd(bar: Bar, more: { readonly compareMetrics: boolean }): Promise<void> {
    await this.look(bar);
    const { operations } = bar.host;
    const [undone] = operations.deliveries(1);
    holds('I13', undone === undefined, () => `a delivery never arrived: ${JSON.stringify(undone)}`);
    const lives = [...this.ledger.lives.values()];
    await checkTold(bar, lives);
    const running = operations
      .executions({ limit: lives.length + 1 })
      .find(({ record }) => record.execution.status === 'RUNNING');
    holds('I1', running === undefined, () => `${running?.key ?? ''} still runs`);
    for (const { orderId, end, isMade, isReturned, isWalkUp } of lives) {
      const isFruitless = !isMade;
      holds(
        'I3',
        isWalkUp || isFruitless === isReturned,
        () => `the drink of order ${orderId} did not go back after ${end ?? 'no end'}`,
      );
    }
    this.#stock.checkEnd();
    await checkReadModels(bar, this.ledger, more.compareMetrics);
  }

  #catchUp(bar: Bar): void {
    const { log } = bar.disk;
    holds('I13', log.length >= this.#read, () => `the log had ${this.#read} events, and has ${log.length}`);
    while (this.#read < log.length) {
      // What does not hold is told of once: after it, the ledger goes on.
      const event = log[this.#read++];
      if (event === undefined) return;
      this.#law.check(event);
      this.ledger.enter(event.envelope);
      const type = event.envelope['detail-type'];
      if (touches.has(type)) this.#touched.add(this.ledger.lifeOf(event.correlationId));
      if (type === stockCounted.detailType) {
        const { shopId, ingredientId } = stockCounted.read(event.envelope).detail;
        this.#counted.add(`${shopId} ${ingredientId}`);
      }
    }
  }
}
