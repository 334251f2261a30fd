import { given } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import type { Currency } from '../money/currency.js'
import { shown } from '../policy/return-policy/return-policy.fixtures.js'
import type { ReturnCaseCommand } from './commands.js'
import { returnCaseEvents } from './events.js'
import { type ReturnCaseRejection, returnCaseRejections } from './rejections.js'
import {
  after,
  authorise,
  cancel,
  confirm,
  count,
  dispose,
  expire,
  handOver,
  inspect,
  item,
  june,
  kettles,
  lineId,
  lose,
  may,
  olderPurchaseId,
  otherCaseId,
  override,
  phones,
  purchase,
  purchaseId,
  receive,
  refuse,
  refuseReservation,
  request,
  requestLine,
  requestLineOf,
  scan,
  shop,
  shopInGermany,
  shopVersion2,
  system,
  text,
} from './return-case.fixtures.js'
import { returnCase } from './return-case.js'
import { approve, exchangeOf, offered, propose, refundOf } from './settlement/settlement.fixtures.js'
import { type SettlementRejection, settlementRejections } from './settlement/settlement-rejections.js'

type OwnReason = Exclude<ReturnCaseRejection['reason'], SettlementRejection['reason']>
type Shared = Extract<
  ReturnCaseRejection['reason'],
  'ReturnNotAuthorised' | 'TermsDiffer' | 'EvidenceRepeated' | 'ReturnCaseAlreadyClosed'
>
type Way = ReadonlyArray<ReturnCaseCommand | 'reserve'>

const phonesBought = [purchase({ lines: [phones()] })]
const part = { purchaseId, lineId: lineId('kettles'), quantity: count(1) }
const received: Way = [request(), 'reserve', authorise(), receive()]
const older = purchase({ purchaseId: olderPurchaseId, purchasedAt: may(1, '09:00'), currency: 'GBP' as Currency })
const withdrawnUninformed = request({
  kind: 'withdrawal',
  terms: shopInGermany,
  evidence: [purchase({ disclosures: [shown(['receipt'])] })],
})
const deduction = { deductionMinor: 1n, legalBasis: 'excess-handling' as const }

/** How each reason is come to: by commands alone, the last of which is refused. A reason that is missing does not compile. */
const waysTo: Readonly<Record<OwnReason | Shared, Way>> = {
  ReturnNotRequested: [authorise()],
  ReturnAlreadyRequested: [request(), request({ kind: 'exchange' })],
  AddressedToAnotherCase: [request(), handOver({ returnCaseId: otherCaseId })],
  ReturnAlreadyRefused: [request(), refuse(), authorise()],
  ReturnAlreadyCancelled: [request(), cancel(), authorise()],
  ReturnAlreadyExpired: [request(), 'reserve', authorise(), expire(), cancel()],
  ReturnAlreadyAuthorised: [request(), 'reserve', authorise(), refuse()],
  ReturnNotAuthorised: [request(), handOver()],
  ReturnCaseAlreadyClosed: [
    request(),
    'reserve',
    authorise(),
    cancel({ parts: [part] }),
    handOver(),
    lose(),
    {
      type: 'CloseReturnCase',
      data: { returnCaseId: request().data.returnCaseId, closedBy: system, closedAt: june(25) },
    },
    cancel({ cancellationId: text('cancellation-2') }),
  ],
  NothingRequested: [request({ lines: [] })],
  RequestLineRepeated: [request({ lines: [requestLine(), requestLine()] })],
  RequestLineNamesNothing: [request({ lines: [{ requestLineId: text('line'), quantity: count(1) }] })],
  SerialsDifferFromQuantity: [request({ lines: [requestLine({ serials: [text('SN-1')] })] })],
  SerialsNeeded: [request({ lines: [requestLineOf('phone', 1)], evidence: phonesBought })],
  SerialRepeated: [request({ lines: [requestLine({ serials: [text('SN-1'), text('SN-1')] })] })],
  EvidenceRepeated: [request({ evidence: [purchase(), purchase()] })],
  EvidenceMissing: [request({ evidence: [] })],
  PurchaseLineUnknown: [request({ lines: [requestLine({ lineId: lineId('toasters') })] })],
  CurrenciesMixed: [request({ lines: [requestLineOf('kettle', 5)], evidence: [older, purchase()] })],
  TermsMissing: [
    request({
      evidence: [
        purchase({
          lines: [kettles({ returnPolicyRef: { policyId: text('thirty-day-returns'), version: count(7) } })],
        }),
      ],
    }),
  ],
  TermsDiffer: [request(), 'reserve', authorise({ terms: shopVersion2 })],
  ConditionNotDisclosed: [request({ evidence: [purchase({ disclosures: [] })] }), refuse()],
  NoReasonGiven: [request(), refuse({ reasons: [] })],
  LedgerNotOverridable: [request(), override({ ruleId: 'NeverBought' })],
  NothingRefusedFor: [request(), override()],
  UnitsNotReserved: [request(), authorise()],
  ReviewNeeded: [
    request({ evidence: [purchase({ lines: [kettles({ netMinor: 600_000n })] })] }),
    'reserve',
    authorise({ authorisedBy: system }),
  ],
  ReservationUnknown: [request(), confirm({ purchaseId: olderPurchaseId })],
  ReservationDiffers: [request(), confirm({ lines: [] })],
  ReservationAlreadyConfirmed: [request(), 'reserve', refuseReservation()],
  ReservationAlreadyRefused: [
    request({
      lines: [requestLine(), requestLineOf('cup', 1)],
      evidence: [purchase(), { ...older, currency: purchase().currency, lines: [kettles({ sku: text('cup') })] }],
    }),
    refuseReservation(),
    confirm(),
  ],
  ParcelIdReused: [request(), 'reserve', authorise(), handOver(), handOver({ handedOverAt: may(23) })],
  ScanIdReused: [request(), 'reserve', authorise(), scan(), scan({ code: 'delivered' })],
  ParcelNotInTransit: [request(), 'reserve', authorise(), lose()],
  CancellationIdReused: [
    request(),
    'reserve',
    authorise(),
    cancel({ parts: [part] }),
    cancel({ cancelledAt: may(25), parts: [part] }),
  ],
  NothingAwaited: [...received, cancel()],
  NoPartNamed: [request(), 'reserve', authorise(), cancel({ parts: [] })],
  PartUnknown: [request(), 'reserve', authorise(), cancel({ parts: [{ ...part, lineId: lineId('cups') }] })],
  PartExceedsAwaited: [request(), 'reserve', authorise(), cancel({ parts: [{ ...part, quantity: count(3) }] })],
  ItemRepeated: [request(), 'reserve', authorise(), receive({ items: [item('kettle', 1), item('kettle', 1)] })],
  ItemUnknown: [...received, inspect({ itemId: text('item-7') })],
  InspectionIdReused: [...received, inspect(), inspect({ grade: 'A-new' })],
  QuantityExceedsUninspected: [...received, inspect({ quantity: count(3) })],
  SerialNotInItem: [...received, inspect({ serials: [text('SN-1'), text('SN-2')] })],
  DeductionWithoutLegalBasis: [...received, inspect({ deductionMinor: 1n, terms: shop })],
  DeductionNotAllowed: [
    request({ kind: 'recall', terms: shopInGermany, evidence: [purchase()] }),
    'reserve',
    authorise({ terms: shopInGermany }),
    receive(),
    inspect({ ...deduction, terms: shopInGermany }),
  ],
  WithdrawalNotInformed: [
    withdrawnUninformed,
    'reserve',
    authorise({ terms: shopInGermany }),
    receive(),
    inspect({ ...deduction, terms: shopInGermany }),
  ],
  DeductionExceedsValue: [...received, inspect({ ...deduction, deductionMinor: 6001n, terms: shop })],
  DispositionIdReused: [...received, inspect(), dispose(), dispose({ disposition: 'scrap' })],
  UnitsMadeGood: [
    ...received,
    inspect(),
    propose({ legs: [refundOf({ kettles: [1] })], evidence: [purchase()] }),
    approve(),
    dispose({ disposition: 'return-to-customer' }),
  ],
  QuantityExceedsUndecided: [...received, dispose()],
  AmountOutOfBounds: [
    ...received,
    propose({
      legs: [exchangeOf({ kettles: [1] }, [offered('samovar', 1, [10n ** 18n - 1n, 1n])])],
      evidence: [purchase()],
    }),
  ],
}

describe('every rejection', () => {
  it.each(Object.keys(waysTo))('%s is come to by commands', (reason) => {
    const way = waysTo[reason as keyof typeof waysTo]
    const [refused] = way.slice(-1)
    if (refused === undefined || refused === 'reserve') throw new Error(`No way leads to ${reason}`)
    const { decision } = given(returnCase, after(...way.slice(0, -1))).when(refused)
    expect(decision).toMatchObject(E.left({ reason }))
  })

  it('is one of the settlement, or has a way to it here', () => {
    const reasons = Object.keys(returnCaseRejections).filter((reason) => !(reason in waysTo))
    expect(reasons.filter((reason) => !(reason in settlementRejections))).toStrictEqual([])
  })

  it('says what it means in a sentence', () => {
    for (const meaning of Object.values(returnCaseRejections)) expect(meaning).toMatch(/^[A-Z].*\.$/)
  })

  it('has a name that no event has', () => {
    const names = returnCaseEvents.map(({ messageType }): string => messageType)
    expect(names.filter((name) => name in returnCaseRejections)).toStrictEqual([])
  })
})
