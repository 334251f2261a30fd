import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { policyWith } from '../../policy/return-policy/return-policy.fixtures.js'
import type { AuthoriseReturn } from '../commands.js'
import type { ReturnCaseEvent } from '../events.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import {
  after,
  authorise,
  count,
  item,
  lineId,
  olderPurchaseId,
  receive,
  request,
  requestLine,
  shop,
  text,
} from '../return-case.fixtures.js'
import type { ProposedLeg } from './proposed-leg.js'
import {
  approve,
  followedBy,
  line,
  propose,
  proposedLegs,
  purchaseOf,
  refundId,
  refundOf,
} from './settlement.fixtures.js'
import type { RefundLeg } from './settlement-leg.js'

type History = ReadonlyArray<ReturnCaseEvent>
type Units = Readonly<Record<string, ReadonlyArray<number>>>

/** The shop's terms with other fields of its policy, as a person would write them. */
export const termsWith = (fields: object): ReturnTerms => ({ ...shop, policy: policyWith(fields) })

/** A restocking fee on what the shop takes back of its own accord. */
export const ofReturns = (fee: object): object => ({ kinds: ['policy-return'], ...fee })

/** 10.00 on each line, or on the return as a whole. */
export const tenPer = (per: 'line' | 'return'): ReturnTerms =>
  termsWith({ restockingFees: [ofReturns({ amounts: [{ amountMinor: '1000', currency: 'EUR' }], per })] })

/** A shop that lets its customers withdraw for 30 days of its own accord, and gives them store credit for it. */
export const withdrawalOfOwnAccord = termsWith({
  windows: [
    {
      kinds: ['withdrawal'],
      anchor: 'delivery-of-unit',
      period: 'P30D',
      rule: 'event-day-excluded-no-roll',
      zone: 'Europe/Berlin',
    },
  ],
  remedies: [
    {
      kinds: ['withdrawal', 'policy-return', 'exchange', 'wrong-missing-damaged'],
      remedies: ['store-credit'],
      payout: 'store-credit',
    },
  ],
})

/** So many of electronics, on which the shop keeps 15 %, at 19 % tax: paid for all of them, without tax. */
export const electronics = (name: string, quantity: number, netMinor: bigint, differing: object = {}) =>
  line(name, {
    category: text('electronics'),
    quantity: count(quantity),
    netMinor,
    taxMinor: (netMinor * 19n) / 100n,
    ...differing,
  })

/** A refund under the ids of that leg. */
export const refundLegOf = (number: number, quantities: Units, differing: object = {}) =>
  refundOf(quantities, { legId: text(`leg-${number}`), refundId: refundId(number), ...differing })

/** A settlement proposed and approved. */
export const settledIn = (
  history: History,
  number: number,
  legs: ReadonlyArray<ProposedLeg>,
  { evidence, terms = shop }: { readonly evidence: ReadonlyArray<PurchaseEvidence>; readonly terms?: ReturnTerms },
): History => {
  const settlementId = text(`settlement-${number}`)
  return followedBy(history, propose({ settlementId, legs, evidence, terms }), approve({ settlementId }))
}

/** The refund that a further proposal comes to. */
export const nextRefund = (
  history: History,
  number: number,
  bought: PurchaseEvidence,
  quantities: Units,
  { terms = shop, ...differing }: { readonly terms?: ReturnTerms; readonly purchaseId?: typeof olderPurchaseId } = {},
): RefundLeg => {
  const settlementId = text(`settlement-${number}`)
  const [leg] = proposedLegs(history, bought, [refundLegOf(number, quantities, differing)], { settlementId, terms })
  if (leg?.kind !== 'refund') throw new Error('No refund is proposed')
  return leg
}

/** What a leg takes off, in short: `restocking camera 1500`; the tax of it left out. */
export const takenOff = ({ components }: Pick<RefundLeg, 'components'>): ReadonlyArray<string> =>
  components.flatMap(({ because, lineId: ofLine, minor }) =>
    because === undefined || because.endsWith('-tax') ? [] : [[because, ofLine, minor].filter(Boolean).join(' ')],
  )

/** Two purchases, each of two cameras that cost 200.00 without tax. */
export const newer = purchaseOf([electronics('camera', 2, 20000n)])
export const older = purchaseOf([electronics('camera', 2, 20000n)], { purchaseId: olderPurchaseId })

/** All of both came back in one parcel. */
export const bothBack = ({
  terms = shop,
  evidence = [newer, older],
  label,
}: {
  readonly terms?: ReturnTerms
  readonly evidence?: ReadonlyArray<PurchaseEvidence>
  readonly label?: NonNullable<AuthoriseReturn['data']['label']>
} = {}): History =>
  after(
    request({
      terms,
      evidence,
      lines: evidence.map(({ purchaseId }) =>
        requestLine({
          requestLineId: text(`of-${purchaseId}`),
          purchaseId,
          lineId: lineId('camera'),
          quantity: count(2),
        }),
      ),
    }),
    'reserve',
    authorise({ terms, ...(label === undefined ? {} : { label }) }),
    receive({ items: [item('camera', 4)] }),
  )
