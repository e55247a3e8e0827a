import { EspressoError } from '@espresso/kernel';

/** The bar did not answer for as long as a robot is ready to wait. */
export class BarUnreachable extends EspressoError {
  readonly url: string;
  readonly triedMs: number;

  constructor(url: string, triedMs: number, cause?: unknown) {
    super(`the bar at ${url} did not answer for ${Math.round(triedMs / 1_000)} s`, { retryable: true, cause });
    this.url = url;
    this.triedMs = triedMs;
  }
}

/** The bar said no to something a robot needs. */
export class BarRefused extends EspressoError {
  readonly status: number;
  readonly code: string;

  constructor(request: string, no: { readonly status: number; readonly code: string; readonly detail: string }) {
    super(`${request}: ${no.detail} (${no.status} ${no.code})`);
    this.status = no.status;
    this.code = no.code;
  }
}

/** The robot was told to stop. */
export class Stopped extends EspressoError {
  constructor() {
    super('stopped');
  }
}
