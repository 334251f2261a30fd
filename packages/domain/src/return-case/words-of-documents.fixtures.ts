// The fields of what a command brings along that are names of the shop's own.

export const wordsOfTerms = [
  'policy.windows.calendarRef.policyId',
  'policy.windows.categories',
  'policy.conditions.categories',
  'policy.exceptions.categories',
  'policy.restockingFees.categories',
  'policy.shipBy.calendarRef.policyId',
  'policy.refundWithin.calendarRef.policyId',
  'policy.requiredDisclosures',
  'calendars.calendarId',
]
export const currenciesOfTerms = ['policy.waysBack.labelCosts.currency', 'policy.review.valueFrom.currency']

export const wordsOfEvidence = [
  'marketCode',
  'channel',
  'lines.sku',
  'shipping.shippingId',
  'payments.paymentId',
  'payments.tender',
  'disclosures.policyRef.policyId',
  'disclosures.conditionsShown',
]
