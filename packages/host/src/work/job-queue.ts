import { EspressoError } from '@espresso/kernel';

/** More commands wait than this host takes on at once; asking again in a moment may succeed. */
export class TooBusy extends EspressoError {
  constructor(waiting: number) {
    super(`${String(waiting)} commands are waiting already`, { retryable: true });
  }
}

/** First in, first out, with a bound. */
export class JobQueue<Job> {
  readonly #jobsMax: number;
  #jobs: Job[] = [];
  #next = 0;

  constructor(jobsMax: number) {
    this.#jobsMax = jobsMax;
  }

  /** @throws TooBusy when it is full */
  push(job: Job): void {
    if (this.size >= this.#jobsMax) throw new TooBusy(this.size);
    this.#jobs.push(job);
  }

  shift(): Job | undefined {
    const job = this.#jobs[this.#next];
    if (job === undefined) return undefined;
    this.#next++;
    if (this.#next === this.#jobs.length) {
      this.#jobs = [];
      this.#next = 0;
    }
    return job;
  }

  get size(): number {
    return this.#jobs.length - this.#next;
  }
}
