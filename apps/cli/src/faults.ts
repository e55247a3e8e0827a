import { EspressoError } from '@espresso/kernel';

/** Something the person at the terminal should know, as a sentence; the command ends with 1. */
export class Complaint extends EspressoError {}

/** The command was written in a way nobody understands; it ends with 2. */
export class WrongUse extends EspressoError {}
