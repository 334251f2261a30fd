export { type DeadlineClock, systemDeadlineClock } from './deadlines/deadline-clock.js'
export type { DeadlinesSettings, FiredDeadline } from './deadlines/deadlines-settings.js'
export type { DeadlineParked } from './deadlines/parked-deadline.js'
export { parkedDeadlines } from './deadlines/parked-deadlines.js'
export {
  type CountsOfDeadlines,
  type DeadlinesRun,
  type DeadlinesState,
  runDeadlines,
} from './deadlines/run-deadlines.js'
export type { FallingDue, TimedAggregate } from './deadlines/timed-aggregate.js'
export { letTimePass, type VirtualClock, virtualClock } from './deadlines/virtual-clock.js'
export type { Notices } from './deliveries/tell-the-customer-of-a-delay.js'
export type { Desk } from './desk.js'
export { domainProcesses, followedAggregates, type ShopChoices } from './domain-processes.js'
export { dueCommands, type WithDeadlines } from './due-commands.js'
export { onDomainEvents } from './on-domain-events.js'
export { type Occurrence, type Process, processOn } from './process.js'
export { purchaseEvidenceOf } from './purchase-evidence-of.js'
export { type AnyAggregate, type Found, inTurn, issue, lookAt, nothing, type Reaction } from './reaction.js'
export type { TermsOf } from './returns/authorise-when-all-units-are-reserved.js'
export type { FollowedAggregate } from './running/heard-event.js'
export { keptByRunners } from './running/kept-by-runners.js'
export {
  type ParkedBecause,
  parkedReaction,
  type ReactionParked,
  type ReactionResumed,
} from './running/parked-reaction.js'
export { parkedReactions, type Resumed, type ResumeSettings, resumeReaction } from './running/parked-reactions.js'
export type { ProcessesSettings, Trouble } from './running/processes-settings.js'
export type { CountsOfARun } from './running/react-to.js'
export { type ProcessesRun, type ProcessesState, runProcesses } from './running/run-processes.js'
export { type Step, type StepAnswer, stepsOf, type UnansweredRejection } from './steps-of.js'
export { idsOfAReplacement, replacementUnitOf } from './warranties/replacement-of-a-claim.js'
export type { SaleOfALine, WarrantyChoices, WarrantyOfALine } from './warranties/warranty-choices.js'
