export {
  customerForgotten,
  customerRegistered,
  emailCodeRequested,
  letterAddressed,
  sessionsRevoked,
  staffInvited,
  staffJoined,
} from './events.ts';
export { customerId, sessionId, staffId, type CustomerId, type SessionId, type StaffId } from './ids.ts';
