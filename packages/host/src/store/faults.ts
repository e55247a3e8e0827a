import { EspressoError } from '@espresso/kernel';

/** Another process has the file: one host per file. */
export class StoreBusy extends EspressoError {
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super(`${file} is in use by another process; stop it, or give this one a data folder of its own`, { cause });
    this.file = file;
  }
}

/** The file was written by a newer version of this program. */
export class StoreTooNew extends EspressoError {
  readonly file: string;

  constructor(file: string, found: number, known: number) {
    super(
      `${file} was written by a newer version (its schema is ${String(found)}, this program knows up to ${String(known)})`,
    );
    this.file = file;
  }
}
