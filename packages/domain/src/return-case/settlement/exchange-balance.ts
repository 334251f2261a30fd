import type { SettlementComponent } from './money-plan.js'
import { type ExchangeLegState, isLive, isRefund, type Settlement } from './settlement-state.js'

/** What the customer paid on top and was not given back. */
export const paidMinorOf = ({ payments, paidBackMinor }: ExchangeLegState): bigint =>
  payments.reduce((sum, { minor }) => sum + minor, 0n) - paidBackMinor

/** Of what the choice that holds costs more, what the customer did not pay since it was made; nothing before approval. */
export const stillDueMinorOf = ({ confirmed, payments }: ExchangeLegState): bigint => {
  if (confirmed === undefined) return 0n
  const since = payments.filter(({ forReplacementId }) => forReplacementId === confirmed.replacementId)
  return confirmed.dueFromCustomerMinor - since.reduce((sum, { minor }) => sum + minor, 0n)
}

/** What the units of an exchange are still made of, once earlier differences went to the customer out of it. */
export const componentsLeft = ({ legs }: Settlement, { leg }: ExchangeLegState): ReadonlyArray<SettlementComponent> => {
  const gone = legs
    .filter(isRefund)
    .filter((other) => isLive(other) && other.leg.differenceOf === leg.legId)
    .flatMap((other) => other.leg.components)
  return leg.components.flatMap((component) => {
    const goneMinor = gone.filter((other) => isSamePart(other, component)).reduce((sum, { minor }) => sum + minor, 0n)
    const minor = component.minor - goneMinor
    return minor > 0n ? [{ ...component, minor }] : []
  })
}

const isSamePart = (one: SettlementComponent, other: SettlementComponent): boolean =>
  one.component === other.component && one.lineId === other.lineId && one.because === other.because
