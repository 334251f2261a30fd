export { type ShipBy, shipByUnder } from './deadlines-under.js'
export { type Deduction, type FeeFacts, type FeeLine, type FeesUnder, feesUnder } from './fees-under.js'
export { judgeReturn, type ReturnJudgement } from './judge-return.js'
export { type ReturnFacts, ReturnTerms, WouldHaveTurned } from './return-facts.js'
export {
  ConditionRule,
  DeadlineRule,
  ExceptionRule,
  RemedyOffer,
  RestockingFee,
  ReturnPolicy,
  ReturnWindow,
  ReviewRule,
  returnPolicyRefOf,
  SatisfactionGuarantee,
  WayBack,
  WindowAnchor,
} from './return-policy.js'
export {
  ProofKind,
  Remedy,
  ReturnCondition,
  ReturnException,
  ReturnKind,
  ReturnRefusalReason,
  WayBackPayer,
} from './return-vocabulary.js'
