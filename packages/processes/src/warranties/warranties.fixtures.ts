import { commandHandler } from '@aftersale/command-handling'
import {
  type AssetCommand,
  assetAggregate,
  assetIdOf,
  type ClaimId,
  germanConsumerLaw2022,
  type LineId,
  type PurchaseCommand,
  type PurchaseId,
  purchaseAggregate,
  type ReturnCaseCommand,
  type ReturnTerms,
  retailDesk,
  returnCaseAggregate,
  returnPolicy,
  type ServiceTicketCommand,
  serviceTicketAggregate,
  type WarrantyCommand,
  warrantyAggregate,
  warrantyIdOfUnit,
  washingMachineTerms,
} from '@aftersale/domain'
import { InMemoryEvents, inMemoryEventStore, type RecordedEvent } from '@aftersale/event-store'
import { type Instant, laterOf, type NonEmptyText, type PositiveInteger } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { domainProcesses, followedAggregates, type ShopChoices } from '../domain-processes.js'
import { purchaseEvidenceOf } from '../purchase-evidence-of.js'
import type { AnyAggregate } from '../reaction.js'
import { foundInStore } from '../running/found-in-store.js'
import { parkedReactions } from '../running/parked-reactions.js'
import { runProcesses } from '../running/run-processes.js'

// Washing machines with serials, and kettles without, all warranted: what follows is done by the real runner over a store.

export const text = (words: string): NonEmptyText => words as NonEmptyText
const uuid = (last: string): string => `0197290f-6a00-7000-8000-${last.padStart(12, '0')}`
export const day = (date: string, time = '10:00'): Instant => `${date}T${time}:00.000Z` as Instant

export const purchaseId = uuid('b001') as unknown as PurchaseId
export const otherPurchaseId = uuid('b002') as unknown as PurchaseId
export const customerId = uuid('c001')
export const claimId = uuid('d001') as unknown as ClaimId
export const agent = { kind: 'agent', id: 'agent-1' }

export const unitOf = (lineId: string, unit: number, of = purchaseId) => ({
  purchaseId: of,
  lineId: lineId as string as LineId,
  unit: unit as PositiveInteger,
})
export const firstMachine = unitOf('machine', 1)
export const warrantyId = warrantyIdOfUnit(firstMachine)
export const assetId = assetIdOf({ sku: text('WM-9'), serial: text('S-1') })

/** A command of somebody, and when it is recorded. */
export interface Told {
  readonly aggregate: AnyAggregate
  readonly id: string
  readonly command: { readonly type: string; readonly data: object }
  readonly at: Instant
}

const toldTo =
  <Type extends string>(aggregate: unknown, key: string, usual: string) =>
  (type: Type, at: Instant, data: object, id: string = usual): Told => ({
    aggregate: aggregate as AnyAggregate,
    id,
    command: { type, data: { [key]: id, ...data } },
    at,
  })

export const toPurchase = toldTo<PurchaseCommand['type']>(purchaseAggregate, 'purchaseId', purchaseId)
export const toWarranty = toldTo<WarrantyCommand['type']>(warrantyAggregate, 'warrantyId', warrantyId)
export const toAsset = toldTo<AssetCommand['type']>(assetAggregate, 'assetId', assetId)
export const toCase = toldTo<ReturnCaseCommand['type']>(returnCaseAggregate, 'returnCaseId', uuid('e001'))
export const toTicket = toldTo<ServiceTicketCommand['type']>(serviceTicketAggregate, 'serviceTicketId', uuid('a001'))

const line = (lineId: string, quantity: number, grossMinor: bigint, more: object) => {
  const taxMinor = (grossMinor * 19n) / 119n
  const amounts = { netMinor: grossMinor - taxMinor, discountMinor: 0n, taxMinor, grossMinor }
  return { lineId, kind: 'goods', quantity, serialTracked: false, ...amounts, ...more }
}

const warrantyTermsRef = { policyId: 'washing-machine-terms', version: 1 }

/** Two machines for 1,428.00, three kettles for 107.10, and bags that nobody warrants; or only machines of these serials. */
export const bought = (serials: ReadonlyArray<string> = ['S-1', 'S-2'], id = purchaseId): Told => {
  const lines = [
    line('machine', serials.length, 71_400n * BigInt(serials.length), {
      sku: 'WM-9',
      serialTracked: true,
      serials,
      warrantyTermsRef,
    }),
    line('kettle', 3, 10_710n, { sku: 'KETTLE', warrantyTermsRef }),
    line('bag', 50, 5_000n, { sku: 'BAG' }),
  ]
  const totalMinor = lines.reduce((sum, { grossMinor }) => sum + grossMinor, 0n)
  return toPurchase(
    'RecordPurchase',
    day('2025-06-02'),
    {
      customerId,
      purchasedAt: day('2025-06-02'),
      zone: 'Europe/Berlin',
      marketCode: 'DE',
      channel: 'online',
      currency: 'EUR',
      lines,
      shipping: [],
      fees: [],
      payments: [{ paymentId: 'card', tender: 'card', capturedMinor: totalMinor, capturedAt: day('2025-06-02') }],
      totalMinor,
    },
    id,
  )
}

export const delivered = (lines: ReadonlyArray<object>, on = '2025-06-05', id = purchaseId): Told =>
  toPurchase(
    'RecordFulfilment',
    day(on),
    {
      fulfilmentId: `counter-${on}-${JSON.stringify(lines).length}`,
      lines,
      by: 'handed-over-the-counter',
      fulfilledAt: day(on),
    },
    id,
  )

export const machinesDelivered = delivered([{ lineId: 'machine', quantity: 2, serials: ['S-1', 'S-2'] }])
export const kettlesDelivered = delivered([{ lineId: 'kettle', quantity: 3 }])

/** Nine months later the motor of the first machine stops, and the seller makes it good. */
export const claimed: ReadonlyArray<Told> = [
  toWarranty('OpenClaim', day('2026-03-02'), {
    claimId,
    failureMode: 'motor',
    defect: 'does-not-turn',
    failedOn: '2026-03-01',
    reportedAt: day('2026-03-02'),
    channel: 'phone',
    evidence: [],
    proofs: [{ kind: 'invoice', verified: true }],
  }),
  toWarranty('DecideCoverage', day('2026-03-03'), {
    claimId,
    layerId: 'conformity',
    decision: 'approve',
    reasons: ['DefectConfirmed'],
    decidedBy: agent,
    decidedAt: day('2026-03-03'),
  }),
  toWarranty('InformAboutRemedies', day('2026-03-03'), {
    claimId,
    choice: ['repair', 'replacement'],
    extensionTold: true,
    channel: 'phone',
    informedAt: day('2026-03-03'),
  }),
]

export const chosen = (remedy: string, more: object = {}): Told =>
  toWarranty('ChooseRemedy', day('2026-03-04'), {
    claimId,
    remedy,
    chosenBy: 'customer',
    chosenAt: day('2026-03-04'),
    ...more,
  })

/** The later remedies are reached where the earlier ones are of no use. */
export const repairIsNoUse = {
  excused: [
    { remedy: 'repair', because: 'impossible' },
    { remedy: 'replacement', because: 'impossible' },
  ],
}

export const repaired = (outcome: 'repaired' | 'failed' = 'repaired', attempt = 1): Told =>
  toWarranty('RecordRepair', day('2026-03-10'), {
    claimId,
    attempt,
    outcome,
    parts: [],
    labourMinutes: 40,
    costMinor: 9000n,
    chargedMinor: 0n,
    currency: 'EUR',
    performer: { kind: 'provider', providerId: 'hof-service', providerName: 'Hof Service' },
    requiredSkills: [],
    performedAt: day('2026-03-10'),
  })

export const replaced = (ids: object, more: object = {}): Told =>
  toWarranty('ReplaceUnit', day('2026-03-10'), {
    claimId,
    oldSerial: 'S-1',
    newSerial: 'S-9',
    termPolicy: { kind: 'remainder' },
    costMinor: 40_000n,
    chargedMinor: 0n,
    currency: 'EUR',
    replacedAt: day('2026-03-10'),
    ...ids,
    ...more,
  })

const berlin = { rule: 'event-day-excluded', zone: 'Europe/Berlin' }
const kinds = ['policy-return', 'non-conformity']

/** Everything comes back at any time. */
export const terms: ReturnTerms = {
  policy: returnPolicy({
    policyId: 'always',
    version: 1,
    windows: [{ kinds, anchor: 'delivery-of-unit', ...berlin }],
    conditions: [],
    exceptions: [],
    restockingFees: [],
    waysBack: [{ kinds, paidBy: 'merchant' }],
    remedies: [{ kinds, remedies: ['refund'], payout: 'customer-chooses' }],
    promotions: 'proportional',
    shipBy: { period: 'P14D', ...berlin },
    requiredDisclosures: [],
  }),
}

export const choices: ShopChoices = {
  termsOf: () => ({ terms }),
  notices: { channel: 'email', templates: { delay: text('delay'), recovery: text('recovery'), loss: text('loss') } },
  desk: { serviceLevel: retailDesk, channel: 'web', priority: 'moderate' },
  warrantyTermsOf: ({ warrantyTermsRef: ref }) => (ref === undefined ? undefined : { terms: washingMachineTerms }),
  lawOf: () => germanConsumerLaw2022,
  returnTermsOf: () => ({ terms }),
}

const isOfTheDomain = ({ stream }: RecordedEvent): boolean => !/^(processCheckpoint|parkedReaction)-/.test(stream)

/** A store in which things are told and processes run. */
export class Shop {
  private readonly events = new InMemoryEvents()
  readonly store = inMemoryEventStore({ events: this.events })
  private told = 0
  private now = day('2025-06-01')

  constructor(private decided: ShopChoices = choices) {}

  /** From now on the shop decides so. */
  under(decided: ShopChoices): this {
    this.decided = decided
    return this
  }

  /** Carries out commands, one after the other, without what follows from them. Throws where one is refused. */
  async tell(...commands: ReadonlyArray<Told>): Promise<this> {
    const handle = commandHandler(this.store)
    for (const { aggregate, id, command, at } of commands) {
      const commandId = text(`told-${(this.told += 1)}`)
      this.now = laterOf(this.now, at)
      const handled = await handle(aggregate, {
        id,
        command,
        commandId,
        correlationId: commandId,
        actor: agent as never,
        recordedAt: this.now,
      })()
      if (E.isLeft(handled)) throw new Error(`${command.type}: ${JSON.stringify(handled.left, withDigits)}`)
    }
    return this
  }

  /** Lets all processes, or one alone, do what they have to, from where they were or from the very beginning. */
  async run(from: 'checkpoint' | 'beginning' = 'checkpoint', alone?: string): Promise<this> {
    const running = runProcesses(this.store, {
      processes: domainProcesses(this.decided).filter(({ name }) => alone === undefined || name === alone),
      aggregates: followedAggregates,
      now: () => this.now,
      waitMilliseconds: () => 0,
      from,
    })
    for (;;) {
      const last = this.events.all.findLast(isOfTheDomain)
      const upTo = running.handledUpTo()
      if (last === undefined || (upTo?.kind === 'all' && upTo.position.commit >= last.position.commit)) break
      await new Promise(setImmediate)
    }
    await running.stop()
    return this
  }

  /** Tells one thing after the other, each with all that follows from it. */
  async live(...commands: ReadonlyArray<Told>): Promise<this> {
    for (const command of commands) {
      await this.tell(command)
      await this.run()
    }
    return this
  }

  /** The domain's events, in the order of the store. */
  all(): ReadonlyArray<RecordedEvent> {
    return this.events.all.filter(isOfTheDomain)
  }

  /** The data of the events of that type. */
  of(type: string): ReadonlyArray<Readonly<Record<string, unknown>>> {
    return this.all()
      .filter((event) => event.type === type)
      .map(({ data }) => data as Readonly<Record<string, unknown>>)
  }

  /** What the purchase tells a return. */
  async evidence(of = purchaseId): Promise<object> {
    const found = await foundInStore(this.store, undefined, purchaseAggregate as unknown as AnyAggregate, of)
    if (E.isLeft(found)) throw new Error(found.left.failure)
    return purchaseEvidenceOf(found.right as never) ?? {}
  }

  /** Why something waits for somebody. */
  async parked(): Promise<ReadonlyArray<string>> {
    const parked = await parkedReactions(this.store)
    if (E.isLeft(parked)) throw new Error(parked.left.failure)
    return parked.right.flatMap(({ process, because }) => because.map(({ why }) => `${process}: ${why}`))
  }
}

const withDigits = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

/** What was lived through has had its effect: heard again and again, nothing more comes of it, and nothing was parked. */
export const settled = async (shop: Shop): Promise<Shop> => {
  const once = shop.all()
  await shop.run('beginning')
  await shop.run('beginning')
  expect(shop.all()).toEqual(once)
  expect(await shop.parked()).toEqual([])
  return shop
}

export const lived = async (...commands: ReadonlyArray<Told>): Promise<Shop> =>
  settled(await new Shop().live(...commands))
