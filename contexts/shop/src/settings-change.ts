import { line } from '@espresso/contract';
import { z } from 'zod';
import { settings } from './contract/settings.ts';

const { shape } = settings;

/** Some settings, to be laid over the present ones. What is not named stays. */
export const settingsChange = z.strictObject({
  drinksPerCode: shape.drinksPerCode.unwrap().exactOptional(),
  codeWindowSeconds: shape.codeWindowSeconds.unwrap().exactOptional(),
  queueLimit: shape.queueLimit.unwrap().exactOptional(),
  ordersPerCustomer: shape.ordersPerCustomer.unwrap().exactOptional(),
  customerTimeoutSeconds: shape.customerTimeoutSeconds.unwrap().exactOptional(),
  baristaTimeoutSeconds: shape.baristaTimeoutSeconds.unwrap().exactOptional(),
  emailPolicy: shape.emailPolicy.unwrap().exactOptional(),
  pickupLocation: line(80).exactOptional(),
} satisfies Record<keyof typeof shape, z.ZodType>);
