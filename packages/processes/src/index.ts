export { type Occurrence, type Process, processOn } from './process.js'
export { type AnyAggregate, type Found, inTurn, issue, lookAt, nothing, type Reaction } from './reaction.js'
export type { FollowedAggregate } from './running/heard-event.js'
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
