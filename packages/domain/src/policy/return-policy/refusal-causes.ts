import type { ReturnFacts } from './return-facts.js'
import { ReturnCondition, ReturnException, type ReturnRefusalReason } from './return-vocabulary.js'

export const reasonOfCondition: Readonly<Record<ReturnCondition, ReturnRefusalReason>> = {
  receipt: 'ReceiptRequired',
  label: 'LabelMissing',
  unopened: 'Opened',
  'original-packaging': 'PackagingMissing',
  unused: 'Used',
}

export const reasonOfException: Readonly<Record<ReturnException, ReturnRefusalReason>> = {
  'final-sale': 'FinalSale',
  perishable: 'Perishable',
  'made-to-order': 'MadeToOrder',
  'unsealed-hygiene': 'UnsealedHygiene',
  'digital-begun-with-consent': 'DigitalBegunWithConsent',
  'excluded-category': 'ExcludedCategory',
}

/**
 * The condition that a policy must have shown before purchase to refuse for that reason, by its name; undefined where
 * the reason is no condition, but what was delivered, when it was asked for, or what is left.
 */
export const conditionBehind = (reason: ReturnRefusalReason): ReturnCondition | ReturnException | undefined =>
  conditions.find((condition) => reasonOfCondition[condition] === reason) ??
  exceptions.find((exception) => reasonOfException[exception] === reason)

const conditions = Object.keys(ReturnCondition.keys) as ReadonlyArray<ReturnCondition>
const exceptions = Object.keys(ReturnException.keys) as ReadonlyArray<ReturnException>

/** Whether the line is of that kind. Of `excluded-category` it is the rule that says which. */
export const isOfException = (
  exception: ReturnException,
  facts: ReturnFacts,
  categories: ReadonlyArray<string> | undefined,
): boolean => {
  switch (exception) {
    case 'final-sale':
      return facts.finalSale === true
    case 'perishable':
      return facts.perishable === true
    case 'made-to-order':
      return facts.madeToOrder === true
    case 'unsealed-hygiene':
      return facts.sealedHygiene === true && facts.isUnsealed === true
    case 'digital-begun-with-consent':
      return facts.digitalBegunWithConsent === true
    case 'excluded-category':
      return facts.category !== undefined && (categories ?? []).includes(facts.category)
  }
}
