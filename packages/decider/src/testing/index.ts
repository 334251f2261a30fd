export { type Deed, type Deeds, deedByDeed, deedsOf } from './deeds-of.js'
export { type Given, given, type Outcome, UnexpectedDecision } from './given.js'
export { acceptedHistoryOf, historyOf } from './history-of.js'
export { firstDifference } from './same-value.js'
export {
  outcomeAfter,
  outcomeInShort,
  outcomeInWords,
  outcomesIn,
  outcomeTable,
  ownRejectionTable,
  tableIn,
} from './state-table.js'
