export {
  type RefundDue,
  type RefundDueFacts,
  refundDueUnder,
  type ShipBy,
  shipByUnder,
} from './deadlines-under.js'
export { decodeReturnPolicy, returnPolicy } from './decode-return-policy.js'
export { thirtyDayReturns } from './example-return-policies.js'
export {
  type Deduction,
  type FeeFacts,
  type FeeLine,
  type FeesUnder,
  feesUnder,
  RESTOCKING_FEE,
} from './fees-under.js'
export { judgeReturn, type ReturnJudgement } from './judge-return.js'
export { conditionBehind } from './refusal-causes.js'
export { type RemediesOnOffer, type RemedyFacts, remediesUnder } from './remedies-under.js'
export {
  type Repriced,
  repriceAfterReturn,
  type SaleToReprice,
  type SoldLine,
  type UnitsOfLine,
} from './reprice-after-return.js'
export { PROMOTION_REPRICING, type RepricingFacts, repricingUnder } from './repricing-under.js'
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
  ValueLossBasis,
  WayBackPayer,
} from './return-vocabulary.js'
export { PromotionTakes, SalePromotion } from './sale-promotion.js'
export { type ValueLossFacts, type ValueLossRefusal, valueLossUnder } from './value-loss-under.js'
export { RETURN_SHIPPING, type WayBackFacts, wayBackUnder } from './way-back-under.js'
