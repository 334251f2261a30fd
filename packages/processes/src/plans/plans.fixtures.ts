import { commandHandler } from '@aftersale/command-handling'
import {
  type AssetCommand,
  assetAggregate,
  assetIdOf,
  type LineId,
  type PurchaseCommand,
  type PurchaseId,
  planTerms,
  purchaseAggregate,
  retailDesk,
  type ServicePlanCommand,
  ServicePlanTerms,
  type ServiceTicketCommand,
  servicePlanAggregate,
  servicePlanIdOfUnit,
  serviceTicketAggregate,
  washingMachineCare,
} from '@aftersale/domain'
import { InMemoryEvents, inMemoryEventStore, type RecordedEvent } from '@aftersale/event-store'
import type { Instant, NonEmptyText, PositiveInteger } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { domainProcesses, followedAggregates } from '../domain-processes.js'
import type { AnyAggregate } from '../reaction.js'
import { parkedReactions } from '../running/parked-reactions.js'
import { runProcesses } from '../running/run-processes.js'

// A washing machine with a plan, bought on one purchase; what follows is done by the real runner over a store.

const text = (words: string): NonEmptyText => words as NonEmptyText
const uuid = (last: string): string => `0197290f-6a00-7000-8000-${last.padStart(12, '0')}`

export const purchaseId = uuid('b001') as unknown as PurchaseId
export const machine = { purchaseId, lineId: 'machine' as LineId, unit: 1 as PositiveInteger }
export const careLine = { purchaseId, lineId: 'care' as LineId, unit: 1 as PositiveInteger }
export const servicePlanId = servicePlanIdOfUnit(machine)
export const assetId = assetIdOf({ sku: text('WM-9'), serial: text('S-17') })
const ticketId = uuid('a001')
export const visitId = uuid('f001')
const customerId = uuid('c001')
const agent = { kind: 'agent', id: 'agent-1' }

export const day = (date: string, time = '10:00'): Instant => `${date}T${time}:00.000Z` as Instant
const later = day('2030-01-01')

/** The care of a washing machine with other terms. */
export const careWith = (fields: object): ServicePlanTerms =>
  planTerms({ ...JSON.parse(JSON.stringify(ServicePlanTerms.encode(washingMachineCare))), ...fields })

/** A command of somebody, and whose it is. */
export interface Told {
  readonly aggregate: AnyAggregate
  readonly id: string
  readonly command: { readonly type: string; readonly data: object }
}

const toldTo =
  <Type extends string>(aggregate: unknown, id: string, ids: object) =>
  (type: Type, data: object): Told => ({
    aggregate: aggregate as AnyAggregate,
    id,
    command: { type, data: { ...ids, ...data } },
  })

export const toPurchase = toldTo<PurchaseCommand['type']>(purchaseAggregate, purchaseId, { purchaseId })
export const toPlan = toldTo<ServicePlanCommand['type']>(servicePlanAggregate, servicePlanId, { servicePlanId })
export const toAsset = toldTo<AssetCommand['type']>(assetAggregate, assetId, { assetId })
const toTicket = toldTo<ServiceTicketCommand['type']>(serviceTicketAggregate, ticketId, {
  serviceTicketId: ticketId,
})

const line = (lineId: string, netMinor: bigint, taxMinor: bigint, more: object) => ({
  lineId,
  kind: 'goods',
  quantity: 1,
  serialTracked: false,
  netMinor,
  discountMinor: 0n,
  taxMinor,
  grossMinor: netMinor + taxMinor,
  ...more,
})

/** 714.00 for the machine and 119.00 for its care, tax and all; 733.00 on a card, 100.00 on a gift card. */
export const bought = toPurchase('RecordPurchase', {
  customerId,
  purchasedAt: day('2025-06-02'),
  zone: 'Europe/Berlin',
  marketCode: 'DE',
  channel: 'online',
  currency: 'EUR',
  lines: [
    line('machine', 60_000n, 11_400n, { sku: 'WM-9', serialTracked: true, serials: ['S-17'] }),
    line('care', 10_000n, 1900n, { sku: 'CARE', kind: 'service' }),
  ],
  shipping: [],
  fees: [],
  payments: [
    { paymentId: 'gift', tender: 'gift-card', capturedMinor: 10_000n, capturedAt: day('2025-06-02') },
    { paymentId: 'card', tender: 'card', capturedMinor: 73_300n, capturedAt: day('2025-06-02') },
  ],
  totalMinor: 83_300n,
})

export const quoted = (terms: ServicePlanTerms = washingMachineCare, cover: object = { unit: machine }): Told =>
  toPlan('QuoteServicePlan', {
    customerId,
    terms,
    cover,
    quotedAt: day('2025-06-02'),
    validUntil: day('2025-07-02'),
  })
export const sold = (more: object = {}): Told =>
  toPlan('SellServicePlan', {
    purchase: careLine,
    paidMinor: 11_900n,
    currency: 'EUR',
    soldAt: day('2025-06-02', '10:05'),
    ...more,
  })
export const delivered = toPurchase('RecordFulfilment', {
  fulfilmentId: 'over-the-counter',
  lines: [{ lineId: 'machine', quantity: 1, serials: ['S-17'] }],
  by: 'handed-over-the-counter',
  fulfilledAt: day('2025-06-05'),
})
export const registered = toAsset('RegisterAsset', {
  sku: 'WM-9',
  serial: 'S-17',
  owner: { customerId },
  purchase: machine,
  registeredAt: day('2025-06-05'),
})
export const cancelled = (on: string, more: object = {}): Told =>
  toPlan('CancelServicePlan', {
    cancellationId: 'cancellation-1',
    because: 'customer-asked',
    cancelledAt: day(on),
    ...more,
  })

export const ticketOpened = toTicket('OpenServiceTicket', {
  issueId: uuid('a002'),
  customerId,
  channel: 'phone',
  kind: 'maintenance',
  priority: 'planning',
  topic: { category: 'maintenance' },
  openedBy: agent,
  openedAt: day('2025-08-01'),
  serviceLevel: retailDesk,
})
export const visitScheduled = (more: object = {}): Told =>
  toTicket('ScheduleVisit', {
    visitId,
    purpose: 'maintenance',
    entitlement: { servicePlanId },
    window: { on: '2025-08-06', from: '09:00', to: '11:00', zone: 'Europe/Berlin' },
    performer: { kind: 'provider', providerId: 'hof-service', providerName: 'Hof Service' },
    requiredSkills: [],
    scheduledBy: agent,
    scheduledAt: day('2025-08-01', '10:30'),
    serviceLevel: retailDesk,
    ...more,
  })
export const visitArrived = (id: string = visitId): Told =>
  toTicket('ArriveAtVisit', { visitId: id, arrivedAt: day('2025-08-06', '08:00'), serviceLevel: retailDesk })
export const visitCompleted = (outcome: string, id: string = visitId): Told =>
  toTicket('CompleteVisit', {
    visitId: id,
    outcome,
    parts: [],
    labourMinutes: 45,
    completedAt: day('2025-08-06', '09:00'),
  })
export const visitCancelled = toTicket('CancelVisit', {
  visitId,
  because: 'not-needed',
  cancelledBy: agent,
  cancelledAt: day('2025-08-05'),
  serviceLevel: retailDesk,
})

const isOfTheDomain = ({ stream }: RecordedEvent): boolean => !/^(processCheckpoint|parkedReaction)-/.test(stream)

/** A store in which things are told and processes run. */
export class Shop {
  private readonly events = new InMemoryEvents()
  private readonly store = inMemoryEventStore({ events: this.events })
  private told = 0

  /** Carries out commands, one after the other. Throws where one is refused. */
  async tell(...commands: ReadonlyArray<Told>): Promise<this> {
    const handle = commandHandler(this.store)
    for (const { aggregate, id, command } of commands) {
      const commandId = text(`told-${(this.told += 1)}`)
      const handled = await handle(aggregate, {
        id,
        command,
        commandId,
        correlationId: commandId,
        actor: agent as never,
        recordedAt: later,
      })()
      if (E.isLeft(handled)) throw new Error(`${command.type}: ${JSON.stringify(handled.left, withDigits)}`)
    }
    return this
  }

  /** Lets all processes do what they have to, from where they were or from the very beginning. */
  async run(from: 'checkpoint' | 'beginning' = 'checkpoint'): Promise<this> {
    const running = runProcesses(this.store, {
      processes,
      aggregates: followedAggregates,
      now: () => later,
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

  /** What waits for somebody. */
  async parked(): Promise<number> {
    const parked = await parkedReactions(this.store)
    return E.isRight(parked) ? parked.right.length : Number.NaN
  }
}

const withDigits = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

const processes = domainProcesses({
  termsOf: () => undefined,
  notices: { channel: 'email', templates: { delay: text('delay'), recovery: text('recovery'), loss: text('loss') } },
  desk: { serviceLevel: retailDesk, channel: 'web', priority: 'moderate' },
})

/** A shop in which all this was told and has had its effect: once, however often it is heard. */
export const afterAll = async (...commands: ReadonlyArray<Told>): Promise<Shop> => {
  const shop = await new Shop().tell(...commands)
  await shop.run()
  const once = shop.all()
  await shop.run('beginning')
  await shop.run('beginning')
  expect(shop.all()).toEqual(once)
  return shop
}
