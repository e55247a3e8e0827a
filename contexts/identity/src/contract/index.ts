export {
  customerForgotten,
  customerRegistered,
  emailCodeRequested,
  sessionsRevoked,
  staffInvited,
  staffJoined,
} from './events.ts';
export { customerId, staffId, type CustomerId, type StaffId } from './ids.ts';
