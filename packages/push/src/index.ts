export { areSubscriptionKeys, encrypt, type Subscription } from './encrypt.ts';
export { isPushService } from './services.ts';
export { PushRefused, pushTo, type Push, type PushMessage } from './push-to.ts';
export { readPushKeys, vapidHeader, type PushKeys } from './vapid.ts';
