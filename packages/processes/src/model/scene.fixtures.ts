import type { DomainEvent, PurchaseCommand, ReturnCaseCommand } from '@aftersale/domain'
import type { Process } from '../process.js'
import { stepsOf } from '../steps-of.js'
import { evidenceIn } from './act.fixtures.js'
import { drain, type LedgerWorld, type Logged, ModelRunner } from './ledger-world.fixtures.js'
import { CASES, PURCHASES, processes, SHIPMENT, terms, toCase, toPurchase, uuid } from './shop.fixtures.js'

// Scenes for the specs of single processes: the real aggregates, and all that happens but for the process that is tested.

export const [firstPurchase, secondPurchase] = PURCHASES as readonly [
  (typeof PURCHASES)[number],
  (typeof PURCHASES)[number],
]
export const firstCase = CASES[0] as (typeof CASES)[number]
export const shipmentId = SHIPMENT
export const agent = { kind: 'agent', id: 'agent-1' }
const customer = { kind: 'customer', id: 'customer-1' }

/** Sends a command that has to be carried out. */
export const doCase = (
  world: LedgerWorld,
  type: ReturnCaseCommand['type'],
  data: object,
  returnCaseId = firstCase,
): void => {
  const command = { type, data: { returnCaseId, ...data } } as unknown as ReturnCaseCommand
  if (!toCase(world, command)) throw new Error(`${type} was refused`)
}

export const doPurchase = (
  world: LedgerWorld,
  type: PurchaseCommand['type'],
  data: object,
  purchaseId = firstPurchase,
): void => {
  const command = { type, data: { purchaseId, ...data } } as unknown as PurchaseCommand
  if (!toPurchase(world, command)) throw new Error(`${type} was refused`)
}

interface Wish {
  readonly lineId: string
  readonly quantity: number
  readonly purchaseId?: string
  readonly serials?: ReadonlyArray<string>
}

/** A return of these lines is asked for. */
export const ask = (
  world: LedgerWorld,
  wishes: ReadonlyArray<Wish>,
  more: object = {},
  returnCaseId = firstCase,
): void =>
  doCase(
    world,
    'RequestReturn',
    {
      customerId: uuid('bbbb', 1),
      kind: 'policy-return',
      lines: wishes.map((wish, index) => ({
        requestLineId: `line-${index}`,
        purchaseId: firstPurchase,
        reason: 'changed-mind',
        ...wish,
      })),
      wanted: { remedy: 'refund' },
      evidence: PURCHASES.map((id) => evidenceIn(world, id)),
      terms,
      requestedBy: customer,
      requestedAt: world.now(),
      ...more,
    },
    returnCaseId,
  )

/** All processes do all that they have to do, but for those named. */
export const everythingHappens = (world: LedgerWorld, ...butFor: ReadonlyArray<Process>): void => {
  const names = new Set(butFor.map(({ name }) => name))
  drain(
    new ModelRunner(
      world,
      processes.filter(({ name }) => !names.has(name)),
    ),
  )
}

/** Two kettles of the first purchase are authorised to come back, and come. */
export const kettlesComeBack = (world: LedgerWorld, quantity = 2): void => {
  ask(world, [{ lineId: 'kettle', quantity }])
  everythingHappens(world)
  receive(world, 'kettle', quantity)
}

const receive = (world: LedgerWorld, lineId: string, quantity: number): void =>
  doCase(world, 'ReceiveItems', {
    parcelId: `parcel-${world.log.length}`,
    items: [{ itemId: `item-${world.log.length}`, purchaseId: firstPurchase, lineId, sku: `sku-${lineId}`, quantity }],
    receivedAt: world.now(),
  })

export const refundId = uuid('eeee', 1)
export const creditId = uuid('dddd', 1)
export const replacementId = uuid('ffff', 1)

/** What came is settled by one leg of this kind, and that is approved. */
export const settle = (world: LedgerWorld, leg: object, units = [{ first: 3, last: 4 }]): void => {
  doCase(world, 'ProposeSettlement', {
    settlementId: 'settlement-1',
    legs: [{ legId: 'leg-1', purchaseId: firstPurchase, lines: [{ lineId: 'kettle', units }], ...leg }],
    evidence: PURCHASES.map((id) => evidenceIn(world, id)),
    terms,
    proposedBy: agent,
    proposedAt: world.now(),
  })
  doCase(world, 'ApproveSettlement', { settlementId: 'settlement-1', approvedBy: agent, approvedAt: world.now() })
}

/** A command that a process issued, and what became of it. */
export interface Issued {
  readonly to: string
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly became: string
}

/** How a process reacts to the last event of that type, and what becomes of each of its commands. */
export const reactionTo = (world: LedgerWorld, process: Process, type: DomainEvent['type']): ReadonlyArray<Issued> => {
  const logged = world.log.findLast(({ occurrence }) => occurrence.event.type === type)
  if (logged === undefined) throw new Error(`There is no ${type}`)
  return reactionToEvent(world, process, logged)
}

const reactionToEvent = (world: LedgerWorld, process: Process, { occurrence }: Logged): ReadonlyArray<Issued> => {
  if (!process.reactsTo.includes(occurrence.event.type)) return []
  const issued: Array<Issued> = []
  const steps = stepsOf(process, occurrence)
  for (let next = steps.next(); next.done !== true; ) {
    const step = next.value
    const answer = world.answer(step)
    if (step.kind === 'command') {
      const { type, data } = step.command as { readonly type: string; readonly data: Issued['data'] }
      const became = answer.kind === 'rejected' ? (answer.rejection as { readonly reason: string }).reason : 'done'
      issued.push({ to: step.aggregate.category, type, data, became })
    }
    next = steps.next(answer)
  }
  return issued
}

/** The same, in short: which command became what. */
export const shortly = (issued: ReadonlyArray<Issued>): ReadonlyArray<string> =>
  issued.map(({ to, type, became }) => `${to}: ${type} ${became}`)
