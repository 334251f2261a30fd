import type { DomainEvent, RefundReserved } from '@aftersale/domain'
import type { LedgerWorld, Logged } from './ledger-world.fixtures.js'

/** Money goes back of all that was charged, for a return and for nothing but goodwill. */
const parts = ['goods', 'goods-tax', 'shipping', 'shipping-tax', 'fee', 'fee-tax', 'deduction'] as const

/** What has to have happened among some hundreds of schedules: where it never does, nothing is shown. */
export const mustHappen: ReadonlyArray<string> = [
  'ReturnUnitsReserved',
  'ReturnReservationRefused',
  'ReturnAuthorised',
  'ReturnCancelled',
  'ReturnExpired',
  'ReturnedToCustomer',
  'ReturnCaseClosed',
  'UnitsCancelled',
  'ShipmentAnnounced',
  'ShipmentCancelled',
  'ShipmentReturnedToSender',
  'ShipmentDestroyed',
  'ShipmentDelivered',
  'ShipmentDeclaredLost',
  'LostShipmentFound',
  'UnitsFulfilled',
  'UnitsReserved',
  'units held as not received',
  'UnitsReleased',
  'UnitsConsumed',
  'AccessRevoked',
  'ReplacementUnitsAdded',
  'PaymentRecorded',
  'RefundReserved',
  ...parts.map((part) => `${part} refunded for a return`),
  ...parts.filter((part) => part !== 'goods-tax').map((part) => `${part} refunded as goodwill`),
  'a restocking fee taken off a refund',
  'something kept back of a refund',
  'something given back of what was kept',
  'RefundSettled',
  'RefundFailed',
  'RefundCancelled',
  'a refund settled after it had failed',
  'RefundLegFailed',
  'DisputeOpened',
  'DisputeWon',
  'DisputeLost',
  'ExchangeDispatched',
  'ExchangeSurplusPaid',
  'StoreCreditLegFailed',
  'StoreCreditIssued',
  'StoreCreditClaimed',
  'StoreCreditAuthorised',
  'StoreCreditCaptured',
  'StoreCreditVoided',
  'StoreCreditCredited',
  'StoreCreditExpired',
  'StoreCreditInvalidated',
  'credit of a return authorised',
  'credit of a return captured',
  'ServiceTicketOpened',
]

/** How often each of these things happened, and every event by its type. */
export const happenedIn = ({ log }: LedgerWorld): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  const failed = new Set<string>()
  const creditsOfReturns = new Set<string>()
  for (const logged of log) {
    const event = logged.occurrence.event as DomainEvent
    if (event.type === 'RefundFailed' || event.type === 'RefundCancelled') failed.add(refundOf(logged, event.data))
    if (event.type === 'StoreCreditIssued' && event.data.cause.aggregate === 'returnCase') {
      creditsOfReturns.add(event.data.creditId)
    }
    for (const what of [event.type, ...inWords(event)]) counts.set(what, (counts.get(what) ?? 0) + 1)
    const further =
      event.type === 'RefundSettled' && failed.has(refundOf(logged, event.data))
        ? 'a refund settled after it had failed'
        : event.type === 'StoreCreditAuthorised' && creditsOfReturns.has(event.data.creditId)
          ? 'credit of a return authorised'
          : event.type === 'StoreCreditCaptured' && creditsOfReturns.has(event.data.creditId)
            ? 'credit of a return captured'
            : undefined
    if (further !== undefined) counts.set(further, (counts.get(further) ?? 0) + 1)
  }
  return counts
}

/** Its id is of its purchase. */
const refundOf = ({ occurrence: { stream } }: Logged, { refundId }: { readonly refundId: string }): string =>
  `${stream} ${refundId}`

const inWords = (event: DomainEvent): ReadonlyArray<string> => {
  if (event.type === 'UnitsReserved' && event.data.purpose === 'non-receipt') return ['units held as not received']
  return event.type === 'RefundReserved' ? partsOf(event.data) : []
}

const partsOf = ({ holder, components }: RefundReserved['data']): ReadonlyArray<string> => {
  const by = holder.aggregate === 'returnCase' ? 'for a return' : 'as goodwill'
  return components.flatMap(({ component, keptBack, because }) => [
    `${component} refunded ${by}`,
    ...(because === 'restocking' ? ['a restocking fee taken off a refund'] : []),
    ...(keptBack === undefined
      ? []
      : [component === 'deduction' ? 'something kept back of a refund' : 'something given back of what was kept']),
  ])
}
