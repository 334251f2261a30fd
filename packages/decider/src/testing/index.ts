export { type Given, given, type Outcome, UnexpectedDecision } from './given.js'
export { acceptedHistoryOf, historyOf } from './history-of.js'
export { firstDifference } from './same-value.js'
